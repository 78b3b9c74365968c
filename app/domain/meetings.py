"""Meetings and their notes. A note is confidential, also towards Nav, and is never printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.domain.choices import MeetingKind, MeetingMode, MeetingState, Party
from app.domain.entities import CaseEntity


@dataclass(frozen=True, kw_only=True)
class Meeting(CaseEntity):
    """One meeting, planned, under way or held."""

    kind: MeetingKind = MeetingKind.THREE_PARTY
    mode: MeetingMode = MeetingMode.IN_PERSON
    place: str = ""
    day: date | None = None
    at: time | None = None
    state: MeetingState = MeetingState.PLANNED
    template_id: str = ""
    template_version: int = 0
    """The note keeps which version of the template it followed (BR06)."""
    confidence: int | None = None
    """How sure of the goal, 0-10; a coded field."""
    next_meeting: date | None = None
    none_agreed: bool = False
    """A finished meeting has a next date, or says that none was agreed (BR13)."""
    finished_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Participant(CaseEntity):
    """Somebody present at a meeting; recorded each time, never assumed (BR05)."""

    meeting_id: str = ""
    position: float = 0.0
    party: Party = Party.CLIENT
    name: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteSection(CaseEntity):
    """What was noted under one section of the template."""

    meeting_id: str = ""
    key: str = ""
    text: str = ""
    not_relevant: bool = False


@dataclass(frozen=True, kw_only=True)
class Addendum(CaseEntity):
    """A later remark to a finished note; the note itself never changes."""

    meeting_id: str = ""
    text: str = ""
    written_by: str = ""
    written_at: datetime | None = None
