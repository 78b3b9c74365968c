"""How single lines of a box of notes look: one highlighter, and whoever has something to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from typing_extensions import override

Look = tuple[int, int, QTextCharFormat]
"""Where a look begins in a line, how many places it covers (as Qt counts them), and how it is."""
Painter = Callable[[str], Iterable[Look]]
"""Says how parts of a line look; it is asked at each key, so it must be quick."""


class LineLooks(QSyntaxHighlighter):
    """Asks its painters about each line that changed, in the order they came.

    Where two cover the same place, the later one adds to the look of the earlier one.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._painters: list[Painter] = []

    def add(self, painter: Painter) -> None:
        """Let somebody say how lines look, from now on and for those that are there."""
        self._painters.append(painter)
        self.rehighlight()

    def refresh(self, block: QTextBlock | None = None) -> None:
        """Ask anew about one line, or about all."""
        if block is None:
            self.rehighlight()
        else:
            self.rehighlightBlock(block)

    @property
    def number(self) -> int:
        """The number of the line that a painter is just asked about, from 0."""
        return self.currentBlock().blockNumber()

    @override
    def highlightBlock(self, text: str) -> None:
        drawn: list[Look] = []
        for painter in self._painters:
            for start, length, look in painter(text):
                self.setFormat(start, length, look)
                for before, reach, other in drawn:  # few, so this is quick
                    self._both(max(start, before), min(start + length, before + reach), other, look)
                drawn.append((start, length, look))

    def _both(self, start: int, end: int, below: QTextCharFormat, above: QTextCharFormat) -> None:
        if start < end:
            both = QTextCharFormat(below)
            both.merge(above)
            self.setFormat(start, end - start, both)


def unseen() -> QTextCharFormat:
    """Return the look of what stands in a text and is not drawn in it."""
    look = QTextCharFormat()
    look.setProperty(QTextFormat.Property.FontPixelSize, 1)
    look.setForeground(Qt.GlobalColor.transparent)
    return look
