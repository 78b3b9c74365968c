"""What may be done with a note, and what it is then: one table that services and windows follow.

A finished note never changes: later words are added beside it, and what was wrong stays readable
(arkivforskrifta § 11).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from app.domain.choices import MeetingState
from app.domain.meetings import is_shut

if TYPE_CHECKING:
    from app.domain.meetings import Meeting


class NoteState(Enum):
    """How far a note has come."""

    PLANNED = "planned"
    DRAFT = "draft"
    OFF = "off"
    """Nobody came, or it was called off."""
    FINISHED = "finished"


class NoteDeed(Enum):
    """What somebody wants to do with a note."""

    WRITE = "write"
    SET_BACK = "set back"
    """Only where nothing was written yet."""
    FINISH = "finish"
    ADD = "add"
    CORRECT = "correct"
    TAKE_AWAY = "take away"


NEXT: dict[NoteState, dict[NoteDeed, NoteState | None]] = {
    NoteState.PLANNED: {
        NoteDeed.WRITE: NoteState.DRAFT,
        NoteDeed.FINISH: NoteState.FINISHED,
        NoteDeed.TAKE_AWAY: None,
    },
    NoteState.DRAFT: {
        NoteDeed.WRITE: NoteState.DRAFT,
        NoteDeed.SET_BACK: NoteState.PLANNED,
        NoteDeed.FINISH: NoteState.FINISHED,
        NoteDeed.TAKE_AWAY: None,
    },
    NoteState.OFF: {
        NoteDeed.WRITE: NoteState.OFF,
        NoteDeed.SET_BACK: NoteState.PLANNED,
        NoteDeed.FINISH: NoteState.FINISHED,
        NoteDeed.TAKE_AWAY: None,
    },
    NoteState.FINISHED: {
        NoteDeed.ADD: NoteState.FINISHED,
        NoteDeed.CORRECT: NoteState.FINISHED,
    },
}
"""The state a deed leads to; what is not in the table is refused. None is the bin."""


def note_state(meeting: Meeting) -> NoteState:
    """Return how far the note of a meeting has come; a state of a newer Leia is final."""
    if is_shut(meeting):
        return NoteState.FINISHED
    if meeting.state == MeetingState.STARTED:
        return NoteState.DRAFT
    if meeting.state == MeetingState.PLANNED:
        return NoteState.PLANNED
    return NoteState.OFF


def may(meeting: Meeting, deed: NoteDeed) -> bool:
    """Whether a deed is one of those the state of a note has."""
    return deed in NEXT[note_state(meeting)]
