"""What stands beside the lines of a note: who said them at the left, what they became at the right.

Painted for the lines in sight, as line numbers are; nothing is kept as a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QWidget
from typing_extensions import override

from app.domain.voices import Voice
from ui.style.theme import theme
from ui.widgets.key_button import paint_key
from ui.widgets.labels import party_role
from ui.widgets.painting import within

LEFT_PX = 32
"""From the edge of the box to its text; the sign stands in it."""
RIGHT_PX = 186
"""Room for what a line became."""
_SIGN_PX = 10
"""From the edge of the box to the sign."""
_EDGE_PX = 8
_MADE = " ✓"


@dataclass(frozen=True)
class Chip:
    """What a line became, or would become by a key."""

    text: str
    role: str
    """Whose colour it has."""
    is_made: bool = False
    """Else it is a guess, drawn dashed."""


@dataclass(frozen=True)
class LineInSight:
    """One line of the note, where it lies in the margin."""

    number: int
    rect: QRect
    """As wide as the margin, as high as the line with all it is wrapped to."""
    first_height: int
    """The height of its first row of words."""
    is_here: bool
    """Whether the caret is in it."""
    voice: Voice | None


class Margin(QWidget):
    """One side of a box of notes; asks for the lines in sight when it is painted."""

    pressed = Signal(int)
    """The number of a line that was clicked beside."""

    def __init__(
        self,
        field: QWidget,
        lines: Callable[[QRect], list[LineInSight]],
        paint_line: Callable[[QPainter, LineInSight], None],
    ) -> None:
        super().__init__(field)
        self._field = field
        self._lines = lines
        self._paint_line = paint_line
        # All of it is painted, so that a key in the text beside paints nothing here.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_wrong = bool(self._field.property("invalid"))
        painter.fillRect(event.rect(), theme.colour("sun_bg" if is_wrong else "surface"))
        for line in self._lines(event.rect()):
            if line.is_here:
                painter.fillRect(line.rect, theme.colour("tint"))
            self._paint_line(painter, line)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        for line in self._lines(QRect(place.x(), place.y(), 1, 1)):
            self.pressed.emit(line.number)


class Inset(QWidget):
    """What stands above or below a box of notes, in one line with its words at every text size."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)
        theme.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        places = self.layout()
        if places is not None:
            places.setContentsMargins(theme.px(LEFT_PX), 0, _EDGE_PX, 0)


def voice_role(voice: Voice) -> str:
    """Return the colour role of whoever said a line, or of what all agreed on."""
    return party_role(voice.party) if voice.party is not None else "ok"


def paint_sign(painter: QPainter, line: LineInSight) -> None:
    """Paint whose words a line is."""
    if line.voice is None:
        return
    role = voice_role(line.voice)
    size = 17 if line.voice is Voice.AGREED else 20
    painter.setFont(theme.font(size, QFont.Weight.Bold))
    painter.setPen(theme.colour("ink_2" if role == "other" else role))
    place = QRect(0, line.rect.top(), theme.px(LEFT_PX - 4), line.first_height)
    at = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place.adjusted(theme.px(_SIGN_PX) // 2, 0, 0, 0), at, line.voice.value)


def chip_width(chip: Chip) -> int:
    """Return how wide a chip is with all its words."""
    return QFontMetrics(_chip_font()).horizontalAdvance(_words(chip)) + theme.px(24)


def paint_chip(painter: QPainter, room: QRect, chip: Chip) -> QRect:
    """Paint a chip at the right of its room; returns where it is."""
    font = _chip_font()
    width = min(chip_width(chip), room.width())
    frame = QRect(room.right() - width + 1, room.top() + 1, width, room.height() - 2)
    ground, ink = ("grey_bg", "ink_2") if chip.role == "other" else (f"{chip.role}_bg", chip.role)
    painter.setBrush(theme.colour(ground if chip.is_made else "surface"))
    dashed = QPen(theme.colour(ink), 1.4, Qt.PenStyle.DashLine)
    painter.setPen(Qt.PenStyle.NoPen if chip.is_made else dashed)
    shape = QRectF(frame) if chip.is_made else within(frame)
    painter.drawRoundedRect(shape, frame.height() / 2, frame.height() / 2)
    painter.setPen(theme.colour(ink))
    painter.setFont(font)
    elided = QFontMetrics(font).elidedText(
        _words(chip), Qt.TextElideMode.ElideRight, width - theme.px(16)
    )
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, elided)
    return frame


def paint_hint(painter: QPainter, room: QRect, key: str, words: str) -> None:
    """Paint a key as a cap and what it does, at the right of a room."""
    font = theme.font(13)
    metrics = QFontMetrics(font)
    cap = metrics.horizontalAdvance(key) + theme.px(12)
    painter.setFont(font)
    painter.setPen(theme.colour("ink_2"))
    at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(room, at, words)
    left = room.right() - metrics.horizontalAdvance(words) - theme.px(8) - cap
    place = QRect(left, room.top(), cap, room.height())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    paint_key(painter, place, key, theme.colour("ink_2"))


def _words(chip: Chip) -> str:
    return chip.text + (_MADE if chip.is_made else "")


def _chip_font() -> QFont:
    return theme.font(13, QFont.Weight.DemiBold)
