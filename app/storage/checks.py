"""Is the database whole? Quick for every start, thorough for copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.failures import damaged

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

_FINE = [("ok",)]
_FORGET = "PRAGMA shrink_memory"  # so that pages are read from the disk, where damage is


def check_quickly(connection: dbapi2.Connection) -> None:
    """Raise VaultDamaged unless every page in use is authentic and in order."""
    connection.execute(_FORGET)
    if connection.execute("PRAGMA quick_check(1)").fetchall() != _FINE:
        raise damaged()


def check_fully(connection: dbapi2.Connection) -> None:
    """Raise VaultDamaged unless every page in use is authentic, and every index fits its table.

    Unused pages are left out: a power cut may tear one, and no data are in it.
    """
    connection.execute(_FORGET)
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != _FINE:
        raise damaged()


def check_copy(connection: dbapi2.Connection) -> None:
    """Raise VaultDamaged unless every page of a fresh copy is authentic and in order.

    Both checks are needed: each finds damage the other does not see.
    """
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise damaged()
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != _FINE:
        raise damaged()


def count_rows(connection: dbapi2.Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables
    }
