"""Who books sees what else one has then, and when one is free."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.domain.choices import MeetingKind, MeetingState
from app.domain.clients import Recusal
from app.domain.meetings import Meeting
from app.services.appointment_rules import appointment_rules, minutes_of
from app.services.case.booking import clash, clash_words, free_times, put_at
from tests.builders import a_client, stored

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
NOW = datetime.fromisoformat("2026-11-27T14:40+01:00")


@pytest.fixture
def agreed(own_vault):
    """Liv at nine on Monday, for an hour."""
    case = stored(own_vault, Meeting(day=MONDAY, at=time(9), kind=MeetingKind.GUIDANCE))
    return case.meetings[0]


def save(own_vault, entity):
    with own_vault.work() as work:
        work.save(entity)


@pytest.mark.parametrize("at", [time(8, 15), time(9), time(9, 59)])
def test_two_of_ones_own_at_once_are_told_and_never_refused(own_vault, agreed, at):
    other = Meeting(day=MONDAY, at=at, minutes_planned=60)

    assert clash(own_vault, other, FRIDAY).line.meeting == agreed
    assert (
        clash_words(own_vault, other, FRIDAY)
        == "you have another appointment from 09:00 to 10:00 that day"
    )


@pytest.mark.parametrize("at", [time(8), time(10)])
def test_one_after_the_other_is_no_clash_and_nor_is_a_meeting_with_itself(own_vault, agreed, at):
    other = Meeting(day=MONDAY, at=at, minutes_planned=60)

    assert clash_words(own_vault, other, FRIDAY) == "you are free then"
    assert clash(own_vault, agreed, FRIDAY) is None


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.NO_SHOW])
def test_what_will_not_be_leaves_its_time_free(own_vault, agreed, state):
    save(own_vault, replace(agreed, state=state))

    assert clash(own_vault, Meeting(day=MONDAY, at=time(9)), FRIDAY) is None
    assert clash_words(own_vault, replace(agreed, state=state), FRIDAY) == ""


def test_a_hidden_case_is_not_told_of(own_vault, agreed):
    with own_vault.work() as work:
        work.save(Recusal(client_id=agreed.client_id, counsellor_id=work.counsellor_id))

    assert clash(own_vault, Meeting(day=MONDAY, at=time(9)), FRIDAY) is None


def test_free_times_are_within_the_hours_and_after_now(own_vault, agreed):
    meeting = Meeting(client_id=agreed.client_id, minutes_planned=45)

    found = free_times(own_vault, meeting, FRIDAY, NOW, most=4)

    assert [each.begins for each in found] == [
        datetime.combine(MONDAY, each) for each in (time(10), time(10, 30), time(11), time(11, 30))
    ]
    assert all(each.begins.date() > FRIDAY for each in found)


def test_a_chosen_time_is_the_meetings_and_a_move_where_one_stood(agreed):
    hours = appointment_rules().hours.on(MONDAY + timedelta(days=1))

    moved = put_at(replace(agreed, placed_on=None), hours, FRIDAY)

    assert (moved.day, moved.at, moved.moved) == (date(2026, 12, 1), time(8, 30), 1)
    assert put_at(Meeting(), hours, FRIDAY).moved == 0


def test_every_kind_has_a_usual_length_and_nobody_is_offered_a_weekend():
    assert {minutes_of(Meeting(kind=kind)) for kind in MeetingKind} <= set(range(30, 121))
    assert minutes_of(Meeting(minutes_planned=20)) == 20
    assert appointment_rules().hours.on(date(2026, 11, 28)) is None


def test_whom_one_meets_is_not_told_where_somebody_else_sits_beside(own_vault):
    stored(own_vault, Meeting(day=MONDAY, at=time(9)), client=a_client(name="Tora Lund"))

    words = clash_words(own_vault, Meeting(day=MONDAY, at=time(9)), FRIDAY)

    assert "another appointment" in words
    assert "Tora" not in words
