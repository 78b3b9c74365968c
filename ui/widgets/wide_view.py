"""A long table: rows of one line, its width shared out among the columns, Enter opens a row."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from typing_extensions import override

from ui.style.theme import theme
from ui.widgets.rows_view import RowsView

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtCore import QAbstractTableModel

_AROUND_HEADING_PX = 36
_NO_TEXTS: Mapping[int, str] = MappingProxyType({})
_LEAST_PX = 4
"""What a column must have for each of its shares, so that its words can be read."""


class WideView(RowsView):
    """A column is never narrower than its heading; where not all fit, some give way.

    `whole` says of a column which text must always be read whole in it.
    """

    row_opened = Signal(int)

    def __init__(
        self,
        model: QAbstractTableModel,
        name: str,
        shares: Sequence[int],
        giving_way: Sequence[int] = (),
        whole: Mapping[int, str] = _NO_TEXTS,
    ) -> None:
        super().__init__(model, name)
        self._shares, self._giving_way = tuple(shares), tuple(giving_way)
        self._whole = whole
        self._left_out: frozenset[int] = frozenset()
        self.setObjectName("plain")
        self.setWordWrap(False)
        self.horizontalHeader().setMinimumSectionSize(_AROUND_HEADING_PX)
        self.doubleClicked.connect(self._open_row)
        theme.changed.connect(self.fit)
        self.fit()

    def leave_out(self, columns: Collection[int]) -> None:
        """Hide some columns, whatever room there is; the others share the width."""
        if self._left_out != frozenset(columns):
            self._left_out = frozenset(columns)
            self.fit()

    @Slot()
    def fit(self) -> None:
        """Share the width out among the columns."""
        line = QFontMetrics(theme.font()).lineSpacing()
        self.verticalHeader().setDefaultSectionSize(line + theme.px(15))
        widths = self._widths(self._least())
        for number in range(len(self._shares)):
            self.setColumnHidden(number, number not in widths)
            if number in widths:
                self.setColumnWidth(number, widths[number])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open_row()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _open_row(self) -> None:
        if self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex().row())

    def _least(self) -> list[int]:
        heads = QFontMetrics(theme.font(14))
        headings = (
            str(self.model().headerData(number, Qt.Orientation.Horizontal))
            for number in range(len(self._shares))
        )
        wide = [heads.horizontalAdvance(each) + _AROUND_HEADING_PX for each in headings]
        cells = QFontMetrics(theme.font())
        for number, text in self._whole.items():
            wide[number] = max(wide[number], cells.horizontalAdvance(text) + _AROUND_HEADING_PX)
        return [max(w, theme.px(_LEAST_PX * s)) for w, s in zip(wide, self._shares, strict=True)]

    def _shown(self, least: Sequence[int]) -> list[int]:
        """Return which columns have room."""
        shown = [number for number in range(len(self._shares)) if number not in self._left_out]
        for number in self._giving_way:
            if sum(least[each] for each in shown) <= self.viewport().width():
                break
            shown = [each for each in shown if each != number]
        return shown

    def _widths(self, least: Sequence[int]) -> dict[int, int]:
        """Return the widths of the columns shown: by shares, and none below its least."""
        free, widths = self._shown(least), dict[int, int]()
        while free:
            room = self.viewport().width() - sum(widths.values())
            total = sum(self._shares[number] for number in free)
            wanted = {number: room * self._shares[number] // total for number in free}
            tight = {number: least[number] for number in free if wanted[number] < least[number]}
            if not tight:
                wanted[free[-1]] += room - sum(wanted.values())  # what dividing left over
                return {**widths, **wanted}
            widths.update(tight)
            free = [number for number in free if number not in tight]
        return widths
