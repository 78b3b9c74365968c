"""A week, or a day, of appointments as one painted list: to the eye a calendar, else its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from ui.widgets.buttons import ENTER
from ui.widgets.week_ground import WeekGround

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.widgets.week_layout import Block

Index = QModelIndex | QPersistentModelIndex
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WEEKS = {Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
_VIEWS = {Qt.Key.Key_D: "DAY", Qt.Key.Key_W: "WEEK"}


class WeekView(WeekGround):
    """Up and down go from one appointment to the next, left and right from day to day."""

    opened = Signal(object)
    turned = Signal(int)
    """So many days on, or back."""
    today_wanted = Signal()
    view_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._left_at = -1
        self.doubleClicked.connect(self._open)

    def show_days(self, days: tuple[date, ...], blocks: Sequence[Block], today: date) -> None:
        """Display these days, staying at the same appointment where it is still there."""
        here = self.target
        self.lay_out(days, blocks, today)
        targets = [block.line.target for block in blocks]
        found = targets.index(here) if here in targets else self.row_of_day(today)
        self.stand_at(found)

    @property
    def target(self) -> object:
        """What the appointment leads to that one is at."""
        row = self.currentIndex().row() if self.currentIndex().isValid() else self._left_at
        return self.blocks[row].line.target if 0 <= row < len(self.blocks) else None

    def stand_at(self, row: int) -> None:
        """Stand at an appointment: now, or as soon as one comes here."""
        self._left_at = row
        if self.hasFocus() and 0 <= row < len(self.blocks):
            self.setCurrentIndex(self.lines.index(row))

    def row_of_day(self, day: date) -> int:
        """Return the first appointment of a day or after it, or else the last there is."""
        later = (row for row, block in enumerate(self.blocks) if block.day >= day)
        return next(later, len(self.blocks) - 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in ENTER:
            self._open(self.currentIndex())
        elif key in _WEEKS:
            self.turned.emit(_WEEKS[key])
        elif key == Qt.Key.Key_Home:
            self.today_wanted.emit()
        elif key in _VIEWS:
            self.view_wanted.emit(_VIEWS[key])
        elif key in _STEPS:
            self._go_beside(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _go_beside(self, step: int) -> None:
        """Go to the nearest day with appointments, at about the same time; or turn the page."""
        here = self.currentIndex().row()
        at = self.blocks[here] if 0 <= here < len(self.blocks) else None
        days = {each.day for each in self.blocks}
        beyond = [day for day in days if at and (day > at.day if step > 0 else day < at.day)]
        if at is None or not beyond:
            self.turned.emit(step * len(self.days) if len(self.days) == 1 else step * 7)
            return
        wanted = min(beyond) if step > 0 else max(beyond)
        rows = [row for row, block in enumerate(self.blocks) if block.day == wanted]
        nearest = min(rows, key=lambda row: abs(self.blocks[row].first_minute - at.first_minute))
        self.setCurrentIndex(self.lines.index(nearest))

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        here, last = self.currentIndex().row(), len(self.blocks) - 1
        moves = {actions.MoveUp: here - 1, actions.MoveDown: here + 1, actions.MoveEnd: last}
        row = max(0, min(moves.get(cursorAction, here), last))
        return self.lines.index(row) if last >= 0 else QModelIndex()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.blocks and not self.currentIndex().isValid():
            row = min(max(self._left_at, 0), len(self.blocks) - 1)
            self.setCurrentIndex(self.lines.index(row))
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the place; to assistive technology a current row is one that has the focus."""
        super().focusOutEvent(event)
        self._left_at = self.currentIndex().row()
        self.selectionModel().clearCurrentIndex()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self.blocks[index.row()].line.target)
