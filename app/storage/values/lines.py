"""What lists over clients hand out: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.choices import PeriodState

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.domain.choices import Party, PlanState
    from app.domain.clients import Client
    from app.domain.entities import CaseEntity
    from app.domain.meetings import Meeting
    from app.domain.plans import PlanActivity


@dataclass(frozen=True, kw_only=True)
class ClientLine:
    """One client in the list."""

    id: str
    name: str
    birth_year: int | None
    municipality: str
    phone: str
    plan_state: PlanState | None
    plan_number: int | None
    meetings_held: int
    next_meeting: date | None
    """The nearest planned meeting from today on."""
    last_changed: datetime
    """When anything in the person's case last changed."""
    state: PeriodState = PeriodState.OPEN
    """Where the present period is."""
    waiting_since: date | None = None
    priority: str = ""
    """The rule by which somebody on the waiting list comes before others; read only there."""
    agreement: str = ""
    """Under which agreement they wait; read only there."""
    owners: tuple[str, ...] = ()
    """The names of those whose case it is; not read where one works alone or lists one's own."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a case stands: its present period, and who has the next move (BR16)."""

    state: PeriodState
    move: Party | None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Since when somebody is on the waiting list, and by which rule of which agreement."""

    since: date | None
    priority: str
    agreement: str


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """What people are told apart by."""

    id: str
    name: str
    phone: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """A meeting and whose it is."""

    meeting: Meeting
    client_name: str
    birth_year: int | None


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """An activity of the current plan and whose it is."""

    activity: PlanActivity
    client_name: str
    birth_year: int | None


@dataclass(frozen=True, kw_only=True)
class BinLine:
    """A person or a meeting that was taken away."""

    thing: Client | Meeting
    """As it was when it was taken away."""
    client_name: str
    counsellor_id: str
    """Who took it away."""
    at: datetime


class Wait(Enum):
    """In what way something waits for whoever's case it is."""

    NOTE = "note"
    """A meeting that was begun another day than today, and is not finished."""
    MEETING = "meeting"
    """One planned for a day that has passed: was it held?"""
    DRAFT = "draft"
    """A plan that is not finished, where no meeting will see to it."""
    PAPER = "paper"
    """One that was ordered long ago."""
    REVIEW = "review"
    """A plan whose day to be looked at again has come, with no meeting for it."""
    REMINDER = "reminder"
    """One's own word to oneself that is due."""


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """Something that waits, and whose it is."""

    wait: Wait
    thing: CaseEntity
    client_name: str
    since: date | None
    """The day it has waited from; nothing where none is known."""
