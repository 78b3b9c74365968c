"""Input widgets with one shape: text in by `show_text`, text out by `edited`.

`edited` fires when the user changes something, never when the program does. Every field is
text while it is edited; a choice's text is its code, a tick's is "1" or nothing.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextLayout, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from ui.widgets.layouts import page_around

if TYPE_CHECKING:
    from collections.abc import Sequence


_KEY, _WAY, _MARK = QKeySequence.StandardKey, QTextCursor.MoveOperation, QTextCursor.MoveMode
_PAGE_KEYS = (
    (_KEY.MoveToNextPage, _WAY.Down, _MARK.MoveAnchor),
    (_KEY.MoveToPreviousPage, _WAY.Up, _MARK.MoveAnchor),
    (_KEY.SelectNextPage, _WAY.Down, _MARK.KeepAnchor),
    (_KEY.SelectPreviousPage, _WAY.Up, _MARK.KeepAnchor),
)
_INSET_PX = 8
"""Between the frame of a box of lines and its text."""
_WIDEST_CHOICE = 16
"""Letters a choice asks for room for; longer labels are cut when there is no more room."""


class Field(Protocol):
    """What a form needs from an input widget."""

    edited: SignalInstance

    def show_text(self, text: str) -> None:
        """Display a text without announcing an edit."""

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse typing; locked text can still be read and copied."""

    def touched(self) -> str:
        """Return the lines that the latest edit reached, whole."""


class _UndoPassesThrough(QObject):
    """Lets Ctrl+Z in a text widget reach the case's undo, not the widget's own."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class TextField(QLineEdit):
    """A line of text."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(_UndoPassesThrough(self))
        self.textEdited.connect(self.edited)

    def show_text(self, text: str) -> None:
        """Display a text, leaving the caret alone while it is equal."""
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse typing."""
        self.setReadOnly(locked)

    def touched(self) -> str:
        """Return the line."""
        return self.text()


class NotesField(QPlainTextEdit):
    """Many lines of plain text; Tab leaves, and it grows with its text."""

    edited = Signal(str)

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._showing = False
        self._told = ""
        self._edited = (0, 0)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(_INSET_PX)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.installEventFilter(_UndoPassesThrough(self))
        self.document().contentsChange.connect(self._note_place)
        self.textChanged.connect(self._announce)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._caret_moved = QTimer(self, singleShot=True, interval=0)
        self._caret_moved.timeout.connect(self._show_caret)
        self.cursorPositionChanged.connect(self._caret_moved.start)
        self._fit()

    def show_text(self, text: str) -> None:
        """Display a text, leaving the caret where it was as well as can be."""
        if text == self._told:
            return
        caret = self.textCursor().position()
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        self.set_caret(min(caret, len(text)))

    def set_caret(self, position: int) -> None:
        """Put the caret at a character."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse typing."""
        self.setReadOnly(locked)
        flags = self.textInteractionFlags()
        self.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def set_bare(self, *, bare: bool) -> None:
        """Show the text as on paper, without a frame, or as a box to write in."""
        self.setProperty("bare", bare)
        self.document().setDocumentMargin(0 if bare else _INSET_PX)
        self.style().unpolish(self)
        self.style().polish(self)
        self._fit()

    def set_lines(self, lines: int) -> None:
        """Set the least height, in lines."""
        self._lines = lines
        self._fit()

    @property
    def text(self) -> str:
        """What stands here, without asking Qt to put it together anew."""
        return self._told

    def touched(self) -> str:
        """Return the lines that the latest edit reached: all that a key can have changed."""
        first, last = (self.document().findBlock(place) for place in self._edited)
        lines = [first.text()]
        while first.isValid() and first != last:
            first = first.next()
            lines.append(first.text())
        return "\n".join(lines)

    def current_line(self) -> str:
        """Return the line the caret is in."""
        return self.textCursor().block().text()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, whatever was copied."""
        self.insertPlainText(source.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages of the window: a box as tall as its text has none of its own."""
        for key, way, mark in _PAGE_KEYS:
            if event.matches(key):
                cursor = self.textCursor()
                cursor.movePosition(way, mark, self._lines_in_sight())
                self.setTextCursor(cursor)
                return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    @Slot(int, int, int)
    def _note_place(self, position: int, removed: int, added: int) -> None:
        del removed
        self._edited = (position, position + added)

    def _announce(self) -> None:
        """Tell of the user's changes; Qt also calls a new margin or font a change of text."""
        text = self.toPlainText()
        if text == self._told:
            return
        self._told = text
        if not self._showing:
            self.edited.emit(text)

    @Slot()
    def _show_caret(self) -> None:
        """Let the page follow, since the box grows with its text and has no bars."""
        page = page_around(self)
        if page is not None and self.hasFocus():
            page.keep_in_sight(self)

    def _lines_in_sight(self) -> int:
        """Return how many lines a page key goes, one line less than the window shows."""
        page = page_around(self)
        seen = page.viewport() if page is not None else self.viewport()
        return max(1, seen.height() // self._line_height() - 1)

    def _fit(self) -> None:
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        written = int(self.document().size().height())
        around = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth()
        return max(self._lines, written) * self._line_height() + around + 2

    def _line_height(self) -> int:
        """Return the height of a line as it is laid out; a font's own metrics may say less."""
        layout = QTextLayout("x", self.font(), self)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return ceil(line.height())


class ChoiceField(QComboBox):
    """One of a closed list; the wheel scrolls the page, never the choice."""

    edited = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, label in choices:
            self.addItem(label, code)
        longest = max((len(label) for _code, label in choices), default=8)
        self.setMinimumContentsLength(min(longest, _WIDEST_CHOICE))
        self.activated.connect(self._announce)

    def show_text(self, text: str) -> None:
        """Display a code's label; an unknown code is shown as it is."""
        row = self.findData(text)
        if row < 0 and text:
            self.addItem(text, text)
            row = self.count() - 1
        self.setCurrentIndex(row)

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse choosing."""
        self.setEnabled(not locked)

    def touched(self) -> str:
        """Nothing is written here."""
        return ""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _announce(self) -> None:
        self.edited.emit(str(self.currentData() or ""))


class CheckField(QCheckBox):
    """A yes or no."""

    edited = Signal(str)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(self._announce)

    def show_text(self, text: str) -> None:
        """Tick or clear the box."""
        self.setChecked(text == "1")

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse ticking."""
        self.setEnabled(not locked)

    def touched(self) -> str:
        """Nothing is written here."""
        return ""

    def _announce(self) -> None:
        self.edited.emit("1" if self.isChecked() else "")
