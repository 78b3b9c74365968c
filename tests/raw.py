"""Past the program: what no user reaches, for tests that damage a vault or judge it.

The one place in the tests that reaches into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain import entities
from app.storage.journal import Edit, Subject

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from app.storage.copies.making import Source
    from app.storage.database import Database
    from app.storage.holders.keyring import Keyring
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.vault import Vault, Work


def database(vault: Vault) -> Database:
    """Return the database of an open vault."""
    return vault._database


def driver(vault: Vault) -> Any:
    """Return the driver's own connection, to change rows behind the program's back."""
    return vault._database._driver


def material(vault: Vault) -> KeyMaterial:
    """Return the vault's own key."""
    return vault._material


def keyring(vault: Vault) -> Keyring:
    """Return who holds a key, and the hand that signs."""
    return vault._keyring


def engine(vault: Vault) -> Engine:
    """Return what describes the tables as they are."""
    return vault._database._engine


def device(vault: Vault) -> str:
    """Return the id of the device that a vault writes as."""
    return vault._author.device_id


def source(vault: Vault) -> Source:
    """Return what copies are made from."""
    return vault._source


def connection(work: Work) -> Connection:
    """Return the connection of a piece of work."""
    return work._connection


def set_ids_back() -> None:
    """Make ids by the clock alone, as a process that has just begun."""
    entities._ticks = 0


def record(work: Work, kind: str, about: tuple[str, str], fields: dict[str, Any]) -> None:
    """Write into history, signed, what another Leia knows of: `about` is (entity id, client id)."""
    entity_id, client_id = about
    subject = Subject(kind=kind, entity_id=entity_id, client_id=client_id, base="")
    edits = [Edit(field=name, old=None, new=value) for name, value in fields.items()]
    work._journal.record(subject, edits)
