"""What the vault remembers of its copies, so that a stick in a drawer still has its age."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec

from app.errors import NotSaved, VaultDamaged

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.vault import Vault

_KEY = "copies"

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Record(msgspec.Struct, kw_only=True, frozen=True):
    """What is known of one place."""

    since: _Moment
    """When the place was first tried."""
    tried_at: _Moment
    outcome: str
    sentence: str = ""
    verified_at: _Moment | None = None
    """When the newest copy there was made and found whole."""
    changes: int = 0
    """How many changes this computer had written by then."""
    is_apart: bool = False
    """Whether the place was on another disk than the vault when it was last there."""


def read_records(vault: Vault) -> dict[str, Record]:
    """Return what is known of each place, by its folder; nothing when it cannot be read."""
    with vault.work() as work:
        stored = work.vault_memory.get(_KEY)
    try:
        return msgspec.json.decode(stored or "{}", type=dict[str, Record])
    except msgspec.DecodeError:
        return {}  # from a later Leia


def keep_record(vault: Vault, folder: Path, record: Record) -> None:
    """Remember how the last try at a place went; a vault that cannot be written to forgets."""
    with suppress(NotSaved, VaultDamaged):
        records = {**read_records(vault), str(folder): record}
        with vault.work() as work:
            work.vault_memory.put(_KEY, msgspec.json.encode(records).decode())
