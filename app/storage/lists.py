"""Lists over clients: the client list, the day's meetings, unfinished notes, deadlines.

A case hidden from whoever unlocked the vault is in none of them, and somebody without cases sees
empty ones. What a day holds is of one's own cases; the client list may show everybody's.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from app.domain.choices import OPEN_STATUSES, PlanState
from app.domain.kinds import kind_name
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from app.storage.columns import columns_of, from_plain
from app.storage.folding import is_long, wanted_words
from app.storage.values.lines import ActivityLine, ClientLine, MeetingLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import BindParameter, Connection, TextClause

    from app.domain.entities import CaseEntity
    from app.storage.visibility import Visibility

_SEEN = """
  c.deleted = 0 AND c.id NOT IN
  (SELECT r.client_id FROM recusal r WHERE r.counsellor_id = :me AND r.deleted = 0)"""
_MINE = """
  AND (EXISTS (SELECT 1 FROM owner o
               WHERE o.client_id = c.id AND o.deleted = 0 AND o.counsellor_id IN :mine)
       OR NOT EXISTS (SELECT 1 FROM owner o WHERE o.client_id = c.id AND o.deleted = 0))"""
_CLIENTS = """
SELECT c.id, c.name, c.birth_year, c.municipality, c.phone, c.last_changed,
  (SELECT p.number || ' ' || p.state FROM plan p
   WHERE p.client_id = c.id AND p.deleted = 0 ORDER BY p.number DESC LIMIT 1),
  (SELECT sum(m.state = 'FINISHED') || ' ' ||
          coalesce(min(CASE WHEN m.state IN ('PLANNED', 'STARTED') AND m.day >= :today
                            THEN m.day END), '')
   FROM meeting m WHERE m.client_id = c.id AND m.deleted = 0),
  {owners}
