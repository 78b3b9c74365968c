"""Where every case stands: its present period, and who has the next move, in one question."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from app.domain.choices import OPEN_STATUSES, Party, PeriodState, PlanState
from app.storage.lists import MINE, MINE_PARAM, OF_PERIOD, PRESENT, SEEN
from app.storage.values.lines import Standing, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import BindParameter, Connection, TextClause

    from app.storage.visibility import Visibility

_STANDINGS = """
SELECT s.id, s.state, CASE WHEN s.state IS NOT :ended THEN s.move END FROM (
  SELECT c.id AS id, (SELECT i.state FROM intake i WHERE {present}) AS state, coalesce(
    (SELECT a.party FROM activity a WHERE a.plan_id =
       (SELECT p.id FROM plan p WHERE {of_client} AND {of_period} ORDER BY p.number DESC LIMIT 1)
     AND a.deleted = 0 AND a.status IN :open AND a.what <> ''
     ORDER BY a.due_on IS NULL, a.due_on, a.position, a.id LIMIT 1),
    CASE coalesce(
      (SELECT p.state FROM plan p WHERE {of_client} AND {of_period} ORDER BY p.number DESC LIMIT 1),
      :draft) WHEN :draft THEN :centre END) AS move
  FROM client c WHERE {seen}{mine}) s"""
"""The rule of `journey.next_move`; a test holds the two against each other."""
_WAITING = """
SELECT i.client_id, i.waiting_since, i.priority, i.agreement
FROM intake i JOIN client c ON c.id = i.client_id AND {seen}{mine}
WHERE i.state = :waiting AND i.deleted = 0 AND NOT EXISTS (
  SELECT 1 FROM intake later WHERE later.client_id = i.client_id AND later.deleted = 0
  AND (later.number, later.id) > (i.number, i.id))"""
_MIXED = text(
    "SELECT EXISTS (SELECT 1 FROM intake WHERE state < :open AND deleted = 0) "
    "OR EXISTS (SELECT 1 FROM intake WHERE state > :open AND deleted = 0)"
)
_CODES = {
    "ended": PeriodState.ENDED_EARLY.value,
    "draft": PlanState.DRAFT.value,
    "centre": Party.CENTRE.value,
    "open": [status.value for status in OPEN_STATUSES],
}
_OPEN_PARAM: BindParameter[Any] = bindparam("open", expanding=True)
_PARTS = {
    "seen": SEEN,
    "present": PRESENT,
    "of_client": "p.client_id = c.id AND p.deleted = 0",
    "of_period": OF_PERIOD,
}


class Standings:
    """Where the cases of one piece of work's vault stand."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility

    def all(self, today: date, *, mine: bool = False) -> dict[str, Standing]:
        """Return where each case stands, by client; with `mine` only one's own, as in the list.

        Of a case that stays closed nothing is told.
        """
        query = _asked(_STANDINGS, mine=mine).bindparams(_OPEN_PARAM)
        return {
            row[0]: _standing(row[1], row[2]) for row in self._rows(query, today, _CODES, mine=mine)
        }

    def waiting(self, today: date, *, mine: bool = False) -> dict[str, Waiting]:
        """Return who is on the waiting list, and by which rule, by client."""
        query = _asked(_WAITING, mine=mine)
        values = {"waiting": PeriodState.WAITING.value}
        return {
            row[0]: Waiting(
                since=date.fromisoformat(row[1]) if row[1] else None,
                priority=row[2],
                agreement=row[3],
            )
            for row in self._rows(query, today, values, mine=mine)
        }

    def are_mixed(self) -> bool:
        """Whether any period here is not under way."""
        return bool(self._connection.execute(_MIXED, {"open": PeriodState.OPEN.value}).scalar_one())

    def _rows(
        self, query: TextClause, today: date, values: dict[str, Any], *, mine: bool
    ) -> Iterable[Sequence[Any]]:
        if not self._visibility.has_cases:
            return ()
        me: dict[str, Any] = {"me": self._visibility.counsellor_id}
        if mine:
            me["mine"] = self._visibility.own_ids(today)
        shut = self._visibility.unlogged
        rows = self._connection.execute(query, {**me, **values})
        return (row for row in rows if row[0] not in shut)


@cache
def _standing(state: str | None, move: str | None) -> Standing:
    """Return one of the few there are."""
    return Standing(
        state=PeriodState.kept(state) if state else PeriodState.OPEN,
        move=Party.kept(move) if move else None,
    )


def _asked(question: str, *, mine: bool) -> TextClause:
    asked = text(question.format(mine=MINE if mine else "", **_PARTS))
    return asked.bindparams(MINE_PARAM) if mine else asked
