"""The client list, and what every list over cases keeps out of sight.

A case hidden from whoever unlocked the vault is in none of them, and somebody without cases sees
empty ones. The client list may show everybody's cases; `day_lists` holds what one's own day does.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from app.domain.choices import PeriodState, PlanState
from app.storage.folding import is_long, wanted_words
from app.storage.values.lines import ClientLine, PersonLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import BindParameter, Connection

    from app.storage.visibility import Visibility

SEEN = """
  c.deleted = 0 AND c.id NOT IN
  (SELECT r.client_id FROM recusal r WHERE r.counsellor_id = :me AND r.deleted = 0)"""
MINE = """
  AND (EXISTS (SELECT 1 FROM owner o
               WHERE o.client_id = c.id AND o.deleted = 0 AND o.counsellor_id IN :mine)
       OR NOT EXISTS (SELECT 1 FROM owner o WHERE o.client_id = c.id AND o.deleted = 0))"""
PRESENT = """
  i.client_id = c.id AND i.deleted = 0 ORDER BY i.number DESC, i.id DESC LIMIT 1"""
"""The present period `i` of a client `c`: the latest there is, as `Case.intake` says."""
OF_PERIOD = """coalesce(
  (SELECT p.intake_id = i.id OR (p.intake_id = '' AND i.number = 1) FROM intake i
   WHERE i.client_id = c.id AND i.deleted = 0 ORDER BY i.number DESC, i.id DESC LIMIT 1),
  p.intake_id = '')"""
"""Whether a plan `p` is of the present period, as `Case.is_of` says."""
_CLIENTS = """
SELECT c.id, c.name, c.birth_year, c.municipality, c.phone, c.last_changed,
  (SELECT p.number || ' ' || p.state || ' ' || p.intake_id FROM plan p
   WHERE p.client_id = c.id AND p.deleted = 0 ORDER BY p.number DESC LIMIT 1),
  (SELECT sum(m.state = 'FINISHED') || ' ' ||
          coalesce(min(CASE WHEN m.state IN ('PLANNED', 'STARTED') AND m.day >= :today
                            THEN m.day END), '')
   FROM meeting m WHERE m.client_id = c.id AND m.deleted = 0),
  (SELECT CASE WHEN i.number > 1 OR i.state <> 'OPEN' THEN
     i.state || ' ' || i.id || ' ' || coalesce(i.waiting_since, '') || ' ' || i.number END
   FROM intake i WHERE {present}),
  {owners}
FROM client c WHERE {seen} ORDER BY c.name_sort, c.id LIMIT :most"""

_TEMPLATE_USE = text("""
SELECT template_id, template_version, count(*) FROM meeting
WHERE deleted = 0 AND state NOT IN ('PLANNED', 'CANCELLED')
GROUP BY template_id, template_version""")

_HAS = " AND instr(c.name_folded, :{0})"
_HAS_LONG = " AND (instr(c.name_folded, :{0}) OR instr(replace(c.name_folded, ' ', ''), :{0}))"
"""A long word may stand as two in a name."""
_PEOPLE = "SELECT c.id, c.name, c.phone, c.birth_year FROM client c WHERE {seen}"
_OWNERS = """(SELECT group_concat(o.counsellor_id, ' ') FROM owner o
   WHERE o.client_id = c.id AND o.deleted = 0)"""
_OPEN = PeriodState.OPEN.value
EVERY = -1
"""As a limit: no end."""
MINE_PARAM: BindParameter[Any] = bindparam("mine", expanding=True)
_NAMES = text("SELECT id, name FROM counsellor ORDER BY name, id")


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
            "most": most_rows(limit),
        }
        names = self.counsellor_names()
        owners = "NULL" if mine or len(names) == 1 else _OWNERS
        found = SEEN + found + (MINE if mine else "")
        query = text(_CLIENTS.format(seen=found, owners=owners, present=PRESENT))
        rows = self._connection.execute(query.bindparams(MINE_PARAM) if mine else query, values)
        named = _named(names)
        shut = self._visibility.unlogged
        lines = (_client_line(row, named(row[9])) for row in rows)
        return tuple(_closed(line) if line.id in shut else line for line in lines)

    def people(self) -> tuple[PersonLine, ...]:
        """Return what the people are told apart by, in no order: no more than `clients` tells."""
        if not self._visibility.has_cases:
            return ()
        shut = self._visibility.unlogged
        rows = self._connection.execute(
            text(_PEOPLE.format(seen=SEEN)), {"me": self._visibility.counsellor_id}
        )
        return tuple(
            PersonLine(id=row[0], name=row[1])
            if row[0] in shut
            else PersonLine(id=row[0], name=row[1], phone=row[2], birth_year=row[3])
            for row in rows
        )

    def counsellor_names(self) -> dict[str, str]:
        """Return everybody's name by id, those who left too, in the order of the names."""
        return {row[0]: row[1] for row in self._connection.execute(_NAMES)}

    def template_use(self) -> dict[tuple[str, int], int]:
        """Return how many meetings that were begun follow each version of each template."""
        rows = self._connection.execute(_TEMPLATE_USE)
        return {(template_id, version): meetings for template_id, version, meetings in rows}

    def _about_me(self, today: date | None, *, mine: bool) -> dict[str, Any]:
        me = {"me": self._visibility.counsellor_id}
        return {**me, "mine": self._visibility.own_ids(today or _today())} if mine else me


def _named(names: Mapping[str, str]) -> Callable[[str | None], tuple[str, ...]]:
    """Return what tells who owns a case; the same few own most of them."""

    @cache
    def named(owner_ids: str | None) -> tuple[str, ...]:
        return tuple(names.get(each, "") for each in (owner_ids or "").split())

    return named


def _client_line(row: Sequence[Any], owners: tuple[str, ...]) -> ClientLine:
    """Read a line; the newest plan counts where it is of the present period."""
    meetings = row[7]
    number, plan_state, plan_of = (row[6] or "  ").split(" ")
    state, since, has_plan = _OPEN, "", bool(number)
    if row[8]:  # not the first period, or not under way
        state, period_id, since, period = row[8].split(" ")
        has_plan = has_plan and (plan_of == period_id or (not plan_of and period == "1"))
    held, _space, next_day = (meetings or "0 ").partition(" ")
    return ClientLine(
        id=row[0],
        name=row[1],
        birth_year=row[2],
        municipality=row[3],
        phone=row[4],
        plan_state=PlanState.kept(plan_state) if has_plan else None,
        plan_number=int(number) if has_plan else None,
        meetings_held=int(held),
        next_meeting=date.fromisoformat(next_day) if next_day else None,
        last_changed=datetime.fromisoformat(row[5]),
        state=PeriodState.OPEN if state == _OPEN else PeriodState.kept(state),
        waiting_since=date.fromisoformat(since) if since else None,
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
        state=PeriodState.OPEN,
        waiting_since=None,
    )


def most_rows(limit: int | None) -> int:
    """Return a limit as SQL takes it: none is every row."""
    return EVERY if limit is None else limit


def _today() -> date:
    return datetime.now().astimezone().date()
