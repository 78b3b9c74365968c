"""Input widgets with one shape: text in by `show_text`, text out by `edited`.

`edited` fires when the user changes something, never when the program does. Every field is
text while it is edited; a choice's text is its code, a tick's is "1" or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.domain.pasted import one_line
from ui.widgets.writing_place import caret_after, length

if TYPE_CHECKING:
    from collections.abc import Sequence

KeyTaken = Callable[[QWidget, QKeyEvent], bool]

_WIDEST_CHOICE = 16
"""Letters a choice asks for room for; longer labels are cut when there is no more room."""


_UNLISTED = Qt.ItemDataRole.UserRole + 1
"""Marks what is no choice, but is stored all the same."""


class Field(Protocol):
    """What a form needs from an input widget."""

    edited: SignalInstance

    def show_text(self, text: str) -> None:
        """Display a text without announcing an edit."""

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse typing; locked text can still be read and copied."""

    def touched(self) -> str:
        """Return the lines that the latest edit reached, whole."""


class UndoPassesThrough(QObject):
    """Lets Ctrl+Z in a text widget reach the case's undo, not the widget's own."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class HeardLine(QLineEdit):
    """A line that hears every change but the program's own.

    Typed, pasted, dictated, or set by a screen reader, which Qt calls no edit.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.textChanged.connect(self._hear)

    @override
    def setText(self, text: str | None) -> None:
        """Display a text: the program's own doing, and so no edit."""
        self._showing = True
        super().setText(text)
        self._showing = False

    @override
    def clear(self) -> None:
        """Empty the line: the program's own doing too."""
        self.setText("")

    def _hear(self, text: str) -> None:
        if not self._showing:
            self.edited.emit(text)


class TextField(HeardLine):
    """A line of text; line breaks that come along with a pasted one are spaces."""

    key_taken: KeyTaken | None = None
    """Who is asked first about each key, and says whether it is used up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(UndoPassesThrough(self))

    def show_text(self, text: str) -> None:
        """Display a text, leaving the caret alone while it is equal."""
        if text != self.text():
            was_at_end = self.cursorPosition() == length(self.text())
            caret = caret_after(self.text(), text, self.cursorPosition())
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)
            elif not was_at_end:
                self.setCursorPosition(caret)

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse typing."""
        self.setReadOnly(locked)

    def touched(self) -> str:
        """Return the line."""
        return self.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.key_taken is None or not self.key_taken(self, event):
            super().keyPressEvent(event)

    @override
    def _hear(self, text: str) -> None:
        line = text if self._showing else one_line(text)
        if line != text:
            behind = length(text) - self.cursorPosition()
            self.setText(line)
            self.setCursorPosition(length(line) - behind)
        super()._hear(line)


class ChoiceField(QComboBox):
    """One of a closed list; the wheel scrolls the page, never the choice."""

    edited = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], unlisted: Callable[[str], str] = str
    ) -> None:
        """Offer these; what is stored and is none of them is called what `unlisted` says."""
        super().__init__()
        self._unlisted = unlisted
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, label in choices:
            self.addItem(label, code)
        longest = max((len(label) for _code, label in choices), default=8)
        self.setMinimumContentsLength(min(longest, _WIDEST_CHOICE))
        self.activated.connect(self._announce)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; what is chosen stays, also where it is none of them."""
        if choices == [(self.itemData(i), self.itemText(i)) for i in range(self.count())]:
            return
        chosen = str(self.currentData() or "")
        self.clear()
        for code, label in choices:
            self.addItem(label, code)
        self.show_text(chosen)

    def show_text(self, text: str) -> None:
        """Display a code's label; one that is not listed stands last as long as it is shown."""
        last = self.count() - 1
        if self.itemData(last, _UNLISTED) and self.itemData(last) != text:
            self.removeItem(last)
        row = self.findData(text)
        if row < 0 and text:
            self.addItem(self._unlisted(text), text)
            row = self.count() - 1
            self.setItemData(row, True, _UNLISTED)  # noqa: FBT003
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
        self._showing = False
        self.toggled.connect(self._announce)

    def show_text(self, text: str) -> None:
        """Tick or clear the box."""
        self.setChecked(text == "1")

    @override
    def setChecked(self, checked: bool) -> None:
        """Tick or clear the box: the program's own doing, and so no edit."""
        self._showing = True
        super().setChecked(checked)
        self._showing = False

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse ticking."""
        self.setEnabled(not locked)

    def touched(self) -> str:
        """Nothing is written here."""
        return ""

    def _announce(self) -> None:
        if not self._showing:
            self.edited.emit("1" if self.isChecked() else "")
