"""Where the appointments of a week lie, and how they are painted: a calendar over a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView
from typing_extensions import override

from app.formats import short_date
from ui.style.theme import theme
from ui.widgets.lines import LineList
from ui.widgets.painting import paint_text
from ui.widgets.week_layout import Block, Lane, hours_of, lanes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Index = QModelIndex | QPersistentModelIndex
_HOUR_PX, _PAD_PX, _LEAST_MINUTES = 40, 6, 30
_GROUNDS = {"grey": ("tint", "fjord"), "sun": ("sun_bg", "sun"), "ok": ("ok_bg", "ok")}


class WeekGround(QListView):
    """A list whose rows lie in columns of days; without a time, under the name of the day."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines = LineList()
        self.blocks: tuple[Block, ...] = ()
        self.days: tuple[date, ...] = ()
        self.lanes: list[Lane] = []
        self.today: date | None = None
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self._fit)

    def lay_out(self, days: tuple[date, ...], blocks: Sequence[Block], today: date) -> None:
        """Put the appointments where they lie."""
        self.days, self.today, self.blocks = days, today, tuple(blocks)
        self.lanes = self._found_lanes()
        self.lines.show(tuple(block.line for block in blocks))
        self.updateGeometries()
        self.viewport().update()

    @Slot()
    def _fit(self) -> None:
        """Fit what is seen to another size of text."""
        self.updateGeometries()

    def _found_lanes(self) -> list[Lane]:
        found = [Lane(0, 1)] * len(self.blocks)
        for day in self.days:
            rows = [row for row, b in enumerate(self.blocks) if b.day == day and b.begins]
            spans = [
                (b.first_minute, b.first_minute + max(b.minutes, _LEAST_MINUTES))
                for b in (self.blocks[row] for row in rows)
            ]
            for row, lane in zip(rows, lanes_of(spans), strict=True):
                found[row] = lane
        return found

    @property
    def _text(self) -> int:
        return QFontMetrics(theme.font()).lineSpacing()

    @property
    def _head(self) -> int:
        """The height of the days' names, and under them of what has no time."""
        untimed = [sum(b.day == day and not b.begins for b in self.blocks) for day in self.days]
        return self._text + theme.px(12) + max(untimed, default=0) * (self._text + theme.px(8))

    @property
    def _gutter(self) -> int:
        return QFontMetrics(theme.font(13)).horizontalAdvance("00:00") + theme.px(16)

    @property
    def _hour(self) -> float:
        first, last = hours_of(self.blocks)
        room = self.viewport().height() - self._head
        return max(theme.px(_HOUR_PX), room / max(last - first, 1))

    def _column(self, number: int) -> tuple[int, int]:
        """Return where a day begins, and how wide it is."""
        wide = (self.viewport().width() - self._gutter) / max(len(self.days), 1)
        left = self._gutter + round(number * wide)
        return left, self._gutter + round((number + 1) * wide) - left

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self.blocks):
            return QRect()
        block, lane = self.blocks[index.row()], self.lanes[index.row()]
        left, wide = self._column(self.days.index(block.day))
        if block.begins is None:
            same = [b for b in self.blocks if b.day == block.day and b.begins is None]
            row = self._text + theme.px(8)
            top = self._text + theme.px(12) + same.index(block) * row
            return QRect(left + 3, top, wide - 6, row - 3)
        first, _last = hours_of(self.blocks)
        top = self._head + round((block.first_minute / 60 - first) * self._hour)
        tall = round(max(block.minutes, _LEAST_MINUTES) / 60 * self._hour)
        part = (wide - 6) / lane.count
        at = left + 3 + round(lane.number * part)
        return QRect(at, top - self.verticalOffset(), round(part) - 2, max(tall - 2, 1))

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        rows = range(len(self.blocks))
        found = (self.lines.index(row) for row in rows)
        return next((i for i in found if self.visualRect(i).contains(point)), QModelIndex())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        if not index.isValid() or self.blocks[index.row()].begins is None:
            return
        above, below = rect.top() - self._head, rect.bottom() - self.viewport().height()
        if above < 0:
            bar.setValue(bar.value() + above - theme.px(8))
        elif below > 0:
            bar.setValue(bar.value() + min(below + theme.px(8), above))

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def updateGeometries(self) -> None:
        first, last = hours_of(self.blocks)
        room = self.viewport().height() - self._head
        bar = self.verticalScrollBar()
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(theme.px(_HOUR_PX) // 2)
        bar.setRange(0, max(0, round((last - first) * self._hour) - room))
        self.horizontalScrollBar().setRange(0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_hours(painter)
        rows = range(len(self.blocks))
        timed = [row for row in rows if self.blocks[row].begins is not None]
        for row in timed:
            self._paint_block(painter, row)
        self._paint_head(painter)
        for row in set(rows) - set(timed):
            self._paint_block(painter, row)

    def _paint_hours(self, painter: QPainter) -> None:
        first, last = hours_of(self.blocks)
        small = theme.font(13)
        for hour in range(first, last + 1):
            y = self._head + round((hour - first) * self._hour) - self.verticalOffset()
            painter.setPen(theme.colour("hairline"))
            painter.drawLine(self._gutter, y, self.viewport().width(), y)
            tall = QFontMetrics(small).lineSpacing()
            place = QRect(theme.px(8), y, self._gutter, tall)
            if hour < last:
                paint_text(painter, place, f"{hour:02}:00", small, theme.colour("ink_2"))

    def _paint_head(self, painter: QPainter) -> None:
        wide = self.viewport().width()
        painter.fillRect(QRect(0, 0, wide, self._head), theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self._head - 1, wide, self._head - 1)
        for number, day in enumerate(self.days):
            left, room = self._column(number)
            painter.setPen(theme.colour("hairline"))
            painter.drawLine(left, 0, left, self.viewport().height())
            is_today = day == self.today
            weight = QFont.Weight.DemiBold if is_today else QFont.Weight.Normal
            ink = theme.colour("fjord" if is_today else "ink_2")
            words = short_date(day, self.today or day)
            place = QRect(left + 8, theme.px(4), room - 12, self._text)
            paint_text(painter, place, words, theme.font(15, weight), ink)
            if is_today:
                bar = QRect(left, self._text + theme.px(8), room, 3)
                painter.fillRect(bar, theme.colour("fjord"))

    def _paint_block(self, painter: QPainter, row: int) -> None:
        block, rect = self.blocks[row], self.visualRect(self.lines.index(row))
        line = block.line
        ground, edge = _GROUNDS.get(line.trail_role, _GROUNDS["grey"])
        if line.faded:
            ground, edge = "grey_bg", "border"
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour(edge))
        inner = rect.adjusted(_PAD_PX + 3, 2, -_PAD_PX, -2)
        ink = theme.colour("ink_2" if line.faded else "ink")
        bold = theme.font(14, QFont.Weight.Normal if line.faded else QFont.Weight.DemiBold)
        small = theme.font(13)
        is_alone = self.lanes[row].count == 1  # beside another the name has what room there is
        title = f"{line.lead} {line.title}".strip() if is_alone else line.title
        places = [(title, bold), (line.subtitle, small)]
        top = inner.top()
        for words, font in places:
            tall = QFontMetrics(font).lineSpacing()
            if top + tall > inner.bottom() + 4 and top > inner.top():
                return
            place = QRect(inner.left(), top, inner.width(), min(tall, inner.height()))
            paint_text(painter, place, words, font, ink)
            top += tall
