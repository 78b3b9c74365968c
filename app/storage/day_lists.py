"""What a day holds of one's own cases: its meetings, what waits for somebody, deadlines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from app.domain.choices import OPEN_STATUSES
from app.domain.clients import DocumentItem
from app.domain.kinds import kind_name
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan, PlanActivity
from app.storage.columns import columns_of, from_plain
from app.storage.lists import EVERY, MINE, MINE_PARAM, SEEN, most_rows
from app.storage.values.lines import ActivityLine, MeetingLine, Wait, WaitingLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import BindParameter, Connection, TextClause

    from app.domain.entities import CaseEntity
    from app.storage.visibility import Visibility

PATIENCE = timedelta(days=14)
"""A paper that was ordered longer ago than this waits for somebody to ask after it."""
MEMORY = timedelta(days=365)
"""A day to look at a plan again is forgotten this long after: the case rests."""

_OWNED = """
FROM {table} t
JOIN client c ON c.id = t.client_id AND {seen} WHERE t.deleted = 0 AND {wanted}"""
_COUNTED = "SELECT count(*) FROM (SELECT 1 {rest} LIMIT :most)"

_LAST_HELD = """(SELECT max(m.day) FROM meeting m
  WHERE m.client_id = t.client_id AND m.deleted = 0 AND m.state = 'FINISHED')"""
_HAS_NO = """NOT EXISTS (SELECT 1 FROM meeting m
  WHERE m.client_id = t.client_id AND m.deleted = 0 AND {0})"""
_IS_PRESENT = """NOT EXISTS (SELECT 1 FROM intake i
  WHERE i.client_id = t.client_id AND i.deleted = 0 AND
    (i.number > coalesce((SELECT o.number FROM intake o WHERE o.id = {0}), 1)
     OR (i.id = {0} AND i.state = 'ENDED_EARLY')))"""
"""Whether a plan's period is the present one, and has not ended early: else nothing waits."""
_IS_LEFT = "t.state = 'DRAFT' AND " + _HAS_NO.format("m.state IN ('PLANNED', 'STARTED')")
_IS_LEFT += " AND " + _IS_PRESENT.format("t.intake_id")
_IS_TO_LOOK_AT = "t.state = 'FINAL' AND t.review_on BETWEEN :forgotten AND :today AND " + (
    _HAS_NO.format("m.state NOT IN ('NO_SHOW', 'CANCELLED') AND m.day >= t.review_on")
)
_IS_TO_LOOK_AT += " AND " + _IS_PRESENT.format("t.intake_id")
_WAITS: dict[Wait, tuple[type[CaseEntity], str, str, str]] = {
    Wait.NOTE: (
        Meeting,
        "t.state = 'STARTED' AND (t.day IS NULL OR t.day <> :today)",
        "t.day, t.at, t.id",
        "t.day",
    ),
    Wait.MEETING: (Meeting, "t.state = 'PLANNED' AND t.day < :today", "t.day, t.at, t.id", "t.day"),
    Wait.DRAFT: (CareerPlan, _IS_LEFT, "t.review_on", _LAST_HELD),
    Wait.PAPER: (
        DocumentItem,
        "t.status = 'ORDERED' AND t.changed_on <= :patience",
        "t.changed_on",
        "t.changed_on",
    ),
    Wait.REVIEW: (CareerPlan, _IS_TO_LOOK_AT, "t.review_on", "t.review_on"),
}
"""Of each: its kind, which of them, in what order, since when. Each follows an index and can stop
early: those that wait are found without a look at the others."""
_IS_OF_LATEST = """t.plan_id =
  (SELECT p.id FROM plan p WHERE p.client_id = t.client_id AND p.deleted = 0
   ORDER BY p.number DESC LIMIT 1)"""
_OF_ITS_PLAN = "(SELECT p.intake_id FROM plan p WHERE p.id = t.plan_id)"
_IS_DUE = " AND ".join(
    (
        "t.due_on BETWEEN :since AND :until AND t.status IN :open",
        _IS_OF_LATEST,
        _IS_PRESENT.format(_OF_ITS_PLAN),
    )
)
_OPEN_PARAM: BindParameter[Any] = bindparam(
    "open", [status.value for status in OPEN_STATUSES], expanding=True
)


def _owned(
    kind: type[CaseEntity], wanted: str, order: str, since: str = "NULL", whose: str = MINE
) -> TextClause:
    columns = ", ".join(f"t.{column.name}" for column in columns_of(kind))
    rest = f"{_from(kind, wanted, whose)} ORDER BY {order} LIMIT :most"
    query = text(f"SELECT {columns}, {since}, c.name, c.birth_year {rest}")
    return query.bindparams(MINE_PARAM) if whose else query


