"""What is told fills the screen with F9, and one key keeps that it was told."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.choices import LanguageForm, PeriodKind
from tests.building import TODAY, Clients
from tests.ui.hands import button, told
from tests.ui.reading import texts
from ui.windows.told_window import ToldWindow


@pytest.fixture
def liv(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window


def shown(window, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    found = window.findChild(ToldWindow)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is found)
    return found


def gone(window):
    return not [each for each in window.findChildren(ToldWindow) if each.isVisible()]


def test_f9_fills_the_screen_in_the_persons_language(liv, small, qtbot):
    small.desk.change([replace(small.desk.case.client, language_form=LanguageForm.NN)])
    screen = shown(liv, qtbot)

    assert screen.windowState() & Qt.WindowState.WindowFullScreen
    assert "Kven gjer kva for deg" in texts(screen)
    assert "Liv" not in " ".join(texts(screen))


def test_enter_keeps_day_and_way_and_an_undo_takes_them_back(liv, small, qtbot):
    shown(liv, qtbot)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    intake = small.desk.case.intake
    assert (intake.basis_told_on, intake.basis_told_way) == (TODAY, "SCREEN")
    assert (intake.roles_informed, intake.roles_told_way) == (TODAY, "SCREEN")
    assert gone(liv)
    assert told(liv) == "Told today, and the day is kept."
    small.desk.undo()
    assert small.desk.case.intake.basis_told_on is None


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_Escape])
def test_closing_keeps_nothing(liv, small, qtbot, key):
    screen = shown(liv, qtbot)
    QTest.keyClick(screen, key)

    assert gone(liv)
    assert small.desk.case.intake.basis_told_on is None


def test_space_turns_on_to_what_is_below(liv, qtbot):
    screen = shown(liv, qtbot)
    bar = screen.findChild(QScrollArea).verticalScrollBar()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert bar.value() > 0
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_without_nav_no_word_of_it_fills_the_screen(liv, small, qtbot):
    small.desk.change([replace(small.desk.case.intake, kind=PeriodKind.OPEN)])
    assert not re.search(r"\bNav\b", " ".join(texts(shown(liv, qtbot))))


def test_told_in_words_is_kept_with_one_key_on_the_page(liv, small, qtbot):
    press = button(liv.person.page("intake"), "Told today")
    press.setFocus()
    QTest.keyClick(press, Qt.Key.Key_Return)

    assert small.desk.case.intake.basis_told_way == "ORAL"
    form = liv.person.page("intake").form
    qtbot.waitUntil(lambda: form.field("intake", "basis_told_way").currentText() != "not asked yet")


def test_the_button_on_the_page_shows_it_too(liv, qtbot):
    press = button(liv.person.page("intake"), "Show what is told")
    press.setFocus()
    QTest.keyClick(press, Qt.Key.Key_Return)

    found = liv.findChild(ToldWindow)
    qtbot.waitUntil(found.isVisible)
    QTest.keyClick(found, Qt.Key.Key_Escape)
