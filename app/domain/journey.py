"""The journey of a period as steps: which there are, where it is, and who has the next move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.appointments import TO_COME
from app.domain.checks import Asked, intake_advice, intake_gaps
from app.domain.choices import (
    OPEN_STATUSES,
    MeetingKind,
    MeetingState,
    Party,
    PerCode,
    PeriodKind,
    PeriodState,
    PlanState,
)
from app.formats import day_month
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.cases import Case
    from app.domain.meetings import Meeting


class StepState(StrEnum):
    """Whether a step is done, is where the case is now, or lies ahead."""

    DONE = "DONE"
    NOW = "NOW"
    AHEAD = "AHEAD"


@dataclass(frozen=True)
class Step:
    """One step of the journey; `page` is where it is dealt with."""

    page: str
    title: str
    caption: str
    state: StepState
    on: date | None = None
    """The day it was first done, where it was."""


def journey(case: Case) -> tuple[Step, ...]:
    """Return the steps of the present period, as its kind has them.

    What was done stands in the order life took; what lies ahead in the order of the kind.
    """
    preparation, *steps = (make(case) for make in _STEPS[case.intake.kind])
    dated = sorted((s for s in steps if s.on is not None), key=lambda step: str(step.on))
    in_order = (preparation, *dated, *(step for step in steps if step.on is None))
    now = next((i for i, step in enumerate(in_order) if step.state != StepState.DONE), None)
    if not is_going_on(case):
        return in_order
    return tuple(
        replace(step, state=StepState.NOW) if i == now else step for i, step in enumerate(in_order)
    )


def is_going_on(case: Case) -> bool:
    """Whether the present period is neither completed nor ended."""
    return case.intake.state not in {PeriodState.COMPLETED, PeriodState.ENDED_EARLY}


def next_move(case: Case) -> Party | None:
    """Return who has the next move (BR16): the party of the nearest open activity.

    As long as the plan is not finished that is the centre, where no activity says otherwise;
    nobody has it once a finished plan has nothing left to do, or the period ended early.
    """
    if case.intake.state == PeriodState.ENDED_EARLY:
        return None
    plan = case.plan
    if plan is None:
        return Party.CENTRE
    still_open = [a for a in case.activities(plan.id) if a.status in OPEN_STATUSES and a.what]
    still_open.sort(key=lambda a: (a.due_on is None, str(a.due_on or ""), a.position))
    if not still_open:
        return Party.CENTRE if plan.state == PlanState.DRAFT else None
    return still_open[0].party


def questions(case: Case) -> tuple[Asked, ...]:
    """Return the fields of the preparation that are worth asking about, the starting ones first.

    What is asked for the sake of the first meeting is not asked once that was held.
    """
    gaps = tuple(intake_gaps(case.client, case.intake))
    return gaps if is_first_held(case) else (*gaps, *intake_advice(case.intake))


def begins_with_three(case: Case) -> bool:
    """Whether the kind of guidance begins with the three-party meeting."""
    return case.intake.has_nav and case.intake.kind != PeriodKind.TRIANGLE_LATE


def is_first_held(case: Case) -> bool:
    """Whether the meeting was held in this period that the preparation is for."""
    first = _three_parties(case) if begins_with_three(case) else case.present_meetings
    return bool(_held(first))


def _preparation(case: Case) -> Step:
    missing = len(questions(case))
    started = case.intake.first_contact
    caption = day_month(started) if started else ""
    if missing:
        caption = ngettext("{n} question left", "{n} questions left", missing).format(n=missing)
    return Step("intake", _("Preparation"), caption, _state(done=not missing))


def _three_party(case: Case) -> Step:
    meetings = _three_parties(case)
    held = _held(meetings)
    shown = held or [m for m in meetings if m.day and m.state in TO_COME]
    caption = day_month(shown[-1].day) if shown and shown[-1].day else _("not booked")
    title = _("Three-party meeting")
    return Step("meetings", title, caption, _state(done=bool(held)), _first_day(held))


def _guidance(case: Case) -> Step:
    own = [m for m in case.present_meetings if m.kind != MeetingKind.THREE_PARTY]
    held, planned = _held(own), [m for m in own if m.day and m.state in TO_COME]
    count = len(held)
    caption = ngettext("{n} session", "{n} sessions", count).format(n=count)
    if not count and planned and planned[0].day:
        caption = day_month(planned[0].day)
    return Step("meetings", _("Guidance"), caption, _state(done=bool(held)), _first_day(held))


def _plan(case: Case) -> Step:
    plan = case.plan
    if plan is None:
        return Step("plan", _("Career plan"), _("not begun"), StepState.AHEAD)
    if plan.state == PlanState.DRAFT:
        caption = _("draft {number}").format(number=plan.number)
        return Step("plan", _("Career plan"), caption, StepState.AHEAD)
    caption = _("version {number}").format(number=plan.number)
    return Step("plan", _("Career plan"), caption, StepState.DONE, plan.finished_on)


def _follow_up(case: Case) -> Step:
    return Step("plan", _("Follow-up"), _("Nav"), _state(done=_is_all_done(case)))


def _look_again(case: Case) -> Step:
    plan = case.plan
    day = plan.review_on if plan else None
    caption = day_month(day) if day else ""
    title = _("We look at the plan again")
    return Step("plan", title, caption, _state(done=_is_all_done(case)))


def _is_all_done(case: Case) -> bool:
    plan = case.plan
    return plan is not None and plan.state == PlanState.FINAL and next_move(case) is None


def _three_parties(case: Case) -> list[Meeting]:
    return [m for m in case.present_meetings if m.kind == MeetingKind.THREE_PARTY]


def _held(meetings: Iterable[Meeting]) -> list[Meeting]:
    return [m for m in meetings if m.state == MeetingState.FINISHED]


def _first_day(held: list[Meeting]) -> date | None:
    return min((m.day for m in held if m.day), default=None)


def _state(*, done: bool) -> StepState:
    return StepState.DONE if done else StepState.AHEAD


_NORDLAND = (_preparation, _three_party, _guidance, _plan, _follow_up)
_STEPS: PerCode[tuple[Callable[[Case], Step], ...]] = PerCode(
    {
        PeriodKind.THREE_PARTY_FIRST: _NORDLAND,
        PeriodKind.TRIANGLE_LATE: (_preparation, _guidance, _three_party, _plan, _follow_up),
        PeriodKind.OPEN: (_preparation, _guidance, _plan, _look_again),
        PeriodKind.APPLICATION: (_preparation, _guidance, _plan, _look_again),
    },
    other=_NORDLAND,
)
"""Which steps each kind of guidance has. Their order says nothing about the order in life."""
