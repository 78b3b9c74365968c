"""What was taken away by mistake: tombstones that somebody set by hand, newest first.

A case hidden from whoever unlocked the vault is not there, nor is a colleague's, unless they took
it away themselves: who may bring something back is told of it, and nobody else.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from app.domain.change_marks import BINNED
from app.domain.clients import Client
from app.domain.kinds import kind_name
from app.domain.meetings import Meeting
from app.domain.taking_away import MEETING_PARTS
from app.storage.columns import columns_of, from_plain
from app.storage.rows import TABLES
from app.storage.values.lines import BinLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection, TextClause

    from app.domain.entities import CaseEntity
    from app.storage.visibility import Visibility

# CROSS JOIN: from the few that are gone, never from all clients; SQLite keeps that order
_BINNED = """
SELECT {columns}, c.name, g.counsellor_id, g.at,
  (SELECT group_concat(o.counsellor_id, ' ') FROM owner o
   WHERE o.client_id = c.id AND o.deleted = 0)
FROM {kind} t CROSS JOIN client c ON c.id = t.client_id
CROSS JOIN change g ON g.client_id = t.client_id AND g.kind = '{kind}' AND g.entity_id = t.id
  AND g.field = 'deleted'
WHERE t.deleted = 1 AND {there} AND g.note = :mark AND g.hlc = (
  SELECT max(x.hlc) FROM change x WHERE x.client_id = t.client_id AND x.kind = '{kind}'
    AND x.entity_id = t.id AND x.field = 'deleted')"""


def _binned(kind: type[CaseEntity], there: str) -> TextClause:
    columns = ", ".join(f"t.{column.name}" for column in columns_of(kind))
    return text(_BINNED.format(columns=columns, kind=kind_name(kind), there=there))


_QUERIES: dict[type[Client] | type[Meeting], TextClause] = {
    Client: _binned(Client, "1"),
    Meeting: _binned(Meeting, "c.deleted = 0"),
}
_PARTS = {
    kind: _binned(kind, "t.meeting_id = :meeting AND t.client_id = :client")
    for kind in MEETING_PARTS
}

_LAST = text(
    "SELECT note, at FROM change WHERE client_id = :client AND entity_id = :thing "
    "AND field = 'deleted' ORDER BY hlc DESC LIMIT 1"
)


class Bin:
    """The bin of one piece of work's vault."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility

    def lines(self, today: date) -> tuple[BinLine, ...]:
        """Return people and meetings that were taken away, however long ago, the newest first."""
        own = frozenset(self._visibility.own_ids(today)) if self._visibility.has_cases else ()
        if not own:
            return ()
        found = [
            _line(kind, row)
            for kind, query in _QUERIES.items()
            for row in self._connection.execute(query, {"mark": BINNED})
            if self._is_told(row, own)
        ]
        return tuple(sorted(found, key=lambda line: line.at, reverse=True))

    def parts_of(self, meeting: Meeting) -> tuple[CaseEntity, ...]:
        """Return what was taken away with a meeting."""
        values = {"mark": BINNED, "meeting": meeting.id, "client": meeting.client_id}
        return tuple(
            from_plain(kind, row)
            for kind, query in _PARTS.items()
            for row in self._connection.execute(query, values)
        )

    def taken_away_at(self, client_id: str, thing_id: str) -> datetime | None:
        """Return when a thing of a case was put in the bin, however long ago; none if it is back.

        The thing may be the person.
        """
        if not self._visibility.reaches(client_id):
            return None
        values = {"client": client_id, "thing": thing_id}
        row = self._connection.execute(_LAST, values).first()
        return datetime.fromisoformat(row.at) if row is not None and row.note == BINNED else None

    def meetings_gone(self, client_id: str) -> tuple[Meeting, ...]:
        """Return every meeting ever taken out of a case that is there for them."""
        if not self._visibility.reaches(client_id):
            return ()
        table = TABLES[kind_name(Meeting)]
        gone = table.select().where(table.c.client_id == client_id, table.c.deleted == 1)
        rows = self._connection.execute(gone)
        return tuple(from_plain(Meeting, row) for row in rows)

    def _is_told(self, row: Sequence[Any], own: Iterable[str]) -> bool:
        client_id, owners, who = row[1], (row[-1] or "").split(), row[-3]
        if not self._visibility.reaches(client_id):
            return False
        return (
            not owners or who == self._visibility.counsellor_id or not set(own).isdisjoint(owners)
        )


def _line(kind: type[Client] | type[Meeting], row: Sequence[Any]) -> BinLine:
    return BinLine(
        thing=from_plain(kind, row),
        client_name=row[-4],
        counsellor_id=row[-3],
        at=datetime.fromisoformat(row[-2]),
    )
