"""A box of many lines, as tall as its text."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocumentFragment,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from app.domain.pasted import plain_words
from ui.widgets.fields import KeyTaken, UndoPassesThrough
from ui.widgets.layouts import page_around
from ui.widgets.line_looks import LineLooks
from ui.widgets.writing_place import caret_after

_INSET_PX = 10
"""Between the frame of a box of lines and its text."""
_KEY, _WAY, _MARK = QKeySequence.StandardKey, QTextCursor.MoveOperation, QTextCursor.MoveMode
_PAGE_KEYS = (
    (_KEY.MoveToNextPage, _WAY.Down, _MARK.MoveAnchor),
    (_KEY.MoveToPreviousPage, _WAY.Up, _MARK.MoveAnchor),
    (_KEY.SelectNextPage, _WAY.Down, _MARK.KeepAnchor),
    (_KEY.SelectPreviousPage, _WAY.Up, _MARK.KeepAnchor),
)


class NotesField(QPlainTextEdit):
    """Many lines of plain text; Tab leaves, and it grows with its text."""

    edited = Signal(str)
    lines_changed = Signal()
    """The text has more lines or fewer, as it is laid out."""
    entered = Signal()
    """The caret came into it. Told by the field itself: a filter would cost every event."""
    key_taken: KeyTaken | None = None
    """Who is asked first about each key, and says whether it is used up; no filter is as quick."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._showing = False
        self._told = ""
        self._edited = (0, 0)
        self._looks: LineLooks | None = None
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(_INSET_PX)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.installEventFilter(UndoPassesThrough(self))
        self.document().contentsChange.connect(self._note_place)
        self.textChanged.connect(self._announce)
        self._fitted, self._a_line = 0, 0
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._caret_moved = QTimer(self, singleShot=True, interval=0)
        self._caret_moved.timeout.connect(self._show_caret)
        self.cursorPositionChanged.connect(self._caret_moved.start)
        self._fit()

    def show_text(self, text: str) -> None:
        """Display a text, leaving the caret where it was as well as can be."""
        if text == self._told:
            return
        caret = caret_after(self._told, text, self.textCursor().position())
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        self.set_caret(caret)

    def set_caret(self, position: int) -> None:
        """Put the caret at a place as Qt counts them, an emoji as two; one too far is the end."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def caret_to_end(self) -> None:
        """Put the caret behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)

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

    @property
    def looks(self) -> LineLooks:
        """How its lines look; made when somebody first has something to say."""
        if self._looks is None:
            self._looks = LineLooks(self.document())
        return self._looks

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

    def chosen_words(self) -> str:
        """Return what is selected within one line, or else the line the caret is in."""
        chosen = _as_lines(self.textCursor().selectedText())
        return chosen if chosen and "\n" not in chosen else self.current_line()

    def caret_to_line(self, number: int) -> None:
        """Put the caret at the end of a line; one too far is the last."""
        block = self.document().findBlockByNumber(number)
        if not block.isValid():
            block = self.document().lastBlock()
        self.set_caret(block.position() + len(block.text()))

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words of whatever was copied; a picture has none and replaces none."""
        words = plain_words(source.text() or _words_of_page(source.html()))
        if words:
            self.insertPlainText(words)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is selected as it stands, hard spaces too."""
        copied = QMimeData()
        copied.setText(_as_lines(self.textCursor().selectedText()))
        return copied

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages of the window: a box as tall as its text has none of its own."""
        if self.key_taken is not None and self.key_taken(self, event):
            return
        for key, way, mark in () if _is_letter(event) else _PAGE_KEYS:
            if event.matches(key):
                cursor = self.textCursor()
                cursor.movePosition(way, mark, self._lines_in_sight())
                self.setTextCursor(cursor)
                return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._a_line = 0
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as tall as the text in another width; Qt tells of that too early."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
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
        text = _as_lines(self.document().toRawText())
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

    @Slot()
    def _fit(self) -> None:
        """Be as tall as the text; Qt tells of the size at every key, changed or not."""
        height = self._height()
        if height != self._fitted:
            self._fitted = height
            self.setFixedHeight(height)
            self.lines_changed.emit()

    def _height(self) -> int:
        written = int(self.document().size().height())
        around = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth()
        return max(self._lines, written) * self._line_height() + around + 2

    def _line_height(self) -> int:
        """Return the height of a line as it is laid out; a font's own metrics may say less."""
        if self._a_line:
            return self._a_line
        layout = QTextLayout("x", self.font(), self)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        self._a_line = ceil(line.height())
        return self._a_line


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes a letter, and so can be none of the keys that turn pages."""
    shift = Qt.KeyboardModifier.ShiftModifier
    return event.text().isprintable() and bool(event.text()) and not event.modifiers() & ~shift


def _as_lines(text: str) -> str:
    """Return Qt's own text with usual line breaks; unlike Qt's, this keeps hard spaces hard."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n")


def _words_of_page(html: str) -> str:
    """Return the words of a formatted text, which some programs copy without its plain form."""
    return QTextDocumentFragment.fromHtml(html).toPlainText() if html else ""
