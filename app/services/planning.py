"""Deeds of the plan: begin, add and move activities, finish, make a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.checks import plan_problems
from app.domain.choices import ActivityStatus, PlanState
from app.domain.entities import new_id
from app.domain.plans import CareerPlan, PlanActivity
from app.errors import NotFinished

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity


def first_plan(case: Case) -> CareerPlan:
    """Return an empty first draft."""
    return CareerPlan(client_id=case.client.id)


def new_activity(case: Case, plan: CareerPlan, after: PlanActivity | None = None) -> PlanActivity:
    """Return an empty row, last or right after another."""
    rows = case.activities(plan.id)
    if after is None or after not in rows or after == rows[-1]:
        position = last_position(case, plan.id) + 1
    else:
        position = (after.position + rows[rows.index(after) + 1].position) / 2
    return PlanActivity(client_id=case.client.id, plan_id=plan.id, position=position)


def last_position(case: Case, plan_id: str) -> float:
    """Return the place of the last row; 0 where there is none."""
    rows = case.activities(plan_id)
    return rows[-1].position if rows else 0.0


def moved(case: Case, activity: PlanActivity, to_row: int) -> PlanActivity:
    """Return the activity at another place; its neighbours stay untouched."""
    others = [a for a in case.activities(activity.plan_id) if a.id != activity.id]
    row = max(0, min(to_row, len(others)))
    below = others[row].position if row < len(others) else None
    above = others[row - 1].position if row > 0 else None
    return replace(activity, position=_between(above, below))


def with_status(activity: PlanActivity, *, done: bool) -> PlanActivity:
    """Return the activity ticked off, or planned again."""
    return replace(activity, status=ActivityStatus.DONE if done else ActivityStatus.PLANNED)


def finish_plan(case: Case, plan: CareerPlan, today: date) -> CareerPlan:
    """Return the finished plan (BR08, BR09); raises NotFinished with what is missing."""
    problems = list(plan_problems(plan, case.activities(plan.id)))
    if problems:
        raise NotFinished(" ".join(problem.message for problem in problems))
    return replace(plan, state=PlanState.FINAL, finished_on=today)


def new_version(case: Case, plan: CareerPlan, reason: str = "") -> tuple[CaseEntity, ...]:
    """Return the next draft, a copy of the finished version, which becomes replaced (BR10)."""
    draft = replace(
        plan,
        id=new_id(),
        number=plan.number + 1,
        state=PlanState.DRAFT,
        replaces=plan.id,
        reason=reason.strip(),
        finished_on=None,
    )
    rows = [replace(a, id=new_id(), plan_id=draft.id) for a in case.activities(plan.id)]
    return (replace(plan, state=PlanState.SUPERSEDED), draft, *rows)


def _between(above: float | None, below: float | None) -> float:
    if above is None and below is None:
        return 1.0
    if above is None:
        return (below or 0.0) - 1
    if below is None:
        return above + 1
    return (above + below) / 2
