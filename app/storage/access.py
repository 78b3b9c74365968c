"""The access log: who opened, printed or exported which case. Codes and ids, never content."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, or_, select, text

from app.domain.cases import CASE_CODE_LENGTH
from app.domain.permissions import Deed
from app.storage.found_names import has_words
from app.storage.rows import ACCESS_LOG, TABLES
from app.storage.values.accesses import AccessEntry

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from app.domain.access_codes import Action
    from app.storage.journal import Journal
    from app.storage.values.accesses import AccessQuery
    from app.storage.visibility import Visibility


_OPENED_NEWEST_FIRST = text(
    "SELECT a.client_id FROM access_log a JOIN client c ON c.id = a.client_id AND c.deleted = 0 "
    "WHERE a.action = 'OPENED' AND a.counsellor_id = :counsellor_id ORDER BY a.hlc DESC"
)


class AccessLog:
    """The access log of one piece of work."""

    def __init__(self, connection: Connection, journal: Journal, visibility: Visibility) -> None:
        self._connection = connection
        self._journal = journal
        self._visibility = visibility

    def log(self, action: Action, *, client_id: str = "", detail: str = "") -> None:
        """Write an entry: a short code, whose case, and a detail that is no content."""
        self._journal.log(str(action), client_id, str(detail))

    def last_opened(self, limit: int) -> tuple[str, ...]:
        """Return the ids of the clients this counsellor opened last, the latest first."""
        seen: dict[str, None] = {}
        rows = self._connection.execute(
            _OPENED_NEWEST_FIRST, {"counsellor_id": self._visibility.counsellor_id}
        )
        with rows:
            for row in rows:
                if len(seen) == limit:
                    break
                if self._visibility.reaches(row[0]):
                    seen[row[0]] = None
        return tuple(seen)

    def of(self, client_id: str, limit: int = 1000) -> tuple[AccessEntry, ...]:
        """Return what was logged about a case, newest first, for anybody who may open it."""
        if not self._visibility.reaches(client_id):
            return ()
        query = self._entries().where(ACCESS_LOG.c.client_id == client_id)
        return self._read(query.limit(limit))

    def page(self, wanted: AccessQuery, limit: int, before: str = "") -> tuple[AccessEntry, ...]:
        """Return the newest entries, or with `before` (an `hlc`) those that come after these.

        Raises NotAllowed for somebody who may not read the log. Names of clients are there only
        for those who see cases, and then nothing of a case that is hidden from them.
        """
        self._visibility.require(Deed.READ_ACCESS_LOG)
        query = self._entries().where(*_wanted(wanted, by_name=self._visibility.has_cases))
        if before:
            query = query.where(ACCESS_LOG.c.hlc < before)
        if self._visibility.has_cases:
            query = query.where(ACCESS_LOG.c.client_id.not_in(self._visibility.hidden))
        return self._read(query.limit(limit))

    def count(self) -> int:
        """Return how long the whole log is."""
        return self._connection.scalar(select(func.count()).select_from(ACCESS_LOG)) or 0

    def _entries(self) -> Select[Any]:
        entry, client = ACCESS_LOG.c, TABLES["client"]
        name: ColumnElement[str] = literal("")
        joined = ACCESS_LOG.outerjoin(client, client.c.id == entry.client_id)
        if self._visibility.has_cases:
            name = func.coalesce(client.c.name, "")
        columns = (entry.action, entry.client_id, name, entry.detail)
        query = select(*columns, entry.counsellor_id, entry.at, entry.hlc).select_from(joined)
        return query.order_by(entry.hlc.desc())

    def _read(self, query: Select[Any]) -> tuple[AccessEntry, ...]:
        return tuple(
            AccessEntry(
                action=row[0],
                client_id=row[1],
                client_name=row[2],
                detail=row[3],
                counsellor_id=row[4],
                at=datetime.fromisoformat(row[5]),
                hlc=row[6],
            )
            for row in self._connection.execute(query)
        )


def _wanted(wanted: AccessQuery, *, by_name: bool) -> list[ColumnElement[bool]]:
    entry, day = ACCESS_LOG.c, func.substr(ACCESS_LOG.c.at, 1, 10)
    found: list[ColumnElement[bool]] = []
    if wanted.counsellor_id:
        found.append(entry.counsellor_id == wanted.counsellor_id)
    if wanted.actions:
        found.append(entry.action.in_(sorted(wanted.actions)))
    if wanted.since:
        found.append(day >= wanted.since.isoformat())
    if wanted.until:
        found.append(day <= wanted.until.isoformat())
    if wanted.words.strip():
        found.append(_about(wanted.words, by_name=by_name))
    return found


def _about(words: str, *, by_name: bool) -> ColumnElement[bool]:
    """Return the condition that an entry is about a case with this code, or this name."""
    code = func.substr(func.replace(ACCESS_LOG.c.client_id, "-", ""), -CASE_CODE_LENGTH)
    has_code = code == words.strip().lower()
    if not by_name:
        return has_code
    client = TABLES["client"].c
    named = select(client.id).where(has_words(client.name_folded, words))
    return or_(has_code, ACCESS_LOG.c.client_id.in_(named))
