"""Deeds of a meeting: begin, set back, finish, agree on the next one, add a remark."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.checks import meeting_problems
from app.domain.choices import MeetingKind, MeetingState
from app.domain.meetings import Addendum, Meeting, NoteSection, is_shut, placed
from app.domain.note_states import NoteDeed, may
from app.domain.plans import PlanActivity
from app.errors import NotFinished
from app.i18n import _
from app.services.case.preparing import new_meeting
from app.services.templates.finding import template_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.domain.folders import Folder
    from app.domain.staff import Counsellor
    from app.domain.templates import ConversationTemplate

_SURE = re.compile(r"\bsikker(?:het)?\b[^\d\n]{0,20}(\d{1,2}) ?(?:av|/) ?10\b", re.IGNORECASE)
_WHOLLY_SURE = 10


def begin(case: Case, meeting: Meeting, form: ConversationTemplate) -> tuple[CaseEntity, ...]:
    """Return the meeting under way by a template, with an empty section for each of its parts.

    One that is under way already gets the sections it lacks; one that is shut gets nothing.
    """
    if is_shut(meeting):
        return ()
    present = case.note(meeting.id)
    sections = [section_of(meeting, s.key) for s in form.sections if s.key not in present]
    if meeting.state != MeetingState.PLANNED:
        return tuple(sections)
    follows = replace(meeting, template_id=form.id, template_version=form.version)
    return (replace(follows, state=MeetingState.STARTED), *sections)


def section_of(meeting: Meeting, key: str) -> NoteSection:
    """Return the blank section that a meeting's note begins with; its id is always the same."""
    return NoteSection(client_id=meeting.client_id, meeting_id=meeting.id, key=key)


def set_back(case: Case, meeting: Meeting) -> tuple[Meeting, tuple[NoteSection, ...]]:
    """Return the meeting as planned, and the blank sections that go with that.

    Raises NotFinished where something was noted in it, or it cannot be set back.
    """
    if not may_set_back(case, meeting):
        raise NotFinished(_("Something is written in this meeting, so it stays as begun."))
    blank = replace(meeting, state=MeetingState.PLANNED)
    return blank, tuple(case.note(meeting.id).values())


def may_set_back(case: Case, meeting: Meeting) -> bool:
    """Whether it was begun, or noted as not held, and nothing came of it yet."""
    if not may(meeting, NoteDeed.SET_BACK):
        return False
    note = case.note(meeting.id).values()
    is_noted = any(each.text.strip() or each.not_relevant for each in note)
    is_used = any(each.meeting_id == meeting.id for each in case.all(PlanActivity))
    return not is_noted and not is_used and meeting.confidence is None


def finish_meeting(meeting: Meeting, now: datetime, case: Case | None = None) -> Meeting:
    """Return the meeting with its note finished; raises NotFinished with what is missing.

    One that nobody dated was today; one that is finished stays as it is. How sure the client is of
    the goal is read out of the note of its case, where it stands there in words.
    """
    if not may(meeting, NoteDeed.FINISH):
        return meeting
    problems = list(meeting_problems(meeting))
    if problems:
        raise NotFinished(" ".join(problem.message for problem in problems))
    day = meeting.day or now.date()
    sure = meeting.confidence if case is None else sureness(case, meeting)
    ended = {"state": MeetingState.FINISHED, "day": day, "finished_at": now, "confidence": sure}
    return replace(meeting, **ended)  # type: ignore[arg-type]  # fields by their names


def sureness(case: Case, meeting: Meeting) -> int | None:
    """Return how sure of the goal the note says the client is, 0–10, or what is known already."""
    note = case.note(meeting.id).values()
    found = [int(each[1]) for part in note for each in _SURE.finditer(part.text)]
    return found[-1] if found and found[-1] <= _WHOLLY_SURE else meeting.confidence


def booked_on(case: Case, day: date, but: str = "") -> Meeting | None:
    """Return the meeting that is planned for a day already; `but` is left out."""
    planned = (m for m in case.meetings if m.state == MeetingState.PLANNED and m.day == day)
    return next((meeting for meeting in planned if meeting.id != but), None)


def agreed_meeting(
    case: Case,
    finished: Meeting,
    counsellor: Counsellor,
    register: Folder,
    wished: Meeting | None = None,
) -> tuple[Meeting, *tuple[CaseEntity, ...]]:
    """Return the finished meeting with its way to the next one agreed, and that one.

    The next one has the time, kind and place that are wished, and follows the template in use. One
    that is planned for that day already is the one; it is given the time.
    """
    day = finished.next_meeting
    if day is None:
        return (finished,)
    wished = wished or Meeting(kind=MeetingKind.GUIDANCE, place=finished.place)
    today = finished.finished_at.date() if finished.finished_at else day
    there = booked_on(case, day, finished.id)
    if there is not None:
        timed = placed(there, replace(there, at=wished.at or there.at), today)
        linked = replace(finished, next_meeting_id=there.id)
        if timed == there:
            return (linked,)
        return (linked, timed)
    form = template_for(wished.kind, register)
    blank, *people = new_meeting(case, wished.kind, form, counsellor)
    meeting = replace(blank, day=day, at=wished.at, place=wished.place, placed_on=today)
    booked: tuple[CaseEntity, ...] = (meeting, *people)
    return (replace(finished, next_meeting_id=meeting.id), *booked)


def no_show(meeting: Meeting) -> Meeting:
    """Return the meeting the person did not come to; a finished one stays as it is."""
    if is_shut(meeting):
        return meeting
    return replace(meeting, state=MeetingState.NO_SHOW)


def called_off(meeting: Meeting) -> Meeting:
    """Return the meeting that was cancelled before it began; another one stays as it is."""
    if meeting.state != MeetingState.PLANNED:
        return meeting
    return replace(meeting, state=MeetingState.CANCELLED)


def addendum(
    meeting: Meeting, text: str, counsellor: Counsellor, now: datetime, corrects: str = ""
) -> Addendum:
    """Return a later remark to a finished note, or the right words of one of its parts.

    Raises NotFinished for a note that is still written: there one writes in it.
    """
    if not may(meeting, NoteDeed.CORRECT if corrects else NoteDeed.ADD):
        raise NotFinished(_("This note is not finished: write in it."))
    return Addendum(
        client_id=meeting.client_id,
        meeting_id=meeting.id,
        corrects=corrects,
        text=text.strip(),
        written_by=counsellor.name,
        written_at=now,
    )


def corrections(case: Case, meeting_id: str, key: str) -> tuple[Addendum, ...]:
    """Return how a part of a finished note was corrected, oldest first."""
    return tuple(each for each in case.addenda(meeting_id) if each.corrects == key)
