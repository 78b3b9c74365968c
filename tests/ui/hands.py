"""What a user's hands do: find a button by its words, type where the caret is, answer a dialog."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.windows.dialogs import Dialog

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_NORWEGIAN = "æøåÆØÅ"
D = TypeVar("D", bound=Dialog)


def button(window: QWidget, text: str) -> QPushButton:
    """Return the visible button with these words."""
    return next(b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible())


def named(window: QWidget, name: str) -> QWidget:
    """Return what a screen reader calls by this name, where it is in sight."""
    return next(
        w for w in window.findChildren(QWidget) if w.accessibleName() == name and w.isVisible()
    )


def problems(window: QWidget) -> list[str]:
    """Return what is said in sight to be wrong with fields."""
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.property("role") == "problem" and label.isVisible()
    ]


def told(window: QWidget) -> str:
    """Return the receipt that stands in the status line."""
    labels = window.findChildren(QLabel)
    return next(
        (e.text() for e in labels if e.property("state") == "receipt" and e.isVisible()), ""
    )


def choose_path(window: QWidget, path: Path) -> None:
    """Choose a folder or a file in the system's dialog, which was just opened."""
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def type_here(text: str) -> None:
    """Type where the caret is; a line break is Enter."""
    for letter in text:
        here = QApplication.focusWidget()
        if letter == "\n":
            QTest.keyClick(here, Qt.Key.Key_Return)
        elif letter.isascii() or letter in _NORWEGIAN:
            QTest.keyClicks(here, letter)
        else:  # QTest aborts on most of them
            none = Qt.KeyboardModifier.NoModifier
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(here, QKeyEvent(kind, 0, none, letter))


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
