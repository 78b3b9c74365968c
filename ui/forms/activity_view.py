"""The table of activities: painted rows, carried by mouse or Alt and the arrows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, ActivityStatus, PerCode
from app.i18n import _
from ui.models.activity_table import DUE, NUMBER, STATUS, WHAT, WHO, ActivityTable
from ui.style.theme import theme
from ui.widgets.labels import party_role
from ui.widgets.painting import paint_pill, paint_text, pill_width
from ui.widgets.rows_view import RowsView

Index = QModelIndex | QPersistentModelIndex

STATUS_LOOK = PerCode(
    {
        ActivityStatus.PLANNED: ("○", "grey"),
        ActivityStatus.ONGOING: ("◐", "sun"),
        ActivityStatus.DONE: ("✓", "ok"),
        ActivityStatus.STOPPED: ("–", "grey"),
        ActivityStatus.NOT_RELEVANT: ("–", "grey"),
    },
    other=("?", "grey"),
)
"""The shape and the colour role of a status; the word stands beside them."""


_PAD_PX = 16
"""Left of what stands in a cell; the headings of the style sheet have the same."""


class _ActivityDelegate(QStyledItemDelegate):
    """Paints one cell of an activity's row."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        activity = index.data(Qt.ItemDataRole.UserRole)
        line = QFontMetrics(theme.font()).lineSpacing()
        return QSize(40, 2 * line + theme.px(14) if activity.detail else line + theme.px(15))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("tint"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line = QFontMetrics(theme.font()).lineSpacing()
        top = QRect(
            rect.left() + _PAD_PX, rect.top() + theme.px(7), rect.width() - _PAD_PX - 4, line + 1
        )
        self._paint_cell(painter, top, index)
        painter.restore()

    def _paint_cell(self, painter: QPainter, top: QRect, index: Index) -> None:
        model = index.model()
        activity = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, ActivityTable):
            return
        quiet, ink = theme.colour("ink_2"), theme.colour("ink")
        if index.column() == NUMBER:
            paint_text(painter, top, str(index.row() + 1), theme.font(), quiet)
        elif index.column() == WHAT:
            words = activity.what or _("(no words yet)")
            bold = theme.font(15, QFont.Weight.DemiBold)
            paint_text(painter, top, words, bold, ink if activity.what else quiet)
            paint_text(
                painter, top.translated(0, top.height()), activity.detail, theme.font(), quiet
            )
        elif index.column() == WHO:
            text = f"{PARTY_SHAPES[activity.party]} {model.who(activity)}"
            paint_pill(painter, top, text, party_role(activity.party))
        elif index.column() == DUE:
            paint_text(painter, top, model.due(activity), theme.font(), ink)
        elif index.column() == STATUS:
            shape, role = STATUS_LOOK[activity.status]
            paint_pill(painter, top, f"{shape} {activity.status.label}", role)


class ActivityView(RowsView):
    """Shows the activities; Enter edits one, Alt and arrows carry it, Space marks it done."""

    wanted = Signal(str)
    pointed = Signal(str)
    carried = Signal(str, int)
    ticked = Signal(str)
    dropped = Signal(str)

    def __init__(self, model: ActivityTable) -> None:
        super().__init__(model, _("Activities"))
        self._table = model
        self.setItemDelegate(_ActivityDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        model.carried.connect(self.carried)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)
        self.doubleClicked.connect(self._want)
        self.selectionModel().currentRowChanged.connect(self._point)
        theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Be as tall as the rows; the page scrolls, not the table."""
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self.resizeRowsToContents()
        self._fit_columns()
        rows = sum(self.rowHeight(row) for row in range(self._table.rowCount()))
        self.setFixedHeight(theme.px(32) + max(rows, theme.px(36)) + 2)

    def show_row(self, activity_id: str) -> None:
        """Put the cursor on an activity."""
        for row, activity in enumerate(self._table.activities):
            if activity.id == activity_id:
                self.selectRow(row)

    @property
    def current_id(self) -> str:
        """The activity the cursor is on; empty where there is none."""
        row = self.currentIndex().row()
        return self._table.activities[row].id if 0 <= row < len(self._table.activities) else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, row = self.current_id, self.currentIndex().row()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and here:
            self.carried.emit(here, row + (1 if event.key() == Qt.Key.Key_Down else -1))
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
            and not event.modifiers()
            and here
        ):
            self.wanted.emit(here)
        elif event.key() == Qt.Key.Key_Space and here:
            self.ticked.emit(here)
        elif event.key() == Qt.Key.Key_Delete and here:
            self.dropped.emit(here)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        who = [pill_width(f"● {self._table.who(a)}") for a in self._table.activities]
        known = {ActivityStatus.DONE, ActivityStatus.PLANNED}
        known.update(each.status for each in self._table.activities)
        status = [pill_width(f"○ {each.label}") for each in known]
        metrics = QFontMetrics(theme.font())
        due = [metrics.horizontalAdvance(self._table.due(a)) for a in self._table.activities]
        width = self.viewport().width()
        sizes = {
            NUMBER: theme.px(24) + _PAD_PX,
            WHO: min(max([*who, theme.px(80)]) + _PAD_PX + 8, width // 4),
            DUE: min(max([*due, theme.px(64)]) + _PAD_PX + 8, width // 4),
            STATUS: min(max(status) + _PAD_PX + 8, width // 4),
        }
        for column, size in sizes.items():
            self.setColumnWidth(column, size)
        self.setColumnWidth(WHAT, max(width - sum(sizes.values()), theme.px(120)))

    def _want(self, index: QModelIndex) -> None:
        del index
        self.wanted.emit(self.current_id)

    def _point(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(self._table.activities[index.row()].id)
