"""A box of notes for a conversation: signs at the left of its lines, chips at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from app.domain.voices import SIGN_LENGTH, Voice, voice_of, with_voice
from ui.style.theme import theme
from ui.widgets.line_looks import Look, unseen
from ui.widgets.line_margins import (
    LEFT_PX,
    RIGHT_PX,
    Chip,
    LineInSight,
    Margin,
    paint_chip,
    paint_hint,
    paint_sign,
)
from ui.widgets.notes_field import NotesField
from ui.widgets.own_ground import lay_ground

_WIDE_PX = 560
"""From this width on, at normal text size, there is room for chips beside the text."""
_BARE_KEYS = Qt.KeyboardModifier.NoModifier
_LEFTWARDS = {Qt.Key.Key_Left, Qt.Key.Key_Backspace}


class TalkField(NotesField):
    """The sign of a line is the first of its text, but stands in the margin; the caret skips it."""

    line_left = Signal()
    """The caret came into another line."""
    beside = Signal(int)
    """Somebody clicked beside the line with this number."""

    _shows_line = False
    _only: Voice | None = None

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(lines, parent)
        self._chips: Mapping[int, Chip] = {}
        self._hint, self._at_line = ("", ""), 0
        self._signs: dict[int, Voice | None] = {}
        self._hidden = unseen()
        self._left = Margin(self, self._in_sight, self._paint_left)
        self._right = Margin(self, self._in_sight, self._paint_right)
        for margin in (self._left, self._right):
            margin.pressed.connect(self.beside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.horizontalScrollBar()
        across.valueChanged.connect(lambda: across.setValue(0))  # a last space would make room
        self.looks.add(self._hide_sign)
        self.cursorPositionChanged.connect(self._follow_caret)
        self.edited.connect(self._show_all_again)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._mark_line)
        # Never at once: Qt lays lines out, and tells of it, while it is given what is marked.
        self.lines_changed.connect(self._again.start)
        theme.changed.connect(self._lay_margins)
        self._lay_margins()

    @property
    def line(self) -> int:
        """The number of the line the caret is in, from 0."""
        return self.textCursor().blockNumber()

    @property
    def is_wide(self) -> bool:
        """Whether there is room for chips beside the text."""
        return self.width() >= theme.px(_WIDE_PX)

    @property
    def chips(self) -> Mapping[int, Chip]:
        """What stands beside the lines, by their number."""
        return self._chips

    def show_chips(self, chips: Mapping[int, Chip], hint: tuple[str, str] = ("", "")) -> None:
        """Show what lines became; the hint is a key and its deed, for the line of the caret."""
        if (dict(chips), hint) != (dict(self._chips), self._hint):
            self._chips, self._hint = chips, hint
            self._right.update()

    def show_line(self, *, is_on: bool) -> None:
        """Show by its ground which line a key would take along, or not."""
        if is_on != self._shows_line:
            self._shows_line = is_on
            self._mark_line()
            self._fit()

    def say_who(self, voice: Voice) -> Voice | None:
        """Give the line of the caret a sign, or take it away again; returns the one it has."""
        cursor = self.textCursor()
        block = cursor.block()
        now = voice_of(block.text())
        new = None if now is voice else voice
        first, last = _chosen_blocks(cursor)
        cursor.beginEditBlock()
        each = first
        while each.isValid():
            self._write(each, with_voice(each.text(), new))
            if each == last:
                break
            each = each.next()
        cursor.endEditBlock()
        return new

    @property
    def only(self) -> Voice | None:
        """Whose lines alone are shown; None where all are."""
        return self._only

    def show_only(self, voice: Voice | None) -> int:
        """Show only the lines of one voice, or all again; returns how many lines it has.

        The text itself stays whole; what is typed next shows all of it.
        """
        self._only, found = voice, 0
        block = self.document().begin()
        while block.isValid():
            is_seen = voice is None or voice_of(block.text()) is voice
            found += is_seen
            block.setVisible(is_seen)
            block.setLineCount(max(1, block.layout().lineCount()) if is_seen else 0)
            block = block.next()
        self.document().markContentsDirty(0, self.document().characterCount())
        self._fit()
        self._update_margins()
        return found

    @Slot()
    def _show_all_again(self) -> None:
        if self._only is not None:
            self.show_only(None)

    @override
    def set_bare(self, *, bare: bool) -> None:
        super().set_bare(bare=bare)
        self._lay_margins()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self.viewport().width()
        self._lay_margins()
        room = self.viewport().size()
        if room.width() != before:  # Qt tells of the room that is left only with the next event
            event = QResizeEvent(room, event.oldSize())
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lay_margins()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        at_words = cursor.positionInBlock() == SIGN_LENGTH and voice_of(cursor.block().text())
        is_plain = event.modifiers() == _BARE_KEYS and not cursor.hasSelection()
        if at_words and is_plain and event.key() in _LEFTWARDS and not self.isReadOnly():
            self._go_before(cursor, takes_sign=event.key() == Qt.Key.Key_Backspace)
            return
        super().keyPressEvent(event)

    def _go_before(self, cursor: QTextCursor, *, takes_sign: bool) -> None:
        """Go from the first word to the line before, or take the sign away as one thing."""
        if takes_sign:
            self._write(cursor.block(), cursor.block().text()[SIGN_LENGTH:])
        elif cursor.blockNumber():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            self.setTextCursor(cursor)

    def _write(self, block: QTextBlock, text: str) -> None:
        """Change the beginning of a line to what it has in another text; its words stay."""
        old = block.text()
        same = 0
        while same < min(len(old), len(text)) and old[-1 - same] == text[-1 - same]:
            same += 1
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + len(old) - same, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[: len(text) - same])

    @Slot()
    def _follow_caret(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.positionInBlock() < SIGN_LENGTH:
            block = cursor.block()
            if voice_of(block.text()):
                cursor.setPosition(block.position() + SIGN_LENGTH)
                self.setTextCursor(cursor)
                return
        if cursor.blockNumber() != self._at_line:
            self._at_line = cursor.blockNumber()
            self._mark_line()
            self.line_left.emit()

    def _hide_sign(self, line: str) -> list[Look]:
        """Draw no sign in the text, since it stands in the margin."""
        voice, number = voice_of(line), self.looks.number
        if self._signs.get(number) is not voice:
            self._signs[number] = voice
            self._left.update()
        return [(0, SIGN_LENGTH, self._hidden)] if voice else []

    @Slot()
    def _mark_line(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        if self._shows_line:
            whole = self.textCursor()
            whole.movePosition(whole.MoveOperation.EndOfBlock)
            last = QTextCursor(whole)  # a selection leaves what is behind the last word bare
            whole.movePosition(whole.MoveOperation.StartOfBlock, whole.MoveMode.KeepAnchor)
            marks = [_on_ground(last), _on_ground(whole)]
        self.setExtraSelections(marks)
        self._update_margins()

    @Slot()
    def _update_margins(self) -> None:
        self._left.update()
        self._right.update()

    @override
    def _height(self) -> int:
        """Leave a line free below the last one: what a key would make of it stands there."""
        return super()._height() + (self._line_height() if self._shows_line else 0)

    @Slot()
    def _lay_margins(self) -> None:
        inset = int(self.document().documentMargin()) + self.frameWidth()
        left = theme.px(LEFT_PX) - inset
        right = theme.px(RIGHT_PX) if self.is_wide else 0
        self.setViewportMargins(left, 0, right, 0)
        area, edge = self.contentsRect(), int(self.document().documentMargin())
        self._left.setGeometry(area.left(), area.top(), left + edge, area.height())
        right += edge if right else 0
        self._right.setGeometry(area.right() - right + 1, area.top(), right, area.height())
        lay_ground(self)
        self._fit()

    def _in_sight(self, wanted: QRect) -> list[LineInSight]:
        found: list[LineInSight] = []
        block = self.cursorForPosition(wanted.topLeft()).block()  # not from the first: it is long
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset).toAlignedRect()
            if box.top() > wanted.bottom():
                break
            if block.isVisible() and box.bottom() >= wanted.top():
                found.append(self._line_of(block, box))
            block = block.next()
        return found

    def _line_of(self, block: QTextBlock, box: QRect) -> LineInSight:
        layout = block.layout()
        first = int(layout.lineAt(0).height()) if layout.lineCount() else box.height()
        here = self._shows_line and block.blockNumber() == self._at_line
        height = int(layout.boundingRect().height()) or box.height()  # the last has an edge below
        rect = QRect(0, box.top(), max(self._left.width(), self._right.width()), height)
        return LineInSight(block.blockNumber(), rect, first, here, voice_of(block.text()))

    def _paint_left(self, painter: QPainter, line: LineInSight) -> None:
        paint_sign(painter, line)

    def _paint_right(self, painter: QPainter, line: LineInSight) -> None:
        room = QRect(0, line.rect.top(), self._right.width() - theme.px(8), line.first_height)
        chip = self._chips.get(line.number)
        if chip is not None:
            paint_chip(painter, room, chip)
        if line.is_here and self._hint[0] and line.number + 1 not in self._chips:
            below = room.translated(0, line.first_height) if chip is not None else room
            paint_hint(painter, below, *self._hint)


def _on_ground(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    mark, look = QTextEdit.ExtraSelection(), QTextCharFormat()
    look.setBackground(theme.colour("tint"))
    look.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
    mark.cursor, mark.format = cursor, look
    return mark


def _chosen_blocks(cursor: QTextCursor) -> tuple[QTextBlock, QTextBlock]:
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    return first, document.findBlock(cursor.selectionEnd())
