"""Meetings and their notes. A note is confidential, also towards Nav, and is never printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from app.domain import says
from app.domain.choices import (
    Answer,
    MeetingKind,
    MeetingMode,
    MeetingState,
    Party,
    Presence,
    Reply,
)
from app.domain.code_sets import Codes
from app.domain.entities import CaseEntity, Holding, Kind
from app.domain.says import Eyes
from app.formats import long_date, uncapital
from app.i18n import later, plater


@dataclass(frozen=True, kw_only=True)
class Meeting(CaseEntity):
    """One meeting, planned, under way or held."""

    kind: MeetingKind = says.code(Eyes.FACT, later("Kind"), MeetingKind.THREE_PARTY)
    mode: MeetingMode = says.code(Eyes.FACT, later("How"), MeetingMode.IN_PERSON)
    place: str = says.words(Eyes.WORK, later("Place"))
    day: date | None = says.day(Eyes.WORK, plater("meeting", "Date"))
    at: time | None = says.clock(Eyes.WORK, later("Time"))
    state: MeetingState = says.code(Eyes.FACT, later("State"), MeetingState.PLANNED)
    template_id: str = says.quiet(Eyes.WORK, "")
    template_version: int = says.quiet(Eyes.WORK, 0)
    """The note keeps which version of the template it followed (BR06)."""
    confidence: int | None = says.number(Eyes.FACT, later("How sure, 0–10"), 0, 10)
    """How sure of the goal, 0-10; a coded field."""
    next_meeting: date | None = says.day(Eyes.WORK, later("Next meeting"))
    none_agreed: bool = says.tick(Eyes.WORK, later("No further meeting agreed"))
    """A finished meeting has a next date, or says that none was agreed (BR13)."""
    finished_at: datetime | None = says.moment(Eyes.WORK, plater("meeting", "Finished"), quiet=True)
    intake_id: str = says.link("intake")
    """The period of guidance it belongs to."""
    minutes_planned: int | None = says.number(
        Eyes.FACT, plater("meeting", "Length in minutes"), 5, 720
    )
    minutes_spent: int | None = says.number(Eyes.FACT, later("Minutes spent"), 1, 720)
    moved: int = says.plain(Eyes.FACT, later("Times moved"), 0, quiet=True)
    """How often its day or time was changed after it was agreed."""
    placed_on: date | None = says.day(Eyes.WORK, "", quiet=True)
    """The day on which its day and time were last set."""
    topics: Codes = says.several(Eyes.FACT, later("Topics"), listed="topics")
    understandable: Answer = says.code(Eyes.FACT, later("It was understandable"), Answer.OPEN)
    manageable: Answer = says.code(Eyes.FACT, later("It feels manageable"), Answer.OPEN)
    meaningful: Answer = says.code(Eyes.FACT, later("It feels meaningful"), Answer.OPEN)
    read_aloud: bool = says.tick(Eyes.FACT, later("The plan was read aloud together"))
    copies_handed_out: int | None = says.number(
        Eyes.FACT, later("Copies of the plan handed out"), 0, 20
    )
    sharing_decided: bool = says.tick(Eyes.FACT, later("The client has said who may have the plan"))
    way_back_told: bool = says.tick(Eyes.FACT, later("Agreed how to come back"))
    next_meeting_id: str = says.link("meeting")
    """The planned meeting that was agreed at its end."""


@dataclass(frozen=True, kw_only=True)
class Participant(CaseEntity):
    """Somebody present at a meeting; recorded each time, never assumed (BR05)."""

    meeting_id: str = says.link("meeting")
    position: float = says.place()
    party: Party = says.code(Eyes.WORK, later("Party"), Party.CLIENT)
    name: str = says.words(Eyes.WORK, later("Name"))
    role: str = says.words(Eyes.WORK, later("Role"))
    contact_id: str = says.link("partner_contact", named_in="name")
    """Who of the partners' contacts it is; empty where the name was only typed."""
    reply: Reply = says.code(Eyes.WORK, later("Has answered"), Reply.OPEN)
    presence: Presence = says.code(Eyes.FACT, later("Took part"), Presence.OPEN)
    observer: bool = says.tick(Eyes.WORK, later("Looks on"))
    interpreter: bool = says.tick(Eyes.WORK, plater("participant", "Interpreter"))


