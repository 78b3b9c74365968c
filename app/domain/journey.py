"""The journey of a case as steps: where it is, and who has the next move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.checks import Asked, intake_advice, intake_gaps
from app.domain.choices import OPEN_STATUSES, MeetingKind, MeetingState, Party, PlanState
from app.formats import day_month
from app.i18n import _, ngettext

if TYPE_CHECKING:
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


def journey(case: Case) -> tuple[Step, ...]:
    """Return the five steps. Their order on screen says nothing about the order in life."""
    steps = (_preparation(case), _three_party(case), _guidance(case), _plan(case), _follow_up(case))
    now = next((i for i, step in enumerate(steps) if step.state != StepState.DONE), None)
    return tuple(
        Step(s.page, s.title, s.caption, StepState.NOW) if i == now else s
        for i, s in enumerate(steps)
    )


def next_move(case: Case) -> Party | None:
    """Return who has the next move (BR16): the party of the nearest open activity.

    As long as the plan is not finished that is the centre, where no activity says otherwise;
    nobody has it once a finished plan has nothing left to do.
    """
    plan = case.plan
    if plan is None:
        return Party.CENTRE
    still_open = [a for a in case.activities(plan.id) if a.status in OPEN_STATUSES and a.what]
    still_open.sort(key=lambda a: (a.due_on is None, str(a.due_on or ""), a.position))
    if not still_open:
        return Party.CENTRE if plan.state == PlanState.DRAFT else None
    return still_open[0].party


def questions(case: Case) -> tuple[Asked, ...]:
    """Return the fields of the preparation that are worth asking about.

    What is asked for the sake of the three-party meeting is not asked once it was held.
    """
    gaps = tuple(intake_gaps(case.client, case.intake))
    return gaps if is_three_party_held(case) else (*gaps, *intake_advice(case.intake))


def is_three_party_held(case: Case) -> bool:
    """Whether a three-party meeting was held."""
    return bool(_held([m for m in case.meetings if m.kind == MeetingKind.THREE_PARTY]))


def _preparation(case: Case) -> Step:
    missing = len(questions(case))
    started = case.intake.first_contact
    caption = day_month(started) if started else ""
    if missing:
        caption = ngettext("{n} question left", "{n} questions left", missing).format(n=missing)
    return Step("intake", _("Preparation"), caption, _state(done=not missing))


def _three_party(case: Case) -> Step:
    meetings = [m for m in case.meetings if m.kind == MeetingKind.THREE_PARTY]
    held = _held(meetings)
    shown = held or [m for m in meetings if m.day]
    caption = day_month(shown[-1].day) if shown and shown[-1].day else _("not booked")
    return Step("meetings", _("Three-party meeting"), caption, _state(done=bool(held)))


def _guidance(case: Case) -> Step:
    held = _held([m for m in case.meetings if m.kind != MeetingKind.THREE_PARTY])
    count = len(held)
    caption = ngettext("{n} session", "{n} sessions", count).format(n=count)
    return Step("meetings", _("Guidance"), caption, _state(done=bool(held)))


def _plan(case: Case) -> Step:
    plan = case.plan
    if plan is None:
        return Step("plan", _("Career plan"), _("not begun"), StepState.AHEAD)
    if plan.state == PlanState.DRAFT:
        caption = _("draft {number}").format(number=plan.number)
        return Step("plan", _("Career plan"), caption, StepState.AHEAD)
    caption = _("version {number}").format(number=plan.number)
    return Step("plan", _("Career plan"), caption, StepState.DONE)


def _follow_up(case: Case) -> Step:
    plan = case.plan
    done = plan is not None and plan.state == PlanState.FINAL and next_move(case) is None
    return Step("plan", _("Follow-up"), _("Nav"), _state(done=done))


def _held(meetings: list[Meeting]) -> list[Meeting]:
    return [m for m in meetings if m.state == MeetingState.FINISHED]


def _state(*, done: bool) -> StepState:
    return StepState.DONE if done else StepState.AHEAD
