"""Esc leads back to where one came from, and no word is lost on the way."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.clients import Client
from tests.building import Clients
from tests.ui.hands import CTRL, type_here


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def test_from_a_person_to_the_same_row_of_the_list(practice_window):
    window = practice_window
    window.go("clients")
    window.clients.view.setFocus()
    for _each in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.page_name == "person"

    press(Qt.Key.Key_Escape)

    assert window.page_name == "clients"
    assert window.clients.view.hasFocus()
    assert window.clients.view.currentIndex().row() == 3


def test_to_the_same_person_when_a_new_name_moved_the_row(practice_window):
    window = practice_window
    window.go("clients")
    window.clients.view.setFocus()
    opened = window.clients.table.clients[0].id
    press(Qt.Key.Key_Return)
    window.open_client(opened, "intake")
    window.person.page("intake").form.name.selectAll()
    type_here("Ørnulf Ås")

    press(Qt.Key.Key_Escape)

    row = window.clients.view.currentIndex().row()
    assert window.clients.table.clients[row].id == opened
    assert window.clients.table.clients[row].name == "Ørnulf Ås"
    assert row > 0


def test_from_a_row_of_the_day_and_its_conversation(practice_window, practice):
    window = practice_window
    window.go("today")
    card = next(c for c in window.today.cards() if len(c.list.lines.lines) > 1)
    card.list.setFocus()
    press(Qt.Key.Key_Down)
    target = card.list.lines.lines[1].target
    press(Qt.Key.Key_Return)
    assert window.page_name in {"person", "talk"}

    while window.page_name != "today":
        press(Qt.Key.Key_Escape)

    assert card.list.hasFocus()
    assert card.list.lines.lines[card.list.currentIndex().row()].target == target


def test_from_a_conversation_to_its_meeting_and_on(practice_window, practice):
    window = practice_window
    window.open_client(Clients(practice.vault).named("Jonas"), "meetings")
    meeting = practice.desk.case.meetings[0]
    window.open_talk(meeting.id)

    press(Qt.Key.Key_Escape)
    listed = window.person.page("meetings").list
    assert window.page_name == "person"
    assert listed.lines.lines[listed.currentIndex().row()].target == meeting.id
    press(Qt.Key.Key_Escape)
    assert window.page_name == "today"


def test_from_settings_and_help_to_the_field_one_was_in(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    name = window.person.page("intake").form.name
    name.setFocus()
    window.actions_by_name["help"].trigger()
    assert window.page_name == "help"
    press(Qt.Key.Key_Comma, CTRL)
    press(Qt.Key.Key_9, CTRL)
    assert window.page_name == "vault"

    press(Qt.Key.Key_Escape)
    assert window.page_name == "help"
    press(Qt.Key.Key_Escape)

    assert window.page_name == "person"
    assert name.hasFocus()


def test_a_conversation_left_for_help_is_there_again_with_its_caret(practice_window, practice):
    window = practice_window
    window.open_client(Clients(practice.vault).named("Jonas"), "meetings")
    window.open_talk(practice.desk.case.meetings[0].id)
    window.talk.go_to(3)
    here = QApplication.focusWidget()
    press(Qt.Key.Key_F1)

    press(Qt.Key.Key_Escape)

    assert window.page_name == "talk"
    assert QApplication.focusWidget() is here
    assert window.talk.here is window.talk.sections[3]


def test_no_word_is_lost_on_the_way(window, small):
    window.go("clients")
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    press(Qt.Key.Key_End)
    type_here(" Marie")

    press(Qt.Key.Key_Escape)

    with small.vault.work() as work:
        assert {c.name for c in work.all(Client)} == {"Liv Hansen Marie"}
    assert window.page_name == "clients"
    assert window.clients.table.clients[0].name == "Liv Hansen Marie"


def test_a_place_of_the_rail_leads_nowhere(window):
    window.go("clients")
    window.clients.view.setFocus()

    press(Qt.Key.Key_Escape)

    assert window.page_name == "clients"
