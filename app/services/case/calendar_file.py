"""Appointments as a file for a calendar: when and where, and of whom nothing unless it is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.domain.access_codes import Action, Detail
from app.domain.appointments import TO_COME, span_of
from app.errors import NotAllowed
from app.formats import first_name
from app.i18n import _
from app.policy.policy import Export
from app.services.appointment_rules import minutes_of
from app.services.case.leaving import check_may_leave, log_leaving

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.policy.policy import Policy
    from app.storage.values.lines import MeetingLine
    from app.storage.vault import Vault

_MAKER = "-//Leia//Leia//NO"


def check_calendar_allowed(vault: Vault, policy: Policy) -> None:
    """Raise NotAllowed where no file for a calendar may leave the vault."""
    if not policy.allows_export(Export.CALENDAR):
        raise NotAllowed(_("County IT has decided that appointments are not saved as a file here."))
    check_may_leave(vault)


def week_lines(vault: Vault, day: date, today: date) -> tuple[MeetingLine, ...]:
    """Return one's own appointments to come in the week of a day."""
    monday = day - timedelta(days=day.weekday())
    with vault.work() as work:
        lines = work.day.meetings_between(monday, monday + timedelta(days=6), today)
    return tuple(line for line in lines if line.meeting.state in TO_COME)


def log_calendar(vault: Vault, client_id: str = "") -> None:
    """Log that appointments leave the vault, before they do; of one alone, whose it is."""
    log_leaving(vault, Action.EXPORTED, client_id=client_id, detail=Detail.CALENDAR)


def calendar_file(lines: Sequence[MeetingLine], now: datetime, *, with_first_name: bool) -> bytes:
    """Return appointments as iCalendar: each says that it is one and where, by a random id.

    The first name comes along only where somebody asked for it.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for line in lines:
        event = Event()
        event.add("uid", str(uuid4()))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("summary", _summary(line, with_first_name=with_first_name))
        for name, value in _when(line).items():
            event.add(name, value)
        if line.meeting.place.strip():
            event.add("location", line.meeting.place.strip())
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _summary(line: MeetingLine, *, with_first_name: bool) -> str:
    name = first_name(line.client_name) if with_first_name else ""
    return _("Appointment with {name}").format(name=name) if name else _("Appointment")


def _when(line: MeetingLine) -> dict[str, datetime | date]:
    """Return when it begins and ends; one without a time is a whole day."""
    meeting = line.meeting
    span = span_of(meeting, minutes_of(meeting))
    if span is not None:
        ends = {"dtstart": span.begins, "dtend": span.ends}
        return {name: each.astimezone().astimezone(UTC) for name, each in ends.items()}
    if meeting.day is None:
        raise ValueError("an appointment without a day is in no calendar")
    return {"dtstart": meeting.day, "dtend": meeting.day + timedelta(days=1)}
