"""What is still open when a note is about to be finished: nothing of it stops anybody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.choices import OPEN_STATUSES, MeetingKind, Party
from app.domain.periods import parties_of
from app.domain.phrases import open_marks
from app.domain.plans import PlanActivity
from app.domain.templates import ACTIVITIES, worded
from app.formats import day_month
from app.i18n import _
from app.services.case.line_links import NoteLinks, bare
from app.services.case.line_reading import People, read_line
from app.services.templates.finding import template_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.cases import Case
    from app.domain.folders import Folder
    from app.domain.meetings import Meeting, NoteSection

MOST = 5
"""More are told by their number: a list that goes on and on is read by nobody."""


class Way(Enum):
    """Where something open is dealt with."""

    ACTIVITY = "activity"
    LINE = "line"
    CHECKLIST = "checklist"
    GOAL = "goal"
    STEP = "step"


@dataclass(frozen=True)
class OpenEnd:
    """One thing that is open, what is done about it, and where."""

    way: Way
    words: str
    verb: str
    target: str = ""
    """The activity, or the part of the note."""
    line: int = 0


def people_at(case: Case, meeting_id: str) -> People:
    """Return who a line of a meeting's note can be about."""
    names = {each.name: each.party for each in case.participants(meeting_id) if each.name.strip()}
    if case.client.name.strip():
        names[case.client.name] = Party.CLIENT
    form = case.client.language_form
    return People(parties=parties_of(case.intake), names=names, form=form)


def open_ends(case: Case, meeting: Meeting, today: date, register: Folder) -> tuple[OpenEnd, ...]:
    """Return what is open, what is most easily forgotten first."""
    return (
        *_left_as_guesses(case, meeting, today),
        *_left_empty(case, meeting, register),
        *_overdue(case, today),
        *_undecided(meeting),
        *_of_the_plan(case),
    )


def what_is_well(case: Case) -> str:
    """Return in one line what of the plan is in its place; empty where nothing is."""
    plan = case.plan
    if plan is None:
        return ""
    there = [
        _("the goal") if plan.end_goal.strip() else "",
        _("the first step") if plan.next_step.strip() else "",
        _("who does what") if case.activities(plan.id) else "",
    ]
    words = ", ".join(part for part in there if part)
    return _("In place: {what}").format(what=words) if words else ""


def _left_as_guesses(case: Case, meeting: Meeting, today: date) -> Iterator[OpenEnd]:
    people, links = people_at(case, meeting.id), NoteLinks(case, meeting.id)
    for note in case.note(meeting.id).values():
        made = links.of(note.key).of_lines(note.text)
        yield from _guesses_in(note, frozenset(made), today, people)


def _guesses_in(
    note: NoteSection, made: frozenset[int], today: date, people: People
) -> Iterator[OpenEnd]:
    for number, line in enumerate(note.text.split("\n")):
        if open_marks(line):
            words = _("Something is still to be filled in: {line}").format(line=bare(line))
            yield OpenEnd(Way.LINE, words, _("Fill it in"), note.key, number)
        if number in made:
            continue
        read = read_line(line, today, people)
        if read.due_at is not None and read.is_due_sure and read.party is not None:
            start, length = read.due_at
            said = line[start : start + length]
            words = _("“{words}” has not become an activity").format(words=said)
            yield OpenEnd(Way.LINE, words, _("Make it an activity"), note.key, number)


def _left_empty(case: Case, meeting: Meeting, register: Folder) -> Iterator[OpenEnd]:
    """Yield the parts that the template reminds of, where nothing is written in them."""
    notes = case.note(meeting.id)
    for section in template_of(meeting, tuple(notes), register).sections:
        note = notes.get(section.key)
        if note is None or note.text.strip() or note.not_relevant or not section.remind:
            continue
        if section.plan_field != ACTIVITIES or not _has_made(case, meeting):
            words = _("Nothing is written under “{part}”").format(part=worded(section.title))
            yield OpenEnd(Way.LINE, words, _("Write there"), section.key)


def _has_made(case: Case, meeting: Meeting) -> bool:
    """Whether activities were made of words in another part."""
    return any(each.meeting_id == meeting.id for each in case.all(PlanActivity))


def _overdue(case: Case, today: date) -> Iterator[OpenEnd]:
    plan = case.plan
    for each in case.activities(plan.id) if plan else ():
        if each.status in OPEN_STATUSES and each.due_on is not None and each.due_on < today:
            day = day_month(each.due_on)
            words = _("“{what}” was due {day}").format(what=each.what, day=day)
            yield OpenEnd(Way.ACTIVITY, words, _("Set another day"), each.id)


def _undecided(meeting: Meeting) -> Iterator[OpenEnd]:
    if meeting.kind == MeetingKind.CLOSING and not meeting.sharing_decided:
        words = _("Who may have the plan is not decided")
        yield OpenEnd(Way.CHECKLIST, words, _("Ask about it"))


def _of_the_plan(case: Case) -> Iterator[OpenEnd]:
    plan = case.plan
    if plan is None:
        return
    if not plan.end_goal.strip():
        yield OpenEnd(Way.GOAL, _("There is no goal yet"), _("Write it"))
    if not plan.next_step.strip():
        yield OpenEnd(Way.STEP, _("There is no first step yet"), _("Write it"))
    for each in case.activities(plan.id):
        is_open = each.status in OPEN_STATUSES and each.what.strip()
        if is_open and each.due_on is None and not each.due_words.strip():
            words = _("“{what}” has no deadline").format(what=each.what)
            yield OpenEnd(Way.ACTIVITY, words, _("Set a day"), each.id)
