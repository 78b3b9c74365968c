"""The access log: who opened, printed or exported which case. Codes and ids, never content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.journal import Journal

OPENED = "OPENED"

_OPENED_NEWEST_FIRST = text(
    "SELECT a.client_id FROM access_log a JOIN client c ON c.id = a.client_id AND c.deleted = 0 "
    "WHERE a.action = 'OPENED' AND a.counsellor_id = :counsellor_id ORDER BY a.hlc DESC"
)


class AccessLog:
    """The access log of one piece of work."""

    def __init__(self, connection: Connection, journal: Journal, counsellor_id: str) -> None:
        self._connection = connection
        self._journal = journal
        self._counsellor_id = counsellor_id

    def log(self, action: str, *, client_id: str = "", detail: str = "") -> None:
        """Write an entry: a short code, whose case, and a detail that is no content."""
        self._journal.log(action, client_id, detail)

    def last_opened(self, limit: int) -> tuple[str, ...]:
        """Return the ids of the clients this counsellor opened last, the latest first."""
        seen: dict[str, None] = {}
        rows = self._connection.execute(
            _OPENED_NEWEST_FIRST, {"counsellor_id": self._counsellor_id}
        )
        with rows:
            for row in rows:
                if len(seen) == limit:
                    break
                seen[row[0]] = None
        return tuple(seen)
