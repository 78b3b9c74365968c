"""The list one goes through in a conversation: a ring, what, who and by when, by one key each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, Party
from app.i18n import _
from ui.style.theme import theme
from ui.widgets.key_button import paint_key
from ui.widgets.key_names import key_text
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.painting import paint_text

Index = QModelIndex | QPersistentModelIndex
OPEN, DONE, OVER, ASK = "○", "✓", "–", "?"
_PAD_PX, _RING_PX, _TEXT_PX = 12, 14, 36
_MOST_ROWS = 3


@dataclass(frozen=True, kw_only=True)
class WorkLine(Line):
    """An activity or a question; `lead` is its sign, `middle` who does it, `subtitle` by when."""

    group: str = ""
    """The heading above the first of a group."""
    is_late: bool = False

    @property
    @override
    def spoken(self) -> str:
        """The row as a screen reader should say it, its group where that begins."""
        words = {OPEN: "", DONE: _("done"), OVER: _("dropped"), ASK: _("to be checked")}
        parts = (self.group, self.title, words.get(self.lead, ""), self.middle, self.subtitle)
        return ", ".join(part for part in parts if part)


class _WorkDelegate(QStyledItemDelegate):
    """Paints the group's heading, then the row, and the keys where the hand is."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: WorkLine = index.data(Qt.ItemDataRole.UserRole)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, WorkListView) else 240
        rows = len(_wrapped(line.title, width - theme.px(_TEXT_PX) - _PAD_PX))
        below = bool(line.middle or line.subtitle)
        height = (rows + below) * _row() + theme.px(14)
        if isinstance(view, WorkListView) and view.shows_keys(index.row()):
            height += _row() + theme.px(6)
        return QSize(120, height + (_group_height() if line.group else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: WorkLine = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        view = self.parent()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.group:
            title = QRect(rect.left() + _PAD_PX, rect.top() + theme.px(4), rect.width(), _row())
            small = theme.font(14, QFont.Weight.DemiBold)
            paint_text(painter, title, line.group, small, theme.colour("ink_2"))
            rect = rect.adjusted(0, _group_height(), 0, 0)
        state: QStyle.StateFlag = option.state
        here = isinstance(view, WorkListView) and view.hasFocus()
        if here and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("tint"))
        self._paint_row(painter, rect, line, keys=here and view.shows_keys(index.row()))  # type: ignore[union-attr]
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, line: WorkLine, *, keys: bool) -> None:
        top = rect.top() + theme.px(6)
        _paint_sign(painter, QRect(rect.left() + _PAD_PX, top, theme.px(_RING_PX), _row()), line)
        left = rect.left() + theme.px(_TEXT_PX)
        width = rect.right() - left - _PAD_PX
        ink = theme.colour("ink_2" if line.faded else "ink")
        for row in _wrapped(line.title, width):
            paint_text(painter, QRect(left, top, width, _row()), row, theme.font(), ink)
            top += _row()
        if line.middle or line.subtitle:
            _paint_who(painter, QRect(left, top, width, _row()), line)
            top += _row()
        if keys:
            begin = rect.left() + _PAD_PX
            keys_at = QRect(begin, top + theme.px(4), rect.right() - begin - 4, _row())
            _paint_keys(painter, keys_at, line)


