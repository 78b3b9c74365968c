"""Booking an appointment: what else one has then, and when one is free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from app.domain.appointments import TO_COME, Span, free_spans, span_of
from app.domain.meetings import Meeting, placed
from app.formats import clock
from app.i18n import _
from app.services.appointment_rules import appointment_rules, minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.storage.values.lines import MeetingLine
    from app.storage.vault import Vault

DAYS_LOOKED_AT = 28
"""So far ahead a free time is looked for."""


@dataclass(frozen=True)
class Taken:
    """An appointment of one's own, and when it is."""

    line: MeetingLine
    span: Span


def taken(vault: Vault, first: date, last: date, today: date) -> tuple[Taken, ...]:
    """Return one's own appointments that are to come, from one day to another."""
    with vault.work() as work:
        lines = work.day.meetings_between(first, last, today)
    spans = ((line, span_of(line.meeting, minutes_of(line.meeting))) for line in lines)
    return tuple(
        Taken(line, span)
        for line, span in spans
        if span is not None and line.meeting.state in TO_COME
    )


def clash(vault: Vault, meeting: Meeting, today: date) -> Taken | None:
    """Return an appointment of one's own at the same time as a meeting that is to come."""
    span = span_of(meeting, minutes_of(meeting))
    if span is None or meeting.state not in TO_COME or meeting.day is None:
        return None
    before = meeting.day - timedelta(days=1)  # one may last past midnight
    found = taken(vault, before, span.ends.date(), today)
    others = (each for each in found if each.line.meeting.id != meeting.id)
    return next((each for each in others if each.span.meets(span)), None)


def clash_words(vault: Vault, meeting: Meeting, today: date) -> str:
    """Return what one has at the time of a meeting, or that one is free then.

    Nothing is said of a meeting without a day and a time, nor of one that was or will not be. Whom
    one meets is not told: it is read where somebody else sits beside the screen.
    """
    if meeting.day is None or meeting.at is None or meeting.state not in TO_COME:
        return ""
    if meeting.day < today:
        return ""
    found = clash(vault, meeting, today)
    if found is None:
        return _("you are free then")
    return _("you have another appointment from {begins} to {ends} that day").format(
        begins=clock(found.span.begins), ends=clock(found.span.ends)
    )


def free_times(
    vault: Vault, meeting: Meeting, first: date, now: datetime, most: int = 6
) -> tuple[Span, ...]:
    """Return the next times that are free for a meeting within the hours, from a day on."""
    today, here = now.date(), now.replace(tzinfo=None)
    first = max(first, today)
    last = first + timedelta(days=DAYS_LOOKED_AT)
    busy = [
        each.span
        for each in taken(vault, first - timedelta(days=1), last, today)
        if each.line.meeting.id != meeting.id
    ]
    found = (span for span in _open(first, last, minutes_of(meeting), busy) if span.begins > here)
    return tuple(islice(found, most))


def _open(first: date, last: date, minutes: int, busy: list[Span]) -> Iterator[Span]:
    hours = appointment_rules().hours
    for number in range((last - first).days + 1):
        if open_then := hours.on(first + timedelta(days=number)):
            yield from free_spans(busy, open_then, minutes, hours.step_minutes)


def put_at(meeting: Meeting, span: Span, today: date) -> Meeting:
    """Return a meeting at a time that was chosen; counted as moved where it is."""
    begins = span.begins
    return placed(meeting, replace(meeting, day=begins.date(), at=begins.time()), today)
