"""Every command is reached without a mouse: by each of its keys, and through the menus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.building import drop
from ui.widgets.fields import TextField
from ui.windows.commands import build_menus, commands

NAMED = [each for each in commands() if each.name != "-"]


@pytest.fixture
def bare(qtbot):
    """A window with the menus alone; each deed tells its name."""
    done = []
    window = QMainWindow()
    field = TextField()
    window.setCentralWidget(field)
    window.done = done
    deeds = {each.name: (lambda name=each.name: done.append(name)) for each in NAMED}
    window.by_name = build_menus(window, deeds)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    yield window
    drop(window)


def on_alone(window, command):
    """Let other commands with the same key be off, as the page one is on has it."""
    for other in NAMED:
        shares = other is not command and set(command.keys) & set(other.keys)
        window.by_name[other.name].setEnabled(not shares)


@pytest.mark.parametrize("command", [c for c in NAMED if c.key], ids=lambda c: c.name)
def test_by_each_of_its_keys(bare, command):
    on_alone(bare, command)
    for keys in command.keys:
        bare.done.clear()
        QTest.keySequence(bare.centralWidget(), keys)
        if command.name == "menus":
            assert QApplication.activePopupWidget() is not None
            QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
        else:
            assert bare.done == [command.name], keys.toString()


def test_through_the_menus_by_arrows_and_enter(bare):
    reached = []
    for number, opened in enumerate(bare.menuBar().actions()):
        lines = [action for action in opened.menu().actions() if not action.isSeparator()]
        for steps in range(len(lines)):
            bare.done.clear()
            QTest.keyClick(bare.centralWidget(), Qt.Key.Key_F10)
            for _each in range(number):
                QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Right)
            for _each in range(steps):
                QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
            QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
            popup = QApplication.activePopupWidget()
            reached += bare.done or ["menus"]
            if popup is not None:
                QTest.keyClick(popup, Qt.Key.Key_Escape)
            bare.centralWidget().setFocus()

    assert reached == [each.name for each in in_menus(bare)]


def in_menus(window):
    """Return the commands in the order of the menus."""
    names = [a.objectName() for m in window.menuBar().actions() for a in m.menu().actions()]
    by_name = {each.name: each for each in NAMED}
    return [by_name[name] for name in names if name in by_name]


def test_no_command_is_missing(bare):
    assert {each.name for each in in_menus(bare)} == {each.name for each in NAMED}
