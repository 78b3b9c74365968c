"""A calendar file says when and where, read back by a reader of its own, and names nobody."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from app.domain.choices import MeetingState
from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.errors import NotAllowed
from app.policy.policy import Export, Policy
from app.services.case.calendar_file import (
    calendar_file,
    check_calendar_allowed,
    log_calendar,
    week_lines,
)
from app.services.vault.access_log import case_log
from app.storage.values.lines import MeetingLine
from tests.builders import stored

DAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def line(**fields):
    meeting = Meeting(day=DAY, at=time(9), minutes_planned=45, place="Rom 2; 3. etasje", **fields)
    return MeetingLine(meeting=meeting, client_name="Liv Hansen", birth_year=1999)


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_it_says_when_and_where_and_of_whom_nothing():
    content = calendar_file([line()], NOW, with_first_name=False)

    (event,) = events(content)
    assert str(event["summary"]) == "Appointment"
    assert str(event["location"]) == "Rom 2; 3. etasje"
    begins, ends = event["dtstart"].dt, event["dtend"].dt
    assert begins == datetime.combine(DAY, time(9)).astimezone()
    assert ends - begins == timedelta(minutes=45)
    for personal in (b"Liv", b"Hansen", b"1999", b"ATTENDEE", b"ORGANIZER", b"DESCRIPTION"):
        assert personal not in content


def test_its_ids_are_random_and_tell_no_case():
    each = line(client_id="0198-some-client")
    first, second = (events(calendar_file([each], NOW, with_first_name=False)) for _ in range(2))

    uids = {str(event["uid"]) for event in (*first, *second)}
    assert len(uids) == 2
    assert not any(each.meeting.id in uid or "0198" in uid for uid in uids)


def test_the_first_name_comes_along_only_where_it_is_asked_for():
    content = calendar_file([line()], NOW, with_first_name=True)

    assert str(events(content)[0]["summary"]) == "Appointment with Liv"
    assert b"Hansen" not in content


def test_one_without_a_time_is_a_whole_day():
    without = MeetingLine(meeting=Meeting(day=DAY), client_name="", birth_year=None)

    (event,) = events(calendar_file([without], NOW, with_first_name=True))

    assert (event["dtstart"].dt, event["dtend"].dt) == (DAY, DAY + timedelta(days=1))
    assert str(event["summary"]) == "Appointment"


def test_a_week_holds_what_is_to_come_in_it(own_vault):
    client = Client(name="Kari Ødegård")
    inside = Meeting(day=DAY + timedelta(days=2), at=time(9))
    stored(
        own_vault,
        inside,
        Meeting(day=DAY, state=MeetingState.CANCELLED),
        Meeting(day=DAY - timedelta(days=1)),
        Meeting(day=DAY + timedelta(days=7)),
        client=client,
    )

    found = week_lines(own_vault, DAY + timedelta(days=4), DAY)

    assert [each.meeting.id for each in found] == [inside.id]


def test_county_it_may_forbid_it_and_the_log_tells_it(own_vault):
    with pytest.raises(NotAllowed):
        check_calendar_allowed(own_vault, Policy(allowed_exports=(Export.PRINT,)))
    check_calendar_allowed(own_vault, Policy())
    case = stored(own_vault)

    log_calendar(own_vault, case.client.id)

    (told,) = case_log(own_vault, case.client.id)
    assert told.what.endswith("saved an appointment as a file for a calendar")
