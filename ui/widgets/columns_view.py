"""A short table inside a page: as tall as its rows, its width shared out among the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.style.theme import theme
from ui.widgets.rows_view import RowsView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractTableModel

Index = QModelIndex | QPersistentModelIndex
_LEAST_WIDE = 240
_BESIDE_PX = 24
"""What the style leaves on both sides of a text, and a little more."""


class _Wrapping(QStyledItemDelegate):
    """Gives a row the height its longest text needs, with the room the style leaves beside it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.columnWidth(index.column()) if isinstance(view, ColumnsView) else 0
        metrics = QFontMetrics(theme.font())
        inner = QRect(0, 0, max(wide - _BESIDE_PX, 1), 1)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        text = str(index.data() or "")
        return QSize(wide, metrics.boundingRect(inner, flags, text).height() + theme.px(15))


class ColumnsView(RowsView):
    """Wraps what is long, never scrolls, and tells which row is meant."""

    pointed = Signal(int)
    opened = Signal(int)

    def __init__(self, model: QAbstractTableModel, name: str, shares: Sequence[int]) -> None:
        super().__init__(model, name)
        self._shares = tuple(shares)
        self.setObjectName("plain")
        self.setItemDelegate(_Wrapping(self))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(QFontMetrics(theme.font()).lineSpacing() + theme.px(15))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.geometriesChanged.connect(self._follow_rows)
        model.modelReset.connect(self.updateGeometry)
        self.selectionModel().currentRowChanged.connect(self._point)
        self.doubleClicked.connect(self._open)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LEAST_WIDE, self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, width in enumerate(self._widths()):
            self.setColumnWidth(number, width)
        self.resizeRowsToContents()
        self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
            return
        super().keyPressEvent(event)

    def _widths(self) -> list[int]:
        """Give each heading its room, and share out what is left."""
        model, total, wide = self.model(), sum(self._shares), self.viewport().width()
        metrics = QFontMetrics(theme.font(14, QFont.Weight.DemiBold))
        least = [
            metrics.horizontalAdvance(str(model.headerData(number, Qt.Orientation.Horizontal)))
            + _BESIDE_PX
            for number in range(len(self._shares))
        ]
        left = wide - sum(least)
        if left < 0:
            return [wide * share // total for share in self._shares]
        return [
            each + left * share // total for each, share in zip(least, self._shares, strict=True)
        ]

    def _height(self) -> int:
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2

    def _follow_rows(self) -> None:
        self.updateGeometry()

    def _point(self) -> None:
        self.pointed.emit(self.currentIndex().row())

    def _open(self) -> None:
        if self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
