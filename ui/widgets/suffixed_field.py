"""A line of text with a few quiet words behind it: a year, and how old that makes somebody."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from typing_extensions import override

from ui.style.theme import theme
from ui.widgets.fields import TextField
from ui.widgets.painting import paint_text
from ui.widgets.speaking import describe

_INSET_PX, _GAP_PX = 12, 8


class SuffixedField(TextField):
    """Shows the words behind what is written, as far as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._suffix = ""

    def show_suffix(self, words: str) -> None:
        """Show these words behind the text."""
        if words != self._suffix:
            self._suffix = words
            describe(self, words)
            self.update()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        if not self._suffix or not self.text():
            return
        used = self.fontMetrics().horizontalAdvance(self.text())
        left = theme.px(_INSET_PX) + used + theme.px(_GAP_PX)
        room = self.rect().adjusted(left, 0, -theme.px(4), 0)
        if self.fontMetrics().horizontalAdvance(self._suffix) <= room.width():
            paint_text(QPainter(self), room, self._suffix, self.font(), theme.colour("ink_2"))
