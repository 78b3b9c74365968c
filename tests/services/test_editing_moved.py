"""A meeting counts how often it was moved after it was agreed, and says so truly."""

from datetime import date, time, timedelta

import pytest

from app.domain.meetings import Meeting
from app.services.case.editing import Editing, FieldKey
from tests.builders import TODAY, stored

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def editing(vault):
    agreed = Meeting(day=date(2026, 4, 7), at=time(9), placed_on=YESTERDAY)
    return opened(vault, agreed)


def opened(vault, meeting):
    return Editing(vault, stored(vault, meeting).client.id, TODAY)


def typed(editing, name, text):
    editing.type_into(FieldKey(editing.case.meetings[0].id, name), text)
    editing.settle()
    return editing.case.meetings[0].moved


def test_a_new_day_and_a_new_time_on_the_same_day_are_one_move(editing):
    assert typed(editing, "day", "8.4.2026") == 1
    assert typed(editing, "at", "10") == 1


def test_a_move_that_is_undone_is_none(editing):
    assert typed(editing, "at", "10") == 1

    editing.undo()

    assert (editing.case.meetings[0].at, editing.case.meetings[0].moved) == (time(9), 0)
    assert editing.case.meetings[0].placed_on == YESTERDAY


def test_what_is_no_date_yet_moves_nothing_and_what_is_put_back_neither(editing):
    key = FieldKey(editing.case.meetings[0].id, "day")
    for text in ("8.4.2026", "8.4.x", "7.4.2026"):
        editing.type_into(key, text)
    editing.settle()

    assert editing.case.meetings[0].moved == 0


def test_a_day_that_is_agreed_for_the_first_time_and_put_right_at_once_is_no_move(vault):
    editing = opened(vault, Meeting())

    assert typed(editing, "day", "7.4.2026") == 0
    assert typed(editing, "day", "8.4.2026") == 0
    assert typed(editing, "at", "9") == 0
    editing.today = TODAY + timedelta(days=1)
    assert typed(editing, "day", "9.4.2026") == 1


def test_a_day_taken_out_is_no_move(editing):
    assert typed(editing, "day", "") == 0
