"""Ctrl+? shows the keys of the page one is on, and goes without a trace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.building import Clients
from tests.ui.hands import CTRL
from ui.pages.case_tabs import TABS
from ui.windows.commands import commands
from ui.windows.keys_sheet import KeysSheet
from ui.windows.pages import PAGES


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


@pytest.fixture
def sheet(window, small, qtbot):
    """Press the keys that show the sheet, and return it."""

    def show():
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        press(Qt.Key.Key_Question, CTRL)
        (found,) = [s for s in window.findChildren(KeysSheet) if s.isVisible()]
        qtbot.waitUntil(found.isActiveWindow)
        return found

    return show


@pytest.fixture
def liv(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window


def rows(sheet):
    return {line.title: line.lead for line in sheet.list.lines.lines}


def test_it_opens_by_its_key_and_gives_the_caret_back(liv, sheet):
    name = liv.person.page("intake").form.name
    assert name.hasFocus()

    shown = sheet()
    assert shown.list.hasFocus()
    QTest.keyClick(shown.list, Qt.Key.Key_Escape)

    assert not shown.isVisible()
    assert liv.focusWidget() is name


def test_it_says_what_can_be_done_here_and_nothing_else(window, small, sheet):
    window.go("clients")
    before = rows(sheet())
    press(Qt.Key.Key_Escape)
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    after = rows(sheet())

    assert "New meeting" not in before
    assert after["New meeting"] == "Ctrl+M"
    assert after["In the table: move the row"] == "Alt+↑, Alt+↓"
    assert after["Lock"] == before["Lock"] == "Ctrl+L"
    assert "Next part" not in after


def test_every_key_of_a_command_that_is_on_stands_in_it(window, small, sheet):
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    on = {c.text for c in commands() if c.key and window.actions_by_name[c.name].isEnabled()}

    assert on <= set(rows(sheet()))


def test_every_page_shows_one(window, small, sheet):
    client = Clients(small.vault).named("Liv")
    shown = set()
    ways = {name: lambda name=name: window.go(name) for name in PAGES}
    ways |= {name: lambda name=name: window.open_client(client, name) for name in TABS}
    for name, go in ways.items():
        go()
        found = sheet()
        shown.add(name)
        assert len(found.list.lines.lines) > 8
        QTest.keyClick(found.list, Qt.Key.Key_Escape)
    assert len(shown) == len(PAGES) + len(TABS)


def test_a_screen_reader_hears_the_key_and_what_it_does(window, small, sheet):
    window.go("clients")
    spoken = [line.spoken for line in sheet().list.lines.lines]

    assert "Ctrl+N, New client" in spoken


def test_asked_for_again_it_goes(window, small, sheet):
    window.go("clients")
    shown = sheet()
    window.actions_by_name["keys"].trigger()

    assert not shown.isVisible()
