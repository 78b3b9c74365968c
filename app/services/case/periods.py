"""Deeds of a period of guidance: begin a new one, end it, take it up again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.appointments import OVER
from app.domain.choices import PeriodState, PlanState
from app.domain.periods import Intake
from app.formats import day_month, joined, uncapital
from app.i18n import _, ngettext
from app.services.case.planning import new_version

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from app.domain.choices import PeriodKind
    from app.domain.entities import CaseEntity
    from app.domain.plans import CareerPlan

_KEPT = ("nav_office", "nav_contact", "nav_phone", "nav_role", "nav_contact_id", "agreement")
"""What is most likely still so when somebody comes back; all else is asked anew."""
EARLY = 8
"""After so many weeks of sick leave guidance is offered: not first after a year (T10)."""


def new_period(
    case: Case, kind: PeriodKind, today: date, *, with_plan: bool, reason: str = ""
) -> tuple[CaseEntity, ...]:
    """Return the next period of somebody who comes back, on the file that is there.

    With `with_plan` the latest finished plan goes on as a draft; else it stays as it is, and the
    period begins without one. Those whom Nav's part is nothing to bring nothing of it along.
    """
    before = case.intake
    kept = {name: getattr(before, name) for name in _KEPT}
    period = Intake(
        client_id=case.client.id,
        number=before.number + 1,
        kind=kind,
        first_contact=today,
        state_on=today,
        state_why=reason.strip(),
    )
    if period.has_nav:
        period = replace(period, **kept)
    begun = case.with_(period)
    plan = latest_finished_plan(case)
    ended = () if is_over(before) else (completed(before, today),)
    copied = new_version(begun, plan, reason) if with_plan and plan else ()
    return (*ended, period, *copied)


def latest_finished_plan(case: Case) -> CareerPlan | None:
    """Return the plan somebody who comes back may go on with; nothing where a draft is newer."""
    newest = case.plans[-1] if case.plans else None
    return newest if newest is not None and newest.state == PlanState.FINAL else None


def completed(period: Intake, today: date, reason: str = "") -> Intake:
    """Return the period as completed."""
    return _turned(period, PeriodState.COMPLETED, today, reason)


def ended_early(period: Intake, today: date, why: str, reason: str = "") -> Intake:
    """Return the period as ended before its aim was reached; `why` is a code of its list."""
    return replace(_turned(period, PeriodState.ENDED_EARLY, today, reason), ended_why=why)


def reopened(period: Intake, today: date, reason: str) -> Intake:
    """Return the period under way again; the day it was completed stays in history."""
    return _turned(period, PeriodState.OPEN, today, reason)


def put_on_waiting_list(period: Intake, today: date, priority: str = "") -> Intake:
    """Return the period as one that waits, since today where it did not wait before."""
    waits = replace(
        _turned(period, PeriodState.WAITING, today, ""),
        waiting_since=period.waiting_since or today,
    )
    return replace(waits, priority=priority or period.priority)


def taken_in(period: Intake, today: date) -> Intake:
    """Return a period that waited as under way; since when it waited stays."""
    return _turned(period, PeriodState.OPEN, today, "")


def after_plan(case: Case, plan: CareerPlan, today: date) -> tuple[Intake, ...]:
    """Return the period as completed where its plan is finished and no meeting is to come (BR09).

    The model counts as finished when the plan is made; where one meets again it goes on.
    """
    period = case.intake
    is_last = all(meeting.state in OVER for meeting in case.present_meetings)
    if plan.state != PlanState.FINAL or is_over(period) or not is_last:
        return ()
    return (completed(period, today),)


def after_new_version(case: Case, reason: str, today: date) -> tuple[Intake, ...]:
    """Return the period under way again where the plan is taken up anew (BR10)."""
    return (reopened(case.intake, today, reason),) if is_over(case.intake) else ()


def period_words(case: Case) -> str:
    """Return which period it is where there are several, and its state where it is not going on."""
    period, count = case.intake, len(case.periods)
    number = _("period {n}").format(n=period.number) if count > 1 else ""
    state = uncapital(period.state.label) if period.state != PeriodState.OPEN else ""
    day = day_month(period.state_on) if state and period.state_on else ""
    return joined([number, f"{state} {day}".strip()])


def sick_words(period: Intake, today: date) -> str:
    """Return how many weeks somebody has been sick-listed, and whether it is time for an offer."""
    if period.sick_since is None or period.sick_since > today:
        return ""
    weeks = (today - period.sick_since).days // 7
    words = ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    return _("{weeks} – time for an early offer").format(weeks=words) if weeks >= EARLY else words


def _turned(period: Intake, state: PeriodState, today: date, reason: str) -> Intake:
    return replace(period, state=state, state_on=today, state_why=reason.strip(), ended_why="")


def is_over(period: Intake) -> bool:
    """Whether it was completed or ended early."""
    return period.state in {PeriodState.COMPLETED, PeriodState.ENDED_EARLY}
