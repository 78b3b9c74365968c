"""When appointments are: whether two of them meet in time, and which times are free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.choices import MeetingState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.meetings import Meeting

TO_COME = frozenset({MeetingState.PLANNED, MeetingState.STARTED})
"""States of meetings that take their time; a cancelled one, or a no-show, leaves it free."""

OVER = frozenset({MeetingState.FINISHED, MeetingState.NO_SHOW, MeetingState.CANCELLED})
"""States of meetings that are not to come any more; one of a newer Leia is in neither."""


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time; it ends where the next one may begin."""

    begins: datetime
    ends: datetime

    def meets(self, other: Span) -> bool:
        """Whether both hold at some moment."""
        return self.begins < other.ends and other.begins < self.ends


def span_of(meeting: Meeting, minutes: int) -> Span | None:
    """Return when a meeting of so many minutes is; nothing while it has no day or no time."""
    if meeting.day is None or meeting.at is None:
        return None
    begins = datetime.combine(meeting.day, meeting.at)
    return Span(begins, begins + timedelta(minutes=max(minutes, 1)))


def free_spans(taken: Iterable[Span], hours: Span, minutes: int, step: int) -> Iterator[Span]:
    """Return the times of a day that are free for so many minutes, earliest first.

    They begin at whole steps from when the day opens, and end before it closes.
    """
    busy = tuple(taken)
    long, steps = timedelta(minutes=minutes), timedelta(minutes=step)
    begins = hours.begins
    while begins + long <= hours.ends:
        span = Span(begins, begins + long)
        if not any(span.meets(each) for each in busy):
            yield span
        begins += steps
