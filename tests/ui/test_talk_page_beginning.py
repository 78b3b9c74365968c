"""A conversation begins with the first thing that is written, and is set back while nothing is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.choices import MeetingState
from app.domain.clients import Client
from app.domain.periods import Intake
from app.services.case.preparing import take_in
from tests.ui.faults import a_full_disk
from tests.ui.hands import CTRL, button, type_here
from tests.ui.talking import THREE_PARTY, begin_talk, meeting, prepare_talk, stored
from ui.desk import Saved


@pytest.fixture
def talk(window, small):
    return begin_talk(window, small)


@pytest.fixture
def planned(window, small):
    return prepare_talk(window, small)


def entries(small):
    with small.vault.work() as work:
        return len(work.changes.of(small.desk.case.client.id, limit=1000))


def test_looking_at_a_planned_meeting_changes_nothing(planned, window, small):
    before = entries(small)
    planned.go_to(3)
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(window.person.page("meetings").list, Qt.Key.Key_Return)
    small.desk.settle()

    assert window.page_name == "talk"
    assert entries(small) == before
    assert (stored(small, planned)[0].state, stored(small, planned)[1]) == (
        MeetingState.PLANNED,
        {},
    )


def test_the_first_letter_starts_the_meeting_and_is_kept_with_it(planned, small):
    planned.go_to(2)
    type_here("J")
    small.desk.keep()

    found, note = stored(small, planned)
    assert found.state == MeetingState.STARTED
    assert {key: each.text for key, each in note.items() if each.text} == {THREE_PARTY[2]: "J"}
    assert set(note) == set(THREE_PARTY)
    type_here("obb")
    assert planned.here.note.toPlainText() == "Jobb"


def test_a_tick_starts_the_meeting_too(planned, small):
    planned.here.not_relevant.click()

    assert meeting(small, planned).state == MeetingState.STARTED
    assert small.desk.case.note(planned.meeting_id)[planned.here.key].not_relevant


def test_undo_takes_the_letters_back_and_then_the_beginning(planned, window, small):
    type_here("Jobb")
    for _n in range(2):
        QTest.keyClick(planned.here.note, Qt.Key.Key_Z, CTRL)

    assert stored(small, planned)[0].state == MeetingState.PLANNED
    assert planned.here.note.toPlainText() == ""
    type_here("Skole")
    small.desk.settle()
    found, note = stored(small, planned)
    assert (found.state, note[planned.here.key].text) == (MeetingState.STARTED, "Skole")


def test_who_takes_the_meeting_itself_back_does_not_stay_in_its_note(planned, window, small):
    QTest.keyClick(planned.here.note, Qt.Key.Key_Z, CTRL)

    assert small.desk.case.meetings == ()
    assert (window.page_name, window.person.page_name) == ("person", "meetings")


def test_a_meeting_that_was_looked_at_is_nothing_to_the_next_person(planned, window, small):
    """The cards outlive the meeting they showed."""
    other = take_in(small.vault, Client(name="Ola Nes"), Intake()).id
    window.open_client(other, "meetings")
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert page.list.lines.lines == ()
    assert small.desk.case.meetings == ()


def test_a_meeting_that_went_while_its_cards_were_hidden_is_nothing_to_the_next(
    talk, window, small
):
    type_here("Ringe skolen")
    QTest.keyClick(talk.here.note, Qt.Key.Key_Escape)
    page = window.person.page("meetings")
    button(page, "Put in the bin").click()
    page.new.menu().actions()[0].trigger()
    button(window, "Prepare").click()
    assert talk.here.note.text == ""

    type_here("Hei")
    small.desk.settle()

    assert [n.text for n in stored(small, talk)[1].values() if n.text] == ["Hei"]


def test_what_began_on_a_full_disk_is_stored_when_there_is_room(planned, small):
    with a_full_disk():
        type_here("Jobb")
        small.desk.keep()
        assert (small.desk.saved, small.desk.has_unkept) == (Saved.FAILED, True)

    small.desk.try_again()

    found, note = stored(small, planned)
    assert (found.state, note[planned.here.key].text) == (MeetingState.STARTED, "Jobb")


def test_a_meeting_begun_by_mistake_is_set_back_while_nothing_is_written(talk, window, small):
    button(window, "Set back").click()

    assert (stored(small, talk)[0].state, stored(small, talk)[1]) == (MeetingState.PLANNED, {})
    button(window, "Start the meeting").click()
    type_here("Noe")
    assert meeting(small, talk).state == MeetingState.STARTED
    shown = [b.text() for b in talk.head.findChildren(QPushButton) if b.isVisible()]
    assert shown == ["Show to all", "Finish …"]
