"""Is a database whole? Quick for every start, thorough for copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.storage.failures import CANNOT_WRITE, damaged, error_code
from app.storage.progress import watched

if TYPE_CHECKING:
    from app.storage.progress import Progress

_FINE = [("ok",)]
_FORGET = "PRAGMA shrink_memory"  # so that pages are read from the disk, where damage is
_SEARCH_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' "
    "AND lower(sql) LIKE 'create virtual table%using fts5%'"
)


def check_quickly(connection: dbapi2.Connection) -> None:
    """Raise VaultDamaged unless every page in use is authentic and in order."""
    connection.execute(_FORGET)
    if connection.execute("PRAGMA quick_check(1)").fetchall() != _FINE:
        raise damaged()


def check_fully(connection: dbapi2.Connection, progress: Progress | None = None) -> None:
    """Raise VaultDamaged unless every page in use is authentic, and every index fits its table.

    Unused pages are left out: a power cut may tear one, and no data are in it.
    """
    connection.execute(_FORGET)
    with watched(connection, progress, None):
        if connection.execute("PRAGMA integrity_check(1)").fetchall() != _FINE:
            raise damaged()
        check_search(connection)


def check_copy(connection: dbapi2.Connection, progress: Progress | None = None) -> None:
    """Raise VaultDamaged unless every page of a fresh copy is authentic and in order.

    Both checks are needed: each finds damage the other does not see.
    """
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise damaged()
    check_fully(connection, progress)


def check_search(connection: dbapi2.Connection) -> None:
    """Raise VaultDamaged unless every search index holds exactly what its table does."""
    for (name,) in connection.execute(_SEARCH_TABLES).fetchall():
        quoted = '"' + name.replace('"', '""') + '"'
        order = f"INSERT INTO {quoted}({quoted}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - a table's own name, quoted
        try:
            connection.execute(order)
        except dbapi2.Error as error:
            if error_code(error) not in CANNOT_WRITE:  # else: PRAGMA integrity_check has looked
                raise


def count_rows(connection: dbapi2.Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables
    }
