"""F9 turns the whole screen over to what all may see, and back to how it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingState
from tests.building import Clients
from tests.ui.hands import CTRL, type_here
from ui.style.focus_ring import FocusRing
from ui.widgets.buttons import Button
from ui.windows.told_window import ToldWindow


@pytest.fixture
def talk(practice_window, practice, qtbot):
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "meetings")
    practice_window.open_talk(practice.desk.case.meetings[0].id)
    return practice_window.talk


def test_nothing_of_the_program_is_on_it_and_all_comes_back(practice_window, talk, qtbot):
    menu, caret = practice_window.menuBar(), QApplication.focusWidget()
    height = menu.height()

    QTest.keyClick(caret, Qt.Key.Key_F9)

    qtbot.waitUntil(practice_window.isFullScreen)
    qtbot.waitUntil(lambda: menu.height() == 0)
    assert not practice_window.status.isVisible()
    assert not any(each.isVisible() for each in practice_window.findChildren(Button))
    assert not any(each.isVisible() for each in practice_window.findChildren(FocusRing))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)

    qtbot.waitUntil(lambda: not practice_window.isFullScreen())
    qtbot.waitUntil(lambda: menu.height() == height)
    assert practice_window.status.isVisible()
    assert QApplication.focusWidget() is caret


def test_a_key_that_leads_away_gives_the_screen_back(practice_window, talk, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    qtbot.waitUntil(practice_window.isFullScreen)

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CTRL)

    assert practice_window.page_name == "clients"
    qtbot.waitUntil(lambda: not practice_window.isFullScreen())
    assert practice_window.status.isVisible()
    assert practice_window.menuBar().maximumHeight() > 0


def test_the_program_is_locked_from_there_too(practice_window, talk, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)

    with qtbot.waitSignal(practice_window.lock_wanted):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, CTRL)


def test_arrows_move_what_is_spoken_about(practice_window, talk, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    rows = talk.shared.list
    first = rows.currentIndex().row()

    QTest.keyClick(rows, Qt.Key.Key_Down)

    assert rows.currentIndex().row() == first + 1
    assert rows.hasFocus()


def test_what_is_spoken_about_is_the_activity_last_looked_at_in_the_note(talk):
    talk.aside.list.setCurrentIndex(talk.aside.list.lines.index(2))
    target = talk.aside.list.lines.lines[2].target

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)

    assert talk.shared.list.currentIndex().data(Qt.ItemDataRole.UserRole).target == target


def test_the_roles_are_shown_from_there_and_one_comes_back_to_it(practice_window, talk, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    qtbot.waitUntil(practice_window.isFullScreen)

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9, CTRL)

    told = practice_window.findChild(ToldWindow)
    qtbot.waitUntil(told.isVisible)
    QTest.keyClick(told, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not told.isVisible())
    assert talk.is_shared


def test_what_became_an_activity_last_is_what_is_spoken_about(practice_window, talk):
    planned = next(m for m in talk_meetings(practice_window) if m.state == MeetingState.PLANNED)
    practice_window.open_talk(planned.id)
    talk.go_to(0)
    type_here("\nRinge skolen")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    (made,) = (line.target for line in talk.aside.list.lines.lines if line.title == "Ringe skolen")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)

    rows = talk.shared.list
    spoken = rows.currentIndex().data(Qt.ItemDataRole.DisplayRole)
    assert talk.aside.spoken_of == made
    assert "inge" in spoken or rows.model().rowCount() >= 7


def talk_meetings(window):
    return window.workspace.desk.case.meetings
