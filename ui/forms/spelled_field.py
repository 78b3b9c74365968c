"""One box of notes whose misspelt words are marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QTextCharFormat

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.writing_place import length

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from PySide6.QtWidgets import QMenu

    from ui.widgets.fields import TextField
    from ui.widgets.line_looks import Look
    from ui.widgets.notes_field import NotesField

_LAST_OF_ONE = "\uffff"
"""In a text with no sign above this one, Qt and Python count places alike."""


class Verdicts(Protocol):
    """What is known of the words of a line at the moment a key is pressed."""

    is_on: bool
    asked: Any
    """A signal: the spelling of a word was chosen from the menu."""

    def wrong_in(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Yield where a line has misspelt words."""


class Spelled(Protocol):
    """A field whose misspelt words are marked, of one line or of many."""

    @property
    def field(self) -> NotesField | TextField:
        """The field itself."""

    def lines(self, words: Collection[str] = ()) -> Iterator[int]:
        """Yield the numbers of the lines that hold one of these words; all for none."""

    def look(self) -> None:
        """Have every word looked up."""

    def draw(self, number: int) -> None:
        """Draw a line anew."""

    def wrong_at(self, place: int | None = None) -> Wrong | None:
        """Return the misspelt word at a place, or at the caret."""

    def next_wrong(self, *, from_caret: bool) -> Wrong | None:
        """Return the next misspelt word, from the start or after the caret."""

    def select(self, wrong: Wrong) -> None:
        """Go to a word and select it."""

    def selected(self) -> str:
        """Return what is selected."""

    def leave_word(self) -> None:
        """Mark the word too that was just typed."""


@dataclass(frozen=True)
class Wrong:
    """A misspelt word, and where it stands as Qt counts places."""

    field: Spelled
    start: int
    end: int
    word: str


class SpelledField(QObject):
    """Marks misspelt words, but not the one that is just being typed."""

    def __init__(self, spelling: Verdicts, field: NotesField) -> None:
        super().__init__(field)
        self._spelling, self.field = spelling, field
        self._seen = (-1, "")
        """The line of the caret as it was last: where it differs, somebody types."""
        self._typed_in = -1
        """The line with the word that is being typed, until the caret leaves it."""
        self._caret = -1
        field.looks.add(self._looks)
        field.cursorPositionChanged.connect(self._follow)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        field.customContextMenuRequested.connect(self._open_menu)

    def lines(self, words: Collection[str] = ()) -> Iterator[int]:
        """Yield the numbers of the lines that hold one of these words; all for none."""
        for number, line in enumerate(self.field.text.split("\n")):
            if not words or any(word in line for word in words):
                yield number

    def look(self) -> None:
        """Have every word looked up."""
        for line in self.field.text.split("\n"):
            for _wrong in self._wrong_in(line, 0):
                pass

    def draw(self, number: int) -> None:
        """Draw a line anew."""
        block = self.field.document().findBlockByNumber(number)
        if block.isValid():
            self.field.looks.refresh(block)

    def wrong_at(self, place: int | None = None) -> Wrong | None:
        """Return the misspelt word at a place, or at the caret."""
        at = self.field.textCursor().position() if place is None else place
        block = self.field.document().findBlock(at)
        for each in self._wrong_in(block.text(), block.position()):
            if each.start <= at <= each.end:
                return each
        return None

    def next_wrong(self, *, from_caret: bool) -> Wrong | None:
        """Return the next misspelt word, from the start or after the caret."""
        document, cursor = self.field.document(), self.field.textCursor()
        at = cursor.selectionEnd() if from_caret else -1
        block = document.findBlock(at) if from_caret else document.firstBlock()
        while block.isValid():
            for each in self._wrong_in(block.text(), block.position()):
                if each.start > at:
                    return each
            block = block.next()
        return None

    def select(self, wrong: Wrong) -> None:
        """Go to a word and select it."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.field.textCursor()
        cursor.setPosition(wrong.start)
        cursor.setPosition(wrong.end, cursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(cursor)

    def selected(self) -> str:
        """Return what is selected."""
        return self.field.textCursor().selectedText()

    def leave_word(self) -> None:
        """Mark the word too that was just typed."""
        number, self._typed_in = self._typed_in, -1
        if number >= 0:
            self.draw(number)

    def _looks(self, line: str) -> Iterator[Look]:
        """Say where a line is marked; asked at each key, so it looks nothing up."""
        if not self._spelling.is_on:
            return
        field, number, at = self.field, self.field.looks.number, -1
        cursor = field.textCursor()
        if number == cursor.blockNumber():
            if self._seen != (number, line):
                self._seen = (number, line)
                self._typed_in = number if field.hasFocus() else -1
            self._caret = cursor.position()
            at = cursor.positionInBlock() if number == self._typed_in else -1
        for start, end in as_qt(line, self._spelling.wrong_in(without_word(line, at))):
            yield start, end - start, wavy()

    def _wrong_in(self, line: str, start: int) -> Iterator[Wrong]:
        if self._spelling.is_on:
            found = tuple(self._spelling.wrong_in(line))
            places = as_qt(line, found)
            for (first, last), (_start, _end, word) in zip(places, found, strict=True):
                yield Wrong(self, start + first, start + last, word)

    @Slot()
    def _follow(self) -> None:
        """See whether the caret left the word that was being typed."""
        cursor = self.field.textCursor()
        if cursor.position() == self._caret:
            return  # a key wrote here, and the line is drawn
        if cursor.blockNumber() != self._seen[0]:
            self._seen = (cursor.blockNumber(), cursor.block().text())
        if self._typed_in >= 0:
            self.leave_word()

    @Slot(QPoint)
    def _open_menu(self, point: QPoint) -> None:
        """Open the usual menu, with the spelling of the word first."""
        field = self.field
        wrong = self.wrong_at(field.cursorForPosition(point).position())
        menu_with(self._spelling, field.createStandardContextMenu(), wrong).popup(
            field.viewport().mapToGlobal(point)
        )


def menu_with(spelling: Verdicts, menu: QMenu, wrong: Wrong | None) -> QMenu:
    """Put the spelling of a word first in the menu of its field."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if wrong is not None:
        text = _("Spelling of “{word}” …").format(word=wrong.word.replace("&", "&&"))
        action = QAction(text, menu)
        action.triggered.connect(lambda: spelling.asked.emit(wrong))
        rest = menu.actions()[0]
        menu.insertAction(rest, action)
        menu.insertSeparator(rest)
    return menu


def wavy() -> QTextCharFormat:
    """Return how a misspelt word looks."""
    found = QTextCharFormat()
    found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    found.setUnderlineColor(theme.colour("red"))
    return found


def without_word(line: str, caret: int) -> str:
    """Return a line with spaces in place of the word at the caret; a place below 0 is none."""
    if caret < 0:
        return line
    start = end = min(caret, len(line))
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return line[:start] + " " * (end - start) + line[end:]


def as_qt(line: str, found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Yield places as Qt counts them, where an emoji is two."""
    is_plain = not line or max(line) <= _LAST_OF_ONE
    for start, end, _word in found:
        if is_plain:
            yield start, end
        else:
            yield length(line[:start]), length(line[:end])
