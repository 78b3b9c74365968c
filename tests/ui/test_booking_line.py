"""Booking says what else one has then, offers times one is free, and refuses nothing."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.domain.choices import MeetingState, Presence, Reply
from app.domain.meetings import Meeting, Participant
from tests.building import TODAY, Clients
from tests.ui.case_hands import pick
from tests.ui.hands import CTRL, type_here
from ui.forms.meeting_form import MeetingForm

MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


TAKEN = "You have another appointment from 09:00 to 10:00 that day"


@pytest.fixture
def form(window, small):
    """The form of a meeting of Liv's that has no day yet; on Monday at nine she has another."""
    client_id = Clients(small.vault).named("Liv")
    with small.vault.work() as work:
        work.save(Meeting(client_id=client_id, day=MONDAY, at=time(9), minutes_planned=60))
    window.open_client(client_id, "meetings")
    press(Qt.Key.Key_M, CTRL)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    return window.person.page("meetings").findChild(MeetingForm)


def the_meeting(small):
    return next(m for m in small.desk.case.meetings if m.day != MONDAY or m.at != time(9))


def test_what_else_one_has_is_said_after_the_last_key_and_stops_nothing(form, small, qtbot):
    type_here(f"{MONDAY:%d.%m.%Y}")
    press(Qt.Key.Key_Tab)
    type_here("9.30")

    qtbot.waitUntil(lambda: form.booking.words.text() == TAKEN)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    type_here("10")
    qtbot.waitUntil(lambda: form.booking.words.text() == "You are free then")
    assert the_meeting(small).at == time(10)


def test_a_free_time_is_chosen_by_key(form, small):
    type_here(f"{MONDAY:%d.%m.%Y}")
    form.booking.free_times.setFocus()
    press(Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    offered = [each.text() for each in menu.actions()]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)

    assert all("09:00" not in each for each in offered[:1])
    assert the_meeting(small).day == MONDAY
    assert the_meeting(small).at == time(10)


def test_before_it_people_answer_and_once_it_is_held_they_came(form, small):
    case = small.desk.case
    person = case.participants(the_meeting(small).id)[0]
    pick(form.findChild(QComboBox, f"{person.id}.reply"), Reply.COMES.value)
    assert form.findChild(QComboBox, f"{person.id}.presence") is None

    press(Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Escape)
    pick(form.findChild(QComboBox, f"{person.id}.presence"), Presence.PHONE.value)

    found = small.desk.case.get(Participant, person.id)
    assert (found.reply, found.presence) == (Reply.COMES, Presence.PHONE)
    meeting = the_meeting(small)
    assert meeting.state == MeetingState.STARTED
    spent = form.findChild(QLineEdit, f"{meeting.id}.minutes_spent")
    assert (spent.text(), spent.placeholderText()) == ("", "60")
