"""What delegates paint with: pills and cut text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygon

from ui.style.theme import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_GROUNDS = {
    "grey": ("grey_bg", "ink_2"),
    "other": ("grey_bg", "ink_2"),
    "ok": ("ok_bg", "ok"),
    "sun": ("sun_bg", "sun"),
    "red": ("red_bg", "red"),
    "client": ("client_bg", "client"),
    "nav": ("nav_bg", "nav"),
    "centre": ("centre_bg", "centre"),
    "button": ("surface", "ink"),
    "primary": ("fjord", "on_fjord"),
    "link": ("", "fjord"),
}
_BUTTONS = {"button", "primary", "link"}


def pill_font() -> QFont:
    """Return the font of a pill."""
    return theme.font(14, QFont.Weight.DemiBold)


def pill_width(text: str) -> int:
    """Return how wide a pill with this text is."""
    return QFontMetrics(pill_font()).horizontalAdvance(text) + theme.px(20)


def paint_pill(painter: QPainter, rect: QRect, text: str, role: str) -> None:
    """Paint a pill at the left of a rectangle, in the middle of its height."""
    ground, ink = _GROUNDS[role]
    font = pill_font()
    is_button = role in _BUTTONS
    height = QFontMetrics(font).height() + (8 if is_button else 2)
    width = min(pill_width(text) + (8 if is_button else 0), rect.width())
    frame = QRect(rect.left(), rect.center().y() - height // 2 + 1, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("border") if role == "button" else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    radius = 6 if is_button else height / 2
    shape = within(frame) if role == "button" else QRectF(frame)
    painter.drawRoundedRect(shape, radius, radius)
    painter.setPen(theme.colour(ink))
    painter.setFont(font)
    words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width - 8)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def within(frame: QRect) -> QRectF:
    """Return where a line of one pixel lies whole inside a frame, not half beside it."""
    return QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5)


def paint_text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> int:
    """Paint one line of text, cut with … where it is too long; returns its width."""
    metrics = QFontMetrics(font)
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, _LEFT, words)
    return min(metrics.horizontalAdvance(words), rect.width())


def paint_fold(painter: QPainter, rect: QRect, title: str, rest: str, *, folded: bool) -> None:
    """Paint a heading that rows can be folded under: an arrow, its words, and what it holds."""
    side, middle = theme.px(8), rect.center().y() + 1
    left, half = rect.left() + theme.px(4), side // 2
    points = (
        [QPoint(left, middle - half), QPoint(left, middle + half), QPoint(left + half + 1, middle)]
        if folded
        else [
            QPoint(left - 1, middle - half + 1),
            QPoint(left + side - 1, middle - half + 1),
            QPoint(left + half - 1, middle + half),
        ]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ink_2"))
    painter.drawPolygon(QPolygon(points))
    painter.restore()
    words = rect.adjusted(theme.px(18), 0, 0, 0)
    bold = theme.font(15, QFont.Weight.DemiBold)
    used = paint_text(painter, words, f"{title}  ", bold, theme.colour("ink"))
    paint_text(painter, words.adjusted(used, 0, 0, 0), rest, theme.font(), theme.colour("ink_2"))