class WorkListView(LineListView):
    """Space is done, G goes on, D is dropped, Enter writes in the row."""

    done_wanted = Signal(object)
    later_wanted = Signal(object)
    drop_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, grows=True)
        self.setItemDelegate(_WorkDelegate(self))
        self.is_shut = False
        self.setAccessibleDescription(_("Space: done. G: goes on. D: dropped. Enter: write in it."))
        self.selectionModel().currentChanged.connect(self.scheduleDelayedItemsLayout)

    def shows_keys(self, row: int) -> bool:
        """Whether the keys stand at a row: where the hand is, as long as they do something."""
        return self.hasFocus() and not self.is_shut and row == self.currentIndex().row()

    def next_open(self) -> None:
        """Go to the next row that is open, from the one of the moment on; stay where none is."""
        rows = self.lines.lines
        here = self.currentIndex().row()
        order = [*range(here, len(rows)), *range(here)]
        for row in order:
            if row >= 0 and rows[row].lead == OPEN:
                self.setCurrentIndex(self.lines.index(row))
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_Space: self.done_wanted,
            Qt.Key.Key_G: self.later_wanted,
            Qt.Key.Key_D: self.drop_wanted,
        }.get(Qt.Key(event.key()))
        index = self.currentIndex()
        if wanted is None or event.modifiers() or not index.isValid() or self.is_shut:
            super().keyPressEvent(event)
            return
        wanted.emit(index.data(Qt.ItemDataRole.UserRole).target)


def _paint_sign(painter: QPainter, place: QRect, line: WorkLine) -> None:
    if line.lead == OPEN:
        side = theme.px(_RING_PX)
        ring = QRectF(place.left(), place.center().y() - side / 2 + 1, side, side)
        painter.setPen(QPen(theme.colour("border"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(0.7, 0.7, -0.7, -0.7))
        return
    colour = theme.colour("ok" if line.lead == DONE else "ink_2")
    paint_text(painter, place, line.lead, theme.font(16, QFont.Weight.Bold), colour)


def _paint_who(painter: QPainter, place: QRect, line: WorkLine) -> None:
    used, font = 0, theme.font(14)
    if line.middle_role:
        party = Party(line.middle_role.upper())
        role = "ink_2" if party == Party.OTHER else line.middle_role
        used = paint_text(painter, place, f"{PARTY_SHAPES[party]} ", font, theme.colour(role))
    quiet = theme.colour("ink_2")
    between = " · " if line.middle and line.subtitle else ""
    rest = place.adjusted(used, 0, 0, 0)
    when = QFontMetrics(theme.font(14, QFont.Weight.DemiBold)).horizontalAdvance(
        between + line.subtitle
    )
    who = rest.adjusted(0, 0, -min(when, rest.width() // 2), 0)
    used = paint_text(painter, who, line.middle, font, quiet)
    rest = rest.adjusted(used, 0, 0, 0)
    used = paint_text(painter, rest, between, font, quiet)
    rest = rest.adjusted(used, 0, 0, 0)
    if line.is_late:
        strong = theme.font(14, QFont.Weight.DemiBold)
        paint_text(painter, rest, line.subtitle, strong, theme.colour("red"))
    else:
        paint_text(painter, rest, line.subtitle, font, quiet)


def _paint_keys(painter: QPainter, place: QRect, line: WorkLine) -> None:
    named: tuple[tuple[str, str], ...]
    if line.lead == ASK:
        named = ((key_text("Return"), _("answer")),)
    else:
        named = (
            (key_text("Space"), _("done")),
            ("G", _("on")),
            ("D", _("dropped")),
        )
    metrics = QFontMetrics(theme.font(13))
    left = place.left()
    for key, words in named:
        cap = metrics.horizontalAdvance(key) + theme.px(12)
        paint_key(
            painter, QRect(left, place.top(), cap, place.height()), key, theme.colour("ink_2")
        )
        left += cap + theme.px(6)
        rest = QRect(left, place.top(), max(0, place.right() - left), place.height())
        left += paint_text(painter, rest, words, theme.font(13), theme.colour("ink_2"))
        left += theme.px(10)


def _row() -> int:
    return QFontMetrics(theme.font()).lineSpacing()


def _group_height() -> int:
    return _row() + theme.px(8)


def _wrapped(text: str, width: int) -> list[str]:
    """Return a title in the rows it takes, at most three; the last is cut where it is longer."""
    layout = QTextLayout(text, theme.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    rows: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        start, length = line.textStart(), line.textLength()
        if len(rows) == _MOST_ROWS - 1:
            rows.append(text[start:].strip())
            break
        rows.append(text[start : start + length].strip())
    layout.endLayout()
    return rows or [""]
