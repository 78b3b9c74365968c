"""Several codes of a short list, all of them in sight, as boxes to tick in two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.widgets.speaking import Role, speak_as

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = 2


class TickedField(QWidget):
    """Space ticks; codes that are stored and not offered stay as they are."""

    edited = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        speak_as(self, Role.Grouping)
        self._boxes = {code: QCheckBox(label) for code, label in choices}
        self._others: frozenset[str] = frozenset()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        rows = -(-len(self._boxes) // _COLUMNS)
        for number, box in enumerate(self._boxes.values()):
            grid.addWidget(box, number % rows, number // rows)
            box.clicked.connect(self._tick)
        self.setLayout(grid)

    def show_text(self, text: str) -> None:
        """Tick what a text names."""
        codes = frozenset(text.split())
        self._others = codes - self._boxes.keys()
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse ticking."""
        for box in self._boxes.values():
            box.setEnabled(not locked)

    def touched(self) -> str:
        """Nothing is written here."""
        return ""

    @Slot()
    def _tick(self) -> None:
        ticked = {code for code, box in self._boxes.items() if box.isChecked()}
        self.edited.emit(" ".join(sorted(ticked | self._others)))