def _counted(kind: type[CaseEntity], wanted: str) -> TextClause:
    return text(_COUNTED.format(rest=_from(kind, wanted))).bindparams(MINE_PARAM)


def _from(kind: type[CaseEntity], wanted: str, whose: str = MINE) -> str:
    return _OWNED.format(table=kind_name(kind), wanted=wanted, seen=SEEN + whose)


_MEETINGS_ON = _owned(Meeting, "t.day = :day", "t.at, t.id")
_BETWEEN = (Meeting, "t.day BETWEEN :since AND :until", "t.day, t.at, t.id", "NULL")
_MEETINGS_BETWEEN = {mine: _owned(*_BETWEEN, MINE if mine else "") for mine in (True, False)}
_WAITING = {wait: _owned(*question) for wait, question in _WAITS.items()}
_COUNT_WAITING = {wait: _counted(kind, wanted) for wait, (kind, wanted, *_) in _WAITS.items()}
_DEADLINES = _owned(PlanActivity, _IS_DUE, "t.due_on, c.name_sort, t.position, t.id").bindparams(
    _OPEN_PARAM
)
_COUNT_DEADLINES = _counted(PlanActivity, _IS_DUE).bindparams(_OPEN_PARAM)


class DayLists:
    """The lists of one piece of work's vault, as of a day."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility

    def meetings(self, today: date) -> tuple[MeetingLine, ...]:
        """Return a day's meetings in the order of the clock, those without a time first."""
        values = {"day": today.isoformat(), "most": EVERY}
        return tuple(map(_meeting_line, self._own(_MEETINGS_ON, today, values)))

    def meetings_between(
        self, first: date, last: date, today: date, *, mine: bool = True
    ) -> tuple[MeetingLine, ...]:
        """Return the meetings of some days in the order of the clock; one's own, or everybody's."""
        values = {**_between(first, last), "most": EVERY}
        rows = self._own(_MEETINGS_BETWEEN[mine], today, values)
        shut = self._visibility.unlogged
        lines = map(_meeting_line, rows)
        return tuple(line for line in lines if line.meeting.client_id not in shut)

    def waiting(self, wait: Wait, today: date, limit: int | None = None) -> tuple[WaitingLine, ...]:
        """Return what waits in one way, longest first; with `limit` no more than so many."""
        values = {**_moments(today), "most": most_rows(limit)}
        rows = self._own(_WAITING[wait], today, values)
        kind = _WAITS[wait][0]
        lines = [
            WaitingLine(
                wait=wait,
                thing=from_plain(kind, row),
                client_name=row[-2],
                since=date.fromisoformat(row[-3]) if row[-3] else None,
            )
            for row in rows
        ]
        return tuple(sorted(lines, key=lambda line: line.since or date.min))

    def count_waiting(self, wait: Wait, today: date, limit: int) -> int:
        """Return how many wait in one way; from `limit` on, no more is counted."""
        return self._count(_COUNT_WAITING[wait], today, {**_moments(today), "most": limit})

    def deadlines(
        self, first: date, last: date, today: date, limit: int | None = None
    ) -> tuple[ActivityLine, ...]:
        """Return open activities of current plans due on a day from first to last, earliest first.

        With `limit` no more than so many.
        """
        values = {**_between(first, last), "most": most_rows(limit)}
        return tuple(map(_activity_line, self._own(_DEADLINES, today, values)))

    def count_deadlines(self, first: date, last: date, today: date, limit: int) -> int:
        """Return how many `deadlines` there are; from `limit` on, no more is counted."""
        return self._count(_COUNT_DEADLINES, today, {**_between(first, last), "most": limit})

    def _count(self, query: TextClause, today: date, values: dict[str, Any]) -> int:
        return sum(row[0] for row in self._own(query, today, values))

    def _own(
        self, query: TextClause, today: date, values: dict[str, Any]
    ) -> Iterable[Sequence[Any]]:
        if not self._visibility.has_cases:
            return ()
        me = {"me": self._visibility.counsellor_id, "mine": self._visibility.own_ids(today)}
        return self._connection.execute(query, {**me, **values})


def _moments(today: date) -> dict[str, Any]:
    return {
        "today": today.isoformat(),
        "patience": (today - PATIENCE).isoformat(),
        "forgotten": (today - MEMORY).isoformat(),
    }


def _between(first: date, last: date) -> dict[str, Any]:
    return {"since": first.isoformat(), "until": last.isoformat()}


def _meeting_line(row: Sequence[Any]) -> MeetingLine:
    return MeetingLine(meeting=from_plain(Meeting, row), client_name=row[-2], birth_year=row[-1])


def _activity_line(row: Sequence[Any]) -> ActivityLine:
    return ActivityLine(
        activity=from_plain(PlanActivity, row), client_name=row[-2], birth_year=row[-1]
    )
