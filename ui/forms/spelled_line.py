"""One field of a single line whose misspelt words are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import SIGNAL, SLOT, QObject, QPoint, Qt, QTimer, Slot

from ui.forms.spelled_field import Wrong, as_qt, menu_with, wavy, without_word
from ui.widgets.line_waves import LineWaves
from ui.widgets.writing_place import place_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ui.forms.spelled_field import Verdicts
    from ui.widgets.fields import TextField
    from ui.widgets.line_looks import Look


_PAUSE_MS = 120
"""After a key; what is marked already moves with the words at once."""


class SpelledLine(QObject):
    """Looks at its words after a key; where all are right, nothing more is painted than before."""

    def __init__(self, spelling: Verdicts, field: TextField) -> None:
        super().__init__(field)
        self._spelling, self.field = spelling, field
        self._waves = LineWaves(field, self._looks)
        self._typed = ""
        """The text as it was typed last: until the caret moves alone, a word is under way."""
        self._is_typing = False
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        # from Qt to Qt: a key meets no line of Python here
        QObject.connect(field, SIGNAL("textChanged(QString)"), self._soon, SLOT("start()"))
        QObject.connect(
            field, SIGNAL("cursorPositionChanged(int,int)"), self._soon, SLOT("start()")
        )
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        field.customContextMenuRequested.connect(self._open_menu)

    def lines(self, words: Collection[str] = ()) -> Iterator[int]:
        """Yield the only line, where it holds one of these words; or for none."""
        text = self.field.text()
        if not words or any(word in text for word in words):
            yield 0

    def look(self) -> None:
        """Have every word looked up."""
        for _wrong in self._wrong():
            pass

    def draw(self, number: int) -> None:
        """Draw it anew."""
        del number
        self._show()

    def wrong_at(self, place: int | None = None) -> Wrong | None:
        """Return the misspelt word at a place, or at the caret."""
        at = self.field.cursorPosition() if place is None else place
        return next((each for each in self._wrong() if each.start <= at <= each.end), None)

    def next_wrong(self, *, from_caret: bool) -> Wrong | None:
        """Return the next misspelt word, from the start or after the caret."""
        field, at = self.field, -1
        if from_caret:
            at = field.selectionEnd() if field.hasSelectedText() else field.cursorPosition()
        return next((each for each in self._wrong() if each.start > at), None)

    def select(self, wrong: Wrong) -> None:
        """Go to a word and select it."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.setSelection(wrong.start, wrong.end - wrong.start)

    def selected(self) -> str:
        """Return what is selected."""
        return self.field.selectedText()

    def leave_word(self) -> None:
        """Mark the word too that was just typed."""
        self._is_typing = False
        self._show()

    @Slot()
    def refresh(self) -> None:
        """See whether a word is under way, and what is misspelt now."""
        text = self.field.text()
        if text != self._typed:
            self._typed, self._is_typing = text, self.field.hasFocus()
        else:
            self._is_typing = False  # the caret moved alone
        self._show()

    def _show(self) -> None:
        has_some = any(True for _look in self._looks(self.field.text()))
        self._waves.setVisible(has_some)
        if has_some:
            self._waves.update()

    def _looks(self, line: str) -> Iterator[Look]:
        if not self._spelling.is_on or not line:
            return
        is_under_way = self._is_typing or line != self._typed
        caret = place_in(line, self.field.cursorPosition()) if is_under_way else -1
        found = self._spelling.wrong_in(without_word(line, caret))
        for start, end in as_qt(line, found):
            yield start, end - start, wavy()

    def _wrong(self) -> Iterator[Wrong]:
        line = self.field.text()
        if self._spelling.is_on:
            found = tuple(self._spelling.wrong_in(line))
            for (start, end), (_start, _end, word) in zip(as_qt(line, found), found, strict=True):
                yield Wrong(self, start, end, word)

    @Slot(QPoint)
    def _open_menu(self, point: QPoint) -> None:
        """Open the usual menu, with the spelling of the word first."""
        field = self.field
        wrong = self.wrong_at(field.cursorPositionAt(point))
        menu = menu_with(self._spelling, field.createStandardContextMenu(), wrong)
        menu.popup(field.mapToGlobal(point))
