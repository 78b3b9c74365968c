"""Deeds of the plan: begin, add and move activities, finish, make a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.checks import plan_problems
from app.domain.choices import ActivityStatus, PlanState
from app.domain.entities import derived_id
from app.domain.plans import CareerPlan, PlanActivity
from app.errors import NotFinished
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity


def first_plan(case: Case) -> CareerPlan:
    """Return an empty draft, the first of the present period."""
    number = case.plans[-1].number + 1 if case.plans else 1
    return CareerPlan(client_id=case.client.id, number=number, intake_id=case.intake.id)


def new_activity(case: Case, plan: CareerPlan, after: PlanActivity | None = None) -> PlanActivity:
    """Return an empty row, last or right after another."""
    rows = case.activities(plan.id)
    place = rows.index(after) + 1 if after in rows else len(rows)
    position = _between(rows, place)
    return PlanActivity(client_id=case.client.id, plan_id=plan.id, position=position)


def last_position(case: Case, plan_id: str) -> float:
    """Return the place of the last row; 0 where there is none."""
    rows = case.activities(plan_id)
    return rows[-1].position if rows else 0.0


def moved_rows(case: Case, activity: PlanActivity, to_row: int) -> tuple[PlanActivity, ...]:
    """Return the rows that change when an activity moves: it alone, or all where room ran out."""
    others = _others(case, activity)
    above, below = others[: max(to_row, 0)], others[max(to_row, 0) :]
    position = _between(others, to_row)
    fits_below = not above or above[-1].position < position
    if fits_below and (not below or position < below[0].position):
        return (replace(activity, position=position),)
    return _numbered([*above, activity, *below])


def with_status(activity: PlanActivity, *, done: bool) -> PlanActivity:
    """Return the activity ticked off, or planned again."""
    return replace(activity, status=ActivityStatus.DONE if done else ActivityStatus.PLANNED)


def finish_plan(case: Case, plan: CareerPlan, today: date) -> CareerPlan:
    """Return the finished plan (BR08, BR09); raises NotFinished with what is missing.

    One that is finished stays as it is.
    """
    if plan.state != PlanState.DRAFT:
        return plan
    problems = list(plan_problems(plan, case.activities(plan.id)))
    if problems:
        raise NotFinished(" ".join(problem.message for problem in problems))
    return replace(plan, state=PlanState.FINAL, finished_on=today)


def new_version(case: Case, plan: CareerPlan, reason: str = "") -> tuple[CaseEntity, ...]:
    """Return the next draft, a copy of the finished version, which becomes replaced (BR10)."""
    if plan.state != PlanState.FINAL:
        raise NotFinished(_("Only the newest finished plan can get a new version."))
    draft = replace(
        plan,
        id="",
        number=case.plans[-1].number + 1,
        state=PlanState.DRAFT,
        replaces=plan.id,
        reason=reason.strip(),
        finished_on=None,
        intake_id=case.intake.id,
    )
    copies = [
        replace(a, id=derived_id(draft.id, "activity", a.id), plan_id=draft.id)
        for a in case.activities(plan.id)
    ]
    return (replace(plan, state=PlanState.SUPERSEDED), draft, *_numbered(copies))


def _others(case: Case, activity: PlanActivity) -> list[PlanActivity]:
    return [a for a in case.activities(activity.plan_id) if a.id != activity.id]


def _between(rows: Sequence[PlanActivity], place: int) -> float:
    """Return a position that puts a row before the one that has this place now.

    Where there is no room left it is that of the row above: a new row still comes after it,
    since its id is younger.
    """
    above, below = rows[: max(place, 0)], rows[max(place, 0) :]
    if not below:
        return above[-1].position + 1 if above else 1.0
    if not above:
        return below[0].position - 1
    middle = (above[-1].position + below[0].position) / 2
    return middle if middle < below[0].position else above[-1].position


def _numbered(rows: Sequence[PlanActivity]) -> tuple[PlanActivity, ...]:
    return tuple(replace(row, position=float(n)) for n, row in enumerate(rows, start=1))
