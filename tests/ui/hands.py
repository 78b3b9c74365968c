"""What a user's hands do: find a button by its words, type where the caret is, answer a dialog."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.windows.dialogs import Dialog

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
D = TypeVar("D", bound=Dialog)


def button(window: QWidget, text: str) -> QPushButton:
    """Return the visible button with these words."""
    return next(b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible())


def type_here(text: str) -> None:
    """Type where the caret is; a line break is Enter."""
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget(), line)


def asked(window: QWidget, kind: type[D], qtbot: QtBot) -> D:
    """Return the dialog that was just opened, when it has the keys."""
    dialog = next(d for d in window.findChildren(kind) if d.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def answered(window: QWidget, qtbot: QtBot) -> None:
    """Give the keys back to the window, as a window manager does after a dialog."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
