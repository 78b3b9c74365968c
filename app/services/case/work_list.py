"""What was agreed before and is still open, gone through one by one: done, goes on, dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.choices import OPEN_STATUSES, ActivityStatus, MeetingState
from app.domain.meetings import Meeting
from app.domain.questions import OpenQuestion
from app.errors import NotFinished
from app.i18n import _
from app.services.case.line_links import bare
from app.services.case.planning import with_status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.cases import Case
    from app.domain.meetings import NoteSection
    from app.domain.plans import PlanActivity


@dataclass(frozen=True)
class WorkList:
    """The activities of the plan as a meeting goes through them, and what is to be checked."""

    before: tuple[PlanActivity, ...]
    """From before this meeting, and open when it was opened."""
    new: tuple[PlanActivity, ...]
    """Made in this meeting."""
    over: tuple[PlanActivity, ...]
    """Done or dropped before."""
    questions: tuple[OpenQuestion, ...]
    """Open, or answered in this meeting."""


def open_before(case: Case, meeting_id: str) -> frozenset[str]:
    """Return the ids of the activities that are open from before a meeting."""
    plan = case.plan
    rows = case.activities(plan.id) if plan else ()
    return frozenset(
        each.id for each in rows if each.meeting_id != meeting_id and each.status in OPEN_STATUSES
    )


def work_list(case: Case, meeting_id: str, were_open: frozenset[str], today: date) -> WorkList:
    """Return what a meeting goes through; `were_open` stay in their place when they are closed."""
    plan = case.plan
    rows: Sequence[PlanActivity] = case.activities(plan.id) if plan else ()
    new = tuple(each for each in rows if each.meeting_id == meeting_id)
    old = [each for each in rows if each.meeting_id != meeting_id]
    before = tuple(e for e in old if e.id in were_open or e.status in OPEN_STATUSES)
    over = tuple(each for each in old if each not in before)
    asked = tuple(q for q in case.all(OpenQuestion) if q.is_open or q.answered_on == today)
    return WorkList(before, new, over, asked)


def turned_done(activity: PlanActivity) -> PlanActivity:
    """Return the activity done, or planned again where it was."""
    return with_status(activity, done=activity.status != ActivityStatus.DONE)


def goes_on(activity: PlanActivity, due: tuple[date | None, str]) -> PlanActivity:
    """Return the activity with another deadline, open again if it was closed."""
    status = activity.status if activity.status in OPEN_STATUSES else ActivityStatus.PLANNED
    return replace(activity, due_on=due[0], due_words=due[1], status=status, closing="")


def dropped(activity: PlanActivity, why: str) -> PlanActivity:
    """Return the activity as stopped, with why in the words that were said."""
    return replace(activity, status=ActivityStatus.STOPPED, closing=why.strip())


def checked(case: Case, activity: PlanActivity, changed: PlanActivity) -> PlanActivity:
    """Return the changed activity; raises NotFinished where its plan does not let it change."""
    names = [n for n in ("due_on", "status") if getattr(activity, n) != getattr(changed, n)]
    if all(case.may_edit(activity, name) for name in names):
        return changed
    raise NotFinished(_("The plan is finished and stays as it is. Make a new version of it first."))


def asked(section: NoteSection, line: str, today: date) -> tuple[OpenQuestion, ...]:
    """Return the question that a line of a note leaves to be checked; nothing for no words."""
    words = bare(line)
    if not words:
        return ()
    question = OpenQuestion(
        client_id=section.client_id,
        meeting_id=section.meeting_id,
        section_key=section.key,
        text=words,
        asked_on=today,
    )
    return (question,)


def answered(question: OpenQuestion, answer: str, today: date) -> OpenQuestion:
    """Return the question with its answer; it does not come back."""
    return replace(question, answer=answer.strip(), answered_on=today)


def note_before(case: Case, meeting: Meeting) -> Meeting | None:
    """Return the latest finished meeting before this one; None where there is none."""
    held = [
        each
        for each in case.meetings
        if each.state == MeetingState.FINISHED
        and each.id != meeting.id
        and each.day
        and (meeting.day is None or each.day <= meeting.day)
    ]
    return max(held, key=lambda each: (str(each.day), str(each.at or "")), default=None)
