"""Bringing a vault's tables up to date, by Alembic, in one transaction.

`PRAGMA user_version` counts the steps too, so that a start with nothing to do never imports
Alembic and a vault from a later Leia is refused before anything is read from it.

A step may write what rows hold, but no entries: it has no key to sign them. `app.storage.replay`
tells the journal of it at the first unlock after, so that state is the fold of the journal again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEPS = Path(__file__).resolve().parent
SCHEMA_VERSION = sum(1 for _step in (STEPS / "versions").glob("v*.py"))
"""How many steps there are. One for each release, which grows until that is out."""


def upgrade(connection: Connection, steps: Path = STEPS, version: int = SCHEMA_VERSION) -> None:
    """Run the missing steps; the caller's transaction makes them all or nothing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
