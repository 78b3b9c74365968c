"""What Leia remembers for a counsellor, such as where they were. Never journalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from app.storage.columns import whole_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOBODY = ""
"""Owns what Leia remembers for the whole vault, such as when it was last copied."""
_GET = text("SELECT value FROM memory WHERE counsellor_id = :owner AND key = :key")
_PUT = text(
    "INSERT INTO memory (counsellor_id, key, value) VALUES (:owner, :key, :value) "
    "ON CONFLICT (counsellor_id, key) DO UPDATE SET value = excluded.value"
)
_FORGET = text("DELETE FROM memory WHERE counsellor_id = :owner")


class Memory:
    """One counsellor's small notes to self, inside the vault."""

    def __init__(self, connection: Connection, counsellor_id: str) -> None:
        self._connection = connection
        self._owner = counsellor_id

    def get(self, key: str) -> str | None:
        """Return what was put under a key, or nothing."""
        found = self._connection.execute(_GET, {"owner": self._owner, "key": key}).scalar()
        return None if found is None else str(found)

    def put(self, key: str, value: str) -> None:
        """Remember a value under a key, in place of the one before."""
        values = {"owner": self._owner, "key": key, "value": whole_text(value)}
        self._connection.execute(_PUT, values)


def forget_all(connection: Connection, owner: str) -> None:
    """Forget everything that is remembered for somebody."""
    connection.execute(_FORGET, {"owner": owner})
