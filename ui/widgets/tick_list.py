"""The list of ticks that opens below a box of several codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget
from typing_extensions import override

from ui.style.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

_CODE = Qt.ItemDataRole.UserRole
_LONGEST_LIST = 10


class TickList(QListView):
    """Opens below a box: every code with a tick, found by its first letters."""

    ticked = Signal(str)
    left = Signal(bool)
    """Tab, or Shift+Tab, left it for the field after its box, or the one before."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setObjectName("tickList")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)

    def open_below(
        self, box: QWidget, lines: Sequence[tuple[str, str]], codes: frozenset[str]
    ) -> None:
        """Show the list under its box, as wide as that at least, at the first line."""
        self._lines.clear()
        for code, label in lines:
            item = QStandardItem(label)
            item.setData(code, _CODE)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._lines.appendRow(item)
        self.show_ticks(codes)
        self.setAccessibleName(box.accessibleName())
        high = self.sizeHintForRow(0) * min(len(lines), _LONGEST_LIST) + 2 * self.frameWidth() + 2
        wide = self.sizeHintForColumn(0) + 2 * self.frameWidth() + theme.px(24)
        self.resize(max(box.width(), wide), high)
        self.move(self._place(box, high))
        self.setCurrentIndex(self._lines.index(0, 0))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_ticks(self, codes: frozenset[str]) -> None:
        """Tick what is chosen."""
        for row in range(self._lines.rowCount()):
            item = self._lines.item(row)
            chosen = item.data(_CODE) in codes
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            self._tick(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.close()
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.close()
            self.left.emit(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._tick(self.indexAt(event.position().toPoint()))

    def _tick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.ticked.emit(str(index.data(_CODE)))

    def _place(self, box: QWidget, high: int) -> QPoint:
        """Return where it opens: above the box where there is no room below."""
        below = box.mapToGlobal(QPoint(0, box.height()))
        screen = box.screen().availableGeometry()
        if below.y() + high <= screen.bottom():
            return below
        return QPoint(below.x(), max(box.mapToGlobal(QPoint(0, -high)).y(), screen.top()))
