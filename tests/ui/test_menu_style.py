"""The letters of the menus are underlined while Alt is held, and never else."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def look(window):
    return window.menuBar().grab().toImage()


def test_letters_are_underlined_only_while_alt_is_held(window):
    window.go("clients")
    quiet = look(window)

    QTest.keyPress(QApplication.focusWidget(), Qt.Key.Key_Alt)
    held = look(window)
    QTest.keyRelease(QApplication.focusWidget(), Qt.Key.Key_Alt)

    assert held != quiet
    assert look(window) == quiet
