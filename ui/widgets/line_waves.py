"""Wavy lines under words of a field of one line, which can't look different by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyle, QStyleOptionFrame, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.widgets.line_looks import Look

_BEFORE_CARET = 5
"""So far to the left of the caret begins what Qt calls its rectangle."""


class LineWaves(QWidget):
    """Lies over a field while it has something to show; else it costs no key anything."""

    def __init__(self, field: QLineEdit, looks: Callable[[str], Iterable[Look]]) -> None:
        super().__init__(field)
        self._field, self._looks, self._inside = field, looks, QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        over = QHBoxLayout(field)  # follows the size of the field without being told
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionFrame()
        self._field.initStyleOption(option)
        contents = QStyle.SubElement.SE_LineEditContents
        self._inside = self._field.style().subElementRect(contents, option, self._field)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        field = self._field
        looks = tuple(self._looks(field.text()))
        if not looks:
            return
        layout = QTextLayout(field.text(), field.font())
        layout.setFormats([_range(*look) for look in looks])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        caret = field.cursorRect()
        # the stubs know nothing of the pair that PySide gives
        caret_x: float = line.cursorToX(field.cursorPosition())[0]  # type: ignore[index]
        scrolled = caret.left() + _BEFORE_CARET - caret_x
        painter = QPainter(self)
        painter.setClipRect(self._inside)
        painter.setPen(Qt.GlobalColor.transparent)  # the words are the field's to paint
        layout.draw(painter, QPointF(scrolled, caret.top()))


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found
