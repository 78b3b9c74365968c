"""Buttons that say their key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget
from typing_extensions import override

from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.key_names import key_text
from ui.widgets.painting import within

_GAP = 10
_PAD = 6


class KeyButton(Button):
    """A button with its shortcut shown in a small frame; the shortcut itself is an action's."""

    def __init__(self, text: str, key: str, kind: str = "plain") -> None:
        super().__init__(text, kind)
        self._key = key_text(key)
        self.setAccessibleDescription(self._key)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self.text():  # Qt asks for the room of a word all the same
            hint.setWidth(2)
        return QSize(hint.width() + self._key_width() + self._gap(), hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._paint_words(painter, text)

    def _paint_words(self, painter: QPainter, text: str) -> None:
        colour = self._words_colour()
        metrics = QFontMetrics(self.font())
        words, key = metrics.horizontalAdvance(text), self._key_width()
        left = (self.width() - words - self._gap() - key) // 2
        if self.property("side") == "spread":
            left = 22
        painter.setPen(colour)
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, 0, words + 2, self.height()), middle, text)
        right = (
            self.width() - key - 18
            if self.property("side") == "spread"
            else left + words + self._gap()
        )
        paint_key(painter, QRect(right, 0, key, self.height()), self._key, colour)

    def _words_colour(self) -> QColor:
        if not self.isEnabled():
            return theme.colour("ink_2")
        if self.property("side") == "spread":
            return theme.colour("on_rail_2")
        primary = self.property("kind") == "primary"
        return (
            theme.colour("on_rail" if self.underMouse() else "on_fjord")
            if primary
            else theme.colour("ink")
        )

    def _gap(self) -> int:
        return _GAP if self.text() else 0

    def _key_width(self) -> int:
        return QFontMetrics(theme.font(13)).horizontalAdvance(self._key) + 2 * _PAD


class KeyCap(QWidget):
    """A key in its small frame, beside the words for what it does."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key_text(key)
        self.setAccessibleName(self._key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(13))
        return QSize(metrics.horizontalAdvance(self._key) + 2 * _PAD + 2, metrics.height() + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key(painter, self.rect().adjusted(1, 0, -1, 0), self._key, theme.colour("ink_2"))


def paint_key(painter: QPainter, rect: QRect, key: str, colour: QColor) -> None:
    """Paint a shortcut in a small frame, in the middle of a rectangle's height."""
    height = QFontMetrics(theme.font(13)).height() + 2
    frame = QRect(rect.left(), rect.center().y() - height // 2, rect.width(), height)
    faint = QColor(colour)
    faint.setAlphaF(0.55)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(faint, 1))
    painter.drawRoundedRect(within(frame), 3, 3)
    painter.setPen(colour)
    painter.setFont(theme.font(13))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
