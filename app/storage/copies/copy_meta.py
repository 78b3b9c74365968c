"""What a copy learns of the vault of today: who works here, which keys and locks count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.connection import connect
from app.storage.files import DATABASE
from app.storage.holders import locks

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from app.storage.keys.sealing import KeyMaterial

_PUT = (
    "INSERT INTO meta (key, value) VALUES (?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_GET = "SELECT value FROM meta WHERE key = ?"


def keep(folder: Path, key: KeyMaterial, values: dict[str, str]) -> None:
    """Let a copy know something in its `meta`, all of it or nothing."""
    connection = connect(folder / DATABASE, key)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_PUT, tuple(values.items()))
        connection.execute("COMMIT")
    finally:
        close(connection, folder)


def keep_lock(folder: Path, key: KeyMaterial, user: str, salts: list[str]) -> None:
    """Let a copy know which locks of somebody's key file count in it."""
    connection = connect(folder / DATABASE, key)
    try:
        row = connection.execute(_GET, (locks.LOCKS,)).fetchone()
    finally:
        close(connection, folder)
    keep(folder, key, {locks.LOCKS: locks.with_lock(row[0] if row else "", user, salts)})


def close(connection: dbapi2.Connection, folder: Path) -> None:
    """Close a copy's database, and leave no empty journal beside it."""
    connection.close()
    journal = folder / f"{DATABASE}-journal"
    if journal.exists() and not journal.stat().st_size:
        journal.unlink()
