"""A small sign beside words that say the same: a number, done, to look at, a step, confidential."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.style.theme import theme

DONE, LOOK, STEP, LOCK, ASK = "done", "look", "step", "lock", "ask"
_INK = {DONE: "ok", LOOK: "sun", STEP: "fjord", LOCK: "ink_2", ASK: "sun"}
_NUMBER_PX, _SIGN_PX = 28, 14


class Mark(QWidget):
    """Drawn, so that it grows with the text; anything but the five signs is a number."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_sign(self, sign: str) -> None:
        """Become another sign."""
        self._sign = sign
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme.px(_SIGN_PX if self._sign in _INK else _NUMBER_PX)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ink = theme.colour(_INK.get(self._sign, "border"))
        painter.setPen(QPen(ink, max(1.5, theme.px(3) / 2)))
        if self._sign == DONE:
            unit = box.width() / 10
            points = [QPointF(box.x() + x * unit, box.y() + y * unit) for x, y in _TICK]
            painter.drawPolyline(points)
            return
        if self._sign == LOCK:
            _paint_lock(painter, box, ink)
            return
        painter.drawEllipse(box)
        if self._sign not in _INK:
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font(14, QFont.Weight.DemiBold))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._sign)


def _paint_lock(painter: QPainter, box: QRectF, ink: QColor) -> None:
    unit = box.width() / 10
    bow = QRectF(box.x() + 2.5 * unit, box.y(), 5 * unit, 7 * unit)
    painter.drawArc(bow, 0, 180 * 16)
    painter.setBrush(ink)
    body = QRectF(box.x() + unit, box.y() + 4 * unit, 8 * unit, 6 * unit)
    painter.drawRoundedRect(body, unit, unit)


_TICK = ((0.5, 5.5), (3.8, 8.8), (9.5, 1.5))
