"""A table whose rows are chosen whole and never edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractTableModel
    from PySide6.QtGui import QFocusEvent


class RowsView(QTableView):
    """Without grid and numbers; Tab leaves it, arrows move in it."""

    def __init__(self, model: QAbstractTableModel, name: str) -> None:
        super().__init__()
        self.is_second = False
        """Whether another table of its page keeps a current row while the focus is elsewhere.

        To assistive technology a current row is one that has the focus, and there is only one.
        """
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def stand_at(self, row: int) -> None:
        """Choose a row: a second table makes it the current one first when it has the focus."""
        if self.is_second and not self.hasFocus():
            whole = _CHOSEN.ClearAndSelect | _CHOSEN.Rows
            self.selectionModel().select(self.model().index(row, 0), whole)
        else:
            self.selectRow(row)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self.selectionModel().selectedRows()
        if self.is_second and chosen and not self.currentIndex().isValid():
            self.setCurrentIndex(chosen[0])
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.is_second:
            self.selectionModel().clearCurrentIndex()


_CHOSEN = QItemSelectionModel.SelectionFlag
