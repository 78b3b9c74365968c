"""A list whose rows are painted, never built of widgets; one Enter away from each row's target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, Party
from ui.style.theme import theme
from ui.widgets.lines import Line, LineList
from ui.widgets.painting import paint_fold, paint_pill, paint_text, pill_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex
_PAD = 16
_ROWS_ASKED_FOR = 4
_ROWS_NEEDED = 2
"""A list asks for room for four rows and needs two; the rest scrolls inside it."""
_BUTTONS = {"button", "primary", "link"}
_NOT_PILLS = {"", *_BUTTONS}
_FOLDING_KEYS = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True, Qt.Key.Key_Space: None}
"""What a key needs a heading to be to turn it: folded or not, or either."""


class _LineDelegate(QStyledItemDelegate):
    """Paints one line: lead, title over subtitle, middle, trail."""

    def __init__(self, lead_px: int, middle_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lead_px, self._middle_px = lead_px, middle_px

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        text = QFontMetrics(theme.font()).lineSpacing()
        if line.subtitle:
            return QSize(200, 2 * text + theme.px(14))
        return QSize(200, text + theme.px(15))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        view = self.parent()
        marks = isinstance(view, LineListView) and (view.keeps_mark or view.hasFocus())
        if marks and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("raised"))
        if not (isinstance(view, LineListView) and view.ends_at(index.row())):
            painter.setPen(theme.colour("hairline"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_PAD, theme.px(6), -_PAD, -theme.px(6))
        if line.folded is None:
            self._paint_words(painter, inner, line)
        else:
            paint_fold(painter, inner, line.title, line.title_rest, folded=line.folded)
        painter.restore()

    def _paint_words(self, painter: QPainter, inner: QRect, line: Line) -> None:
        top = QRect(
            inner.left(), inner.top(), inner.width(), QFontMetrics(theme.font()).lineSpacing() + 1
        )
        if self._lead_px:
            self._paint_lead(
                painter,
                QRect(top.left(), top.top(), theme.px(self._lead_px) - 8, top.height()),
                line,
            )
            top.setLeft(top.left() + theme.px(self._lead_px))
        top.setRight(self._paint_trail(painter, inner, top, line) - 8)
        if line.middle:
            width = min(theme.px(self._middle_px), top.width() // 2)
            middle = QRect(top.right() - width, top.top(), width, top.height())
            self._paint_middle(painter, middle, line)
            top.setRight(middle.left() - 8)
        self._paint_title(painter, top, line, inner.right())

    def _paint_lead(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if line.lead_role not in {"", "late"} and line.lead:
            paint_pill(painter, rect, line.lead, line.lead_role)
            return
        weight = QFont.Weight.Normal if line.faded else QFont.Weight.DemiBold
        paint_text(painter, rect, line.lead, theme.font(15, weight), _ink_of(line))

    def _paint_middle(self, painter: QPainter, rect: QRect, line: Line) -> None:
        ink = "ink" if line.middle_role else "ink_2"
        if line.middle_role:
            party = Party(line.middle_role.upper())
            sign = f"{PARTY_SHAPES[party]} "
            colour = theme.colour("ink_2" if party == Party.OTHER else line.middle_role)
            rect = rect.adjusted(paint_text(painter, rect, sign, theme.font(), colour), 0, 0, 0)
        used = paint_text(painter, rect, line.middle, theme.font(), theme.colour(ink))
        rest = rect.adjusted(used, 0, 0, 0)
        paint_text(painter, rest, line.middle_rest, theme.font(), theme.colour("ink_2"))

    def _paint_trail(self, painter: QPainter, inner: QRect, top: QRect, line: Line) -> int:
        if not line.trail:
            return inner.right()
        if not line.trail_role:
            width = QFontMetrics(theme.font()).horizontalAdvance(line.trail) + 2
            place = QRect(inner.right() - width, inner.top(), width, inner.height())
            paint_text(painter, place, line.trail, theme.font(), theme.colour("ink_2"))
            return place.left()
        is_button = line.trail_role in _BUTTONS
        width = pill_width(line.trail) + (8 if is_button else 0)
        height = inner.height() if is_button else top.height()
        view = self.parent()
        column = view.trail_width if isinstance(view, LineListView) and not is_button else width
        place = QRect(inner.right() - column, top.top(), max(width, column), height)
        paint_pill(painter, place, line.trail, line.trail_role)
        return place.left()

    def _paint_title(self, painter: QPainter, top: QRect, line: Line, right: int) -> None:
        ink = theme.colour("ink_2" if line.faded else "ink")
        is_strong = line.strong and not line.faded
        weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
        used = paint_text(painter, top, line.title, theme.font(15, weight), ink)
        rest = top.adjusted(used, 0, 0, 0)
        paint_text(painter, rest, line.title_rest, theme.font(), ink)
        if line.subtitle:
            below = top.translated(0, top.height())
            if line.trail_role not in _NOT_PILLS:  # a chip stands on the first line
                below.setRight(right)
            paint_text(painter, below, line.subtitle, theme.font(), theme.colour("ink_2"))


def _ink_of(line: Line) -> QColor:
    """Return what a lead without a pill is written in."""
    return theme.colour("red" if line.lead_role == "late" else "ink_2" if line.faded else "ink")


class LineListView(QListView):
    """Shows lines; Enter or a double click opens one."""

    opened = Signal(object)
    pointed = Signal(object)

    def __init__(
        self, name: str, *, lead_px: int = 0, middle_px: int = 150, grows: bool = False
    ) -> None:
        super().__init__()
        self._grows = grows
        self.keeps_mark = False
        self._left_at = -1
        self.lines = LineList()
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(lead_px, middle_px, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._open)
        self.clicked.connect(self._open_button)
        self.selectionModel().currentChanged.connect(self._point)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Display lines, staying at the same thing, or where it is gone at the same row."""
        here = self.currentIndex()
        row = here.row() if here.isValid() else max(self._left_at, 0)
        old = self.lines.lines
        before = old[row].target if row < len(old) else None
        self.lines.show(lines)
        if lines and not self.currentIndex().isValid():
            self._go_to(min(row, len(lines) - 1))
        if before is not None:
            self.show_current(before)
        self.updateGeometry()

    @property
    def trail_width(self) -> int:
        """How wide the column of pills is: as the widest of them."""
        pills = (line for line in self.lines.lines if line.trail_role not in _NOT_PILLS)
        return max((pill_width(line.trail) for line in pills), default=0)

    def ends_at(self, row: int) -> bool:
        """Say whether a row is the last of a list as tall as its rows: its card draws the line."""
        return self._grows and row == len(self.lines.lines) - 1

    def show_current(self, target: object) -> None:
        """Put the cursor on the line with a target."""
        for number, line in enumerate(self.lines.lines):
            if line.target == target:
                self._go_to(number)
                return

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.lines.lines:
            row = min(max(self._left_at, 0), len(self.lines.lines) - 1)
            self.setCurrentIndex(self.lines.index(row))
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.keeps_mark:
            self._left_at = self.currentIndex().row()
            self.selectionModel().clearCurrentIndex()

    def _go_to(self, row: int) -> None:
        """Stand at a row: now, or as soon as the list has the focus.

        To assistive technology a current row is one that has the focus, and there is only one.
        """
        self._left_at = row
        index = self.lines.index(row)
        if self.keeps_mark or self.hasFocus():
            self.setCurrentIndex(index)
        else:
            self._point(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        line = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if line is not None and line.folded is not None and event.key() in _FOLDING_KEYS:
            wanted = _FOLDING_KEYS[Qt.Key(event.key())]
            if wanted in (None, line.folded):
                self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def sizeHint(self) -> QSize:
        rows = min(len(self.lines.lines), 60 if self._grows else _ROWS_ASKED_FOR)
        return QSize(240, self._height_of(rows))

    @override
    def minimumSizeHint(self) -> QSize:
        rows = min(len(self.lines.lines), 60 if self._grows else _ROWS_NEEDED)
        return QSize(120, self._height_of(rows))

    def _height_of(self, rows: int) -> int:
        least = 0 if self._grows and rows else 60
        return max(sum(self.sizeHintForRow(row) for row in range(rows)) + 2, least)

    def _open(self, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if line is not None and line.target is not None:
            self.opened.emit(line.target)

    def _open_button(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if line is not None and (line.trail_role in _BUTTONS or line.folded is not None):
            self._open(index)

    def _point(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if line is not None:
            self.pointed.emit(line.target)
