"""What is half typed waits in the bin with the thing it is in, and goes when that goes for good."""

from datetime import timedelta

import pytest

from app.domain.change_marks import BINNED
from app.domain.choices import MeetingState
from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.taking_away import BIN_DAYS, meeting_with_parts
from app.services.case.bin import bin_person, bring_back
from app.services.case.editing import Editing, FieldKey
from app.services.case.jottings import jot
from app.services.case.left_drafts import settle_left_drafts
from app.services.case.preparing import take_in
from tests.staffed import TODAY, a_case_of

LAST_DAY = TODAY + timedelta(days=BIN_DAYS - 1)
AFTER = TODAY + timedelta(days=BIN_DAYS)
HALF = "en gang i mars"


@pytest.fixture
def case(own_vault):
    """Return the ids of a person and a meeting, each with a date that is half typed."""
    client_id = take_in(own_vault, Client(name="Liv Hansen"), Intake()).id
    meeting = Meeting(client_id=client_id, day=TODAY, state=MeetingState.STARTED)
    with own_vault.work() as work:
        work.save(meeting)
    desk = Editing(own_vault, client_id, TODAY)
    desk.type_into(FieldKey(meeting.id, "day"), HALF)
    desk.type_into(FieldKey(client_id, "birth_year"), "nitten")
    desk.settle()
    return client_id, meeting.id


def bin_meeting(vault, client_id, meeting_id):
    desk = Editing(vault, client_id, TODAY)
    whole = meeting_with_parts(desk.case, desk.case.get(Meeting, meeting_id))
    desk.change(removed=whole, mark=BINNED)


def half_typed(vault):
    with vault.work() as work:
        return sorted(draft.raw for draft in work.drafts.all())


def test_until_the_last_day_it_comes_back_with_the_thing(own_vault, case):
    client_id, meeting_id = case
    bin_person(own_vault, client_id)

    settle_left_drafts(own_vault, LAST_DAY)
    bring_back(own_vault, client_id, LAST_DAY)

    desk = Editing(own_vault, client_id, LAST_DAY)
    assert desk.shown(FieldKey(meeting_id, "day")) == HALF
    assert desk.shown(FieldKey(client_id, "birth_year")) == "nitten"


def test_with_a_person_all_that_was_half_typed_about_them_goes(own_vault, case):
    client_id, meeting_id = case
    jot(own_vault, client_id, FieldKey(meeting_id, "addendum"), "Han ringte")
    bin_person(own_vault, client_id)

    assert settle_left_drafts(own_vault, AFTER) == 0
    assert half_typed(own_vault) == []


def test_with_a_meeting_goes_what_was_half_typed_in_it_alone(own_vault, case):
    bin_meeting(own_vault, *case)

    settle_left_drafts(own_vault, AFTER)

    assert half_typed(own_vault) == ["nitten"]


def test_what_was_brought_back_keeps_it_for_good(own_vault, case):
    client_id, meeting_id = case
    bin_meeting(own_vault, client_id, meeting_id)
    bin_person(own_vault, client_id)
    bring_back(own_vault, client_id, TODAY)
    bring_back(own_vault, meeting_id, TODAY)

    settle_left_drafts(own_vault, AFTER)

    assert half_typed(own_vault) == [HALF, "nitten"]


def test_a_colleagues_half_typed_words_go_when_they_unlock(staffed):
    with staffed.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
    with staffed.unlocked("Per") as vault:
        desk = Editing(vault, client_id, TODAY)
        desk.type_into(FieldKey(client_id, "birth_year"), "nitten")
        desk.settle()
    with staffed.unlocked("Kari") as vault:
        bin_person(vault, client_id)
        settle_left_drafts(vault, AFTER)
    with staffed.unlocked("Per") as vault:
        assert half_typed(vault) == ["nitten"]
        settle_left_drafts(vault, AFTER)
        assert half_typed(vault) == []
