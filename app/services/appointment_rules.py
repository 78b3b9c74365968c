"""How long an appointment usually is and when the day is open: a file, not code."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.appointments import Span
from app.domain.choices import MeetingKind
from app.paths import RESOURCES

if TYPE_CHECKING:
    from app.domain.meetings import Meeting


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When appointments are offered."""

    weekdays: tuple[int, ...]
    """Monday is 0."""
    opens: time
    closes: time
    step_minutes: int
    """How far apart the times are that are offered."""

    def on(self, day: date) -> Span | None:
        """Return when a day is open; nothing where it is not."""
        if day.weekday() not in self.weekdays:
            return None
        return Span(datetime.combine(day, self.opens), datetime.combine(day, self.closes))


class AppointmentRules(msgspec.Struct, frozen=True, kw_only=True):
    """What is usual; whoever books may choose otherwise."""

    valid_from: date
    valid_to: date | None
    checked_on: date
    source: str
    verified: bool
    minutes: dict[MeetingKind, int]
    minutes_else: int
    hours: Hours


@cache
def appointment_rules() -> AppointmentRules:
    """Return what is usual."""
    file = RESOURCES / "reference" / "appointments.json"
    return msgspec.json.decode(file.read_bytes(), type=AppointmentRules)


def usual_minutes(kind: MeetingKind) -> int:
    """Return how long a meeting of a kind usually is."""
    rules = appointment_rules()
    return rules.minutes.get(kind, rules.minutes_else)


def minutes_of(meeting: Meeting) -> int:
    """Return how long a meeting is to be: as somebody said, or as is usual."""
    return meeting.minutes_planned or usual_minutes(meeting.kind)
