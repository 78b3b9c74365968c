"""Lists over all clients: the client list, the day's meetings, unfinished notes, deadlines."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from app.domain.cases import kind_name
from app.domain.choices import OPEN_STATUSES, PlanState
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from app.storage.columns import columns_of, from_plain
from app.storage.folding import fold
from app.storage.values import ActivityLine, ClientLine, MeetingLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, TextClause

    from app.domain.entities import CaseEntity

_CLIENTS = """
SELECT c.id, c.name, c.birth_year, c.municipality, c.phone, c.last_changed,
  (SELECT p.number || ' ' || p.state FROM plan p
   WHERE p.client_id = c.id AND p.deleted = 0 ORDER BY p.number DESC LIMIT 1),
  (SELECT sum(m.state = 'FINISHED') || ' ' ||
          coalesce(min(CASE WHEN m.state IN ('PLANNED', 'STARTED') AND m.day >= :today
                            THEN m.day END), '')
   FROM meeting m WHERE m.client_id = c.id AND m.deleted = 0)
FROM client c WHERE c.deleted = 0 {found} ORDER BY c.name_sort, c.id LIMIT :most"""

_OWNED = """
SELECT {columns}, c.name, c.birth_year FROM {table} t
JOIN client c ON c.id = t.client_id AND c.deleted = 0 WHERE t.deleted = 0 AND {wanted}"""


def _owned(kind: type[CaseEntity], wanted: str) -> TextClause:
    columns = ", ".join(f"t.{column.name}" for column in columns_of(kind))
    return text(_OWNED.format(columns=columns, table=kind_name(kind), wanted=wanted))


_MEETINGS_ON = _owned(Meeting, "t.day = :day ORDER BY t.at, t.id")
_UNFINISHED = _owned(
    Meeting,
    "t.state IN ('STARTED', 'PLANNED') AND (t.state = 'STARTED' OR t.day < :today) "
    "ORDER BY t.day, t.at, t.id",
)
_DEADLINES = _owned(
    PlanActivity,
    "t.due_on <= :until AND t.status IN :open AND t.plan_id = "
    "(SELECT p.id FROM plan p WHERE p.client_id = t.client_id AND p.deleted = 0 "
    "ORDER BY p.number DESC LIMIT 1) ORDER BY t.due_on, c.name_sort, t.position, t.id",
).bindparams(bindparam("open", [status.value for status in OPEN_STATUSES], expanding=True))
_EVERY = -1


class Lists:
    """The lists of one piece of work's vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def clients(
        self,
        search: str = "",
        limit: int | None = None,
        *,
        ids: Sequence[str] | None = None,
        today: date | None = None,
    ) -> tuple[ClientLine, ...]:
        """Return the clients whose name holds every word of `search`, in Norwegian order.

        With `ids`, only these clients are looked at.
        """
        words = {f"word{i}": word for i, word in enumerate(fold(search).split())}
        found = "".join(f" AND instr(c.name_folded, :{name})" for name in words)
        if ids is not None:
            found += " AND c.id IN (SELECT value FROM json_each(:ids))"
        values = {
            **words,
            "ids": json.dumps(list(ids or ())),
            "today": (today or _today()).isoformat(),
            "most": _EVERY if limit is None else limit,
        }
        rows = self._connection.execute(text(_CLIENTS.format(found=found)), values)
        return tuple(map(_client_line, rows))

    def meetings_on(self, day: date) -> tuple[MeetingLine, ...]:
        """Return a day's meetings in the order of the clock, those without a time first."""
        rows = self._connection.execute(_MEETINGS_ON, {"day": day.isoformat()})
        return tuple(map(_meeting_line, rows))

    def unfinished_notes(self, *, today: date | None = None) -> tuple[MeetingLine, ...]:
        """Return meetings begun but not finished, and those planned for a day that has passed."""
        values = {"today": (today or _today()).isoformat()}
        return tuple(map(_meeting_line, self._connection.execute(_UNFINISHED, values)))

    def deadlines(self, until: date) -> tuple[ActivityLine, ...]:
        """Return open activities of current plans due on or before a day, earliest first."""
        rows = self._connection.execute(_DEADLINES, {"until": until.isoformat()})
        return tuple(map(_activity_line, rows))


def _client_line(row: Sequence[Any]) -> ClientLine:
    plan, meetings = row[6], row[7]
    number, _space, state = (plan or "").partition(" ")
    held, _space, next_day = (meetings or "0 ").partition(" ")
    return ClientLine(
        id=row[0],
        name=row[1],
        birth_year=row[2],
        municipality=row[3],
        phone=row[4],
        plan_state=PlanState(state) if state else None,
        plan_number=int(number) if number else None,
        meetings_held=int(held),
        next_meeting=date.fromisoformat(next_day) if next_day else None,
        last_changed=datetime.fromisoformat(row[5]),
    )


def _meeting_line(row: Sequence[Any]) -> MeetingLine:
    return MeetingLine(meeting=from_plain(Meeting, row), client_name=row[-2], birth_year=row[-1])


def _activity_line(row: Sequence[Any]) -> ActivityLine:
    return ActivityLine(
        activity=from_plain(PlanActivity, row), client_name=row[-2], birth_year=row[-1]
    )


def _today() -> date:
    return datetime.now().astimezone().date()