FROM client c WHERE {seen} ORDER BY c.name_sort, c.id LIMIT :most"""

_HAS = " AND instr(c.name_folded, :{0})"
_HAS_LONG = " AND (instr(c.name_folded, :{0}) OR instr(replace(c.name_folded, ' ', ''), :{0}))"
"""A long word may stand as two in a name."""
_OWNERS = """(SELECT group_concat(o.counsellor_id, ' ') FROM owner o
   WHERE o.client_id = c.id AND o.deleted = 0)"""
_OWNED = """
FROM {table} t
JOIN client c ON c.id = t.client_id AND {seen} WHERE t.deleted = 0 AND {wanted}"""
_COUNTED = "SELECT count(*) FROM (SELECT 1 {rest} LIMIT :most)"
_MINE_PARAM: BindParameter[Any] = bindparam("mine", expanding=True)
_NAMES = text("SELECT id, name FROM counsellor ORDER BY name, id")


_IS_BEGUN = "t.state = 'STARTED'"
_HAS_PASSED = "t.state = 'PLANNED' AND t.day < :today"
_IS_DUE = """t.due_on <= :until AND t.status IN :open AND t.plan_id =
  (SELECT p.id FROM plan p WHERE p.client_id = t.client_id AND p.deleted = 0
   ORDER BY p.number DESC LIMIT 1)"""
_OPEN_PARAM: BindParameter[Any] = bindparam(
    "open", [status.value for status in OPEN_STATUSES], expanding=True
)


def _owned(kind: type[CaseEntity], wanted: str, order: str) -> TextClause:
    columns = ", ".join(f"t.{column.name}" for column in columns_of(kind))
    rest = f"{_from(kind, wanted)} ORDER BY {order} LIMIT :most"
    return text(f"SELECT {columns}, c.name, c.birth_year {rest}").bindparams(_MINE_PARAM)


def _counted(kind: type[CaseEntity], wanted: str) -> TextClause:
    return text(_COUNTED.format(rest=_from(kind, wanted))).bindparams(_MINE_PARAM)


def _from(kind: type[CaseEntity], wanted: str) -> str:
    return _OWNED.format(table=kind_name(kind), wanted=wanted, seen=_SEEN + _MINE)


_MEETINGS_ON = _owned(Meeting, "t.day = :day", "t.at, t.id")
_UNFINISHED = tuple(_owned(Meeting, each, "t.day, t.at, t.id") for each in (_IS_BEGUN, _HAS_PASSED))
_COUNT_UNFINISHED = tuple(_counted(Meeting, each) for each in (_IS_BEGUN, _HAS_PASSED))
"""Each half follows an index and can stop early, which both in one question cannot."""
_DEADLINES = _owned(PlanActivity, _IS_DUE, "t.due_on, c.name_sort, t.position, t.id").bindparams(
    _OPEN_PARAM
)
_COUNT_DEADLINES = _counted(PlanActivity, _IS_DUE).bindparams(_OPEN_PARAM)
_EVERY = -1


class Lists:
    """The lists of one piece of work's vault."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility

    def clients(
        self,
        search: str = "",
        limit: int | None = None,
        *,
        mine: bool = False,
        ids: Sequence[str] | None = None,
        today: date | None = None,
    ) -> tuple[ClientLine, ...]:
        """Return the clients whose name holds every word of `search`, in Norwegian order.

        With `mine` only one's own and those nobody owns; with `ids`, only these are looked at.
        """
        if not self._visibility.has_cases:
            return ()
        words = {f"word{i}": word for i, word in enumerate(wanted_words(search))}
        found = "".join(
            (_HAS_LONG if is_long(word) else _HAS).format(name) for name, word in words.items()
        )
        if ids is not None:
            found += " AND c.id IN (SELECT value FROM json_each(:ids))"
        values = {
            **words,
            **self._about_me(today, mine=mine),
            "ids": json.dumps(list(ids or ())),
            "today": (today or _today()).isoformat(),
            "most": _most(limit),
        }
        names = self.counsellor_names()
        owners = "NULL" if mine or len(names) == 1 else _OWNERS
        query = text(_CLIENTS.format(seen=_SEEN + found + (_MINE if mine else ""), owners=owners))
        rows = self._connection.execute(query.bindparams(_MINE_PARAM) if mine else query, values)

        @cache
        def named(owner_ids: str | None) -> tuple[str, ...]:
            return tuple(names.get(each, "") for each in (owner_ids or "").split())

        shut = self._visibility.unlogged
        lines = (_client_line(row, named(row[8])) for row in rows)
        return tuple(_closed(line) if line.id in shut else line for line in lines)

    def meetings_on(self, day: date, *, today: date | None = None) -> tuple[MeetingLine, ...]:
        """Return a day's meetings in the order of the clock, those without a time first."""
        values = {"day": day.isoformat(), "most": _EVERY}
        return tuple(map(_meeting_line, self._own(_MEETINGS_ON, today, values)))

    def unfinished_notes(
        self, limit: int | None = None, *, today: date | None = None
    ) -> tuple[MeetingLine, ...]:
        """Return meetings begun but not finished, and those planned for a day that has passed.

        The oldest first; with `limit` no more than so many.
        """
        values = {"today": (today or _today()).isoformat(), "most": _most(limit)}
        rows = [row for half in _UNFINISHED for row in self._own(half, today, values)]
        found = sorted(map(_meeting_line, rows), key=lambda line: _when(line.meeting))
        return tuple(found[:limit])

    def count_unfinished_notes(self, limit: int, *, today: date | None = None) -> int:
        """Return how many `unfinished_notes` there are; from `limit` on, no more is counted."""
        values = {"today": (today or _today()).isoformat(), "most": limit}
        return min(sum(self._count(half, today, values) for half in _COUNT_UNFINISHED), limit)

    def deadlines(
        self, until: date, limit: int | None = None, *, today: date | None = None
    ) -> tuple[ActivityLine, ...]:
        """Return open activities of current plans due on or before a day, earliest first.

        With `limit` no more than so many.
        """
        values = {"until": until.isoformat(), "most": _most(limit)}
        return tuple(map(_activity_line, self._own(_DEADLINES, today, values)))

    def count_deadlines(self, until: date, limit: int, *, today: date | None = None) -> int:
        """Return how many `deadlines` there are; from `limit` on, no more is counted."""
        values = {"until": until.isoformat(), "most": limit}
        return self._count(_COUNT_DEADLINES, today, values)

    def counsellor_names(self) -> dict[str, str]:
        """Return everybody's name by id, those who left too, in the order of the names."""
        return {row[0]: row[1] for row in self._connection.execute(_NAMES)}

    def _count(self, query: TextClause, today: date | None, values: dict[str, Any]) -> int:
        return sum(row[0] for row in self._own(query, today, values))

    def _own(
        self, query: TextClause, today: date | None, values: dict[str, Any]
    ) -> Iterable[Sequence[Any]]:
        if not self._visibility.has_cases:
            return ()
        return self._connection.execute(query, {**self._about_me(today, mine=True), **values})

    def _about_me(self, today: date | None, *, mine: bool) -> dict[str, Any]:
        me = {"me": self._visibility.counsellor_id}
        return {**me, "mine": self._visibility.own_ids(today or _today())} if mine else me


def _client_line(row: Sequence[Any], owners: tuple[str, ...]) -> ClientLine:
    plan, meetings = row[6], row[7]
    number, _space, state = (plan or "").partition(" ")
    held, _space, next_day = (meetings or "0 ").partition(" ")
    return ClientLine(
        id=row[0],
        name=row[1],
        birth_year=row[2],
        municipality=row[3],
        phone=row[4],
        plan_state=PlanState.kept(state) if state else None,
        plan_number=int(number) if number else None,
        meetings_held=int(held),
        next_meeting=date.fromisoformat(next_day) if next_day else None,
        last_changed=datetime.fromisoformat(row[5]),
        owners=owners,
    )


def _closed(line: ClientLine) -> ClientLine:
    """Return what is told of a case that stays closed: whose it is, and nothing in it."""
    return replace(
        line,
        birth_year=None,
        municipality="",
        phone="",
        plan_state=None,
        plan_number=None,
        meetings_held=0,
        next_meeting=None,
    )


def _meeting_line(row: Sequence[Any]) -> MeetingLine:
    return MeetingLine(meeting=from_plain(Meeting, row), client_name=row[-2], birth_year=row[-1])


def _activity_line(row: Sequence[Any]) -> ActivityLine:
    return ActivityLine(
        activity=from_plain(PlanActivity, row), client_name=row[-2], birth_year=row[-1]
    )


def _when(meeting: Meeting) -> tuple[str, str, str]:
    """Return what meetings follow each other by: those without a day or a time first."""
    return (str(meeting.day or ""), str(meeting.at or ""), meeting.id)


def _most(limit: int | None) -> int:
    return _EVERY if limit is None else limit


def _today() -> date:
    return datetime.now().astimezone().date()