@dataclass(frozen=True, kw_only=True)
class NoteSection(CaseEntity, once=("note_section", "meeting_id", "key")):
    """What was noted under one section of the template."""

    meeting_id: str = says.link("meeting")
    key: str = says.quiet(Eyes.WORK, "")
    text: str = says.words(Eyes.NOTE, later("The note"), long=True)
    not_relevant: bool = says.tick(Eyes.NOTE, later("Not relevant"))


@dataclass(frozen=True, kw_only=True)
class Addendum(CaseEntity):
    """A later remark to a finished note, or a correction of a part of it.

    The note itself never changes: what was wrong stays readable beside what is right
    (arkivforskrifta § 11).
    """

    meeting_id: str = says.link("meeting")
    corrects: str = says.quiet(Eyes.WORK, "")
    """The part of the note whose words these are from now on; empty for a remark."""
    text: str = says.words(Eyes.NOTE, later("Text"), long=True)
    written_by: str = says.words(Eyes.NOTE, later("Written by"))
    written_at: datetime | None = says.moment(Eyes.NOTE, plater("addendum", "Written"))


def meeting_words(meeting: Meeting) -> str:
    """Return what a meeting is known by: its kind, and its day where it has one."""
    kind = uncapital(meeting.kind.label)
    return f"{kind} {long_date(meeting.day)}" if meeting.day else kind


def is_shut(meeting: Meeting) -> bool:
    """Whether its note is finished, or in a state of a newer Leia, which may be as final."""
    return meeting.state == MeetingState.FINISHED or not meeting.state.is_known


def placed(before: Meeting | None, meeting: Meeting, today: date) -> Meeting:
    """Return a meeting that was `before` in the vault, counted as moved where it is.

    It is moved when a day or a time that stood since an earlier day is another one now, while it is
    planned. A day that is put in or taken out is not a move, nor is what is put right on the day it
    was written; several changes on one day are one move.
    """
    if before is None:
        return replace(meeting, placed_on=today) if meeting.day else meeting
    if (before.day, before.at) == (meeting.day, meeting.at):
        return replace(meeting, moved=before.moved, placed_on=before.placed_on)
    stood = before.day is not None and before.placed_on != today
    is_moved = stood and (
        meeting.day not in {None, before.day} or (before.at and meeting.at not in {None, before.at})
    )
    counts = bool(is_moved) and meeting.state == MeetingState.PLANNED
    return replace(meeting, moved=before.moved + counts, placed_on=today)


def _ends_with_next(old: Meeting, new: Meeting, names: frozenset[str]) -> bool:
    """Whether a note that is finished now says which meeting was agreed at its end."""
    return not is_shut(old) and "next_meeting_id" in names and "intake_id" not in names


def _is_held(folder: Holding, part: NoteSection | Participant, name: str) -> bool:
    del name
    return is_shut(folder.get(Meeting, part.meeting_id))


MEETING = Kind(
    "meeting",
    Meeting,
    later("a meeting"),
    known_by=lambda _folder, meeting: meeting_words(meeting),
    shut_when=lambda _folder, meeting, _name: is_shut(meeting),
    turned={
        MeetingState.PLANNED: later("{who} set the meeting back to planned: {thing}"),
        MeetingState.STARTED: later("{who} began the meeting: {thing}"),
        MeetingState.FINISHED: later("{who} finished the note: {thing}"),
        MeetingState.NO_SHOW: later("{who} noted that the client did not come: {thing}"),
        MeetingState.CANCELLED: later("{who} cancelled the meeting: {thing}"),
    },
    units=(("day", "at", "moved", "placed_on"), ("state", "finished_at")),
    still=_ends_with_next,
    typed=placed,
    carries={"finished_at": ("day",)},
    covering=("state", "day"),
    indexes=(("day",), ("state", "day", "deleted", "client_id")),
)
PARTICIPANT = Kind(
    "participant",
    Participant,
    later("a participant"),
    known_by="name",
    silent=True,
    shut_when=_is_held,
)
NOTE_SECTION = Kind("note_section", NoteSection, later("the note"), silent=True, shut_when=_is_held)
ADDENDUM = Kind("addendum", Addendum, later("an addendum"), for_good=True)
