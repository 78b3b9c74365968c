"""What the vault knows of itself: few, small values by name. Never journalled, always encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_GET = text("SELECT value FROM meta WHERE key = :key")
_PUT = text(
    "INSERT INTO meta (key, value) VALUES (:key, :value) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_DROP = text("DELETE FROM meta WHERE key = :key")


def get(connection: Connection, key: str) -> str:
    """Return a value; empty when there is none."""
    return str(connection.execute(_GET, {"key": key}).scalar() or "")


def put(connection: Connection, key: str, value: str) -> None:
    """Keep a value, in place of the one before; an empty one is forgotten."""
    if value:
        connection.execute(_PUT, {"key": key, "value": value})
    else:
        connection.execute(_DROP, {"key": key})
