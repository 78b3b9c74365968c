"""The journey of a case as a fairway with its steps as marks; each is a way to its page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.journey import Step, StepState
from app.i18n import _
from ui.style.theme import theme
from ui.widgets.buttons import ENTER
from ui.widgets.painting import paint_text
from ui.widgets.speaking import Role, speak_as

if TYPE_CHECKING:
    from collections.abc import Sequence


_DOT_PX, _BELOW_PX, _BETWEEN_PX = 13, 6, 16
"""The dot, the room between it and its words, and between one step's words and the next one's."""
_LOW_DOT_PX, _LOW_BELOW_PX = 11, 2
"""The same where the words need two lines: a low window has no room to give away."""


class JourneyBar(QWidget):
    """Paints the steps; left and right choose one, Enter goes to it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[Step] = ()
        self._at = 0
        self._measured: tuple[Sequence[Step], int, int] | None = None
        self._fits = True
        speak_as(self, Role.Button)
        self.setAccessibleDescription(_("The journey"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Display the journey."""
        if steps == self._steps:
            return
        self._steps = steps
        self._at = next((i for i, s in enumerate(steps) if s.state == StepState.NOW), 0)
        self._say_step()
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        small = QFontMetrics(theme.font(13)).lineSpacing()
        in_one = self._in_one_line()
        lines = QFontMetrics(theme.font()).lineSpacing() + 4 if in_one else 2 * small + 2
        return QSize(400, self._words_top() + lines)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves and self._steps:
            self._at = (self._at + moves[Qt.Key(event.key())]) % len(self._steps)
            self._say_step()
            self.update()
        elif event.key() in (*ENTER, Qt.Key.Key_Space) and self._steps:
            self.chosen.emit(self._steps[self._at].page)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._steps:
            cells = [self._cell(number) for number in range(len(self._steps))]
            x = int(event.position().x())
            self._at = max((i for i, cell in enumerate(cells) if cell.left() <= x), default=0)
            self.chosen.emit(self._steps[self._at].page)

    def _say_step(self) -> None:
        """Be called by the step the arrows are on: a screen reader says it as they move."""
        if self._steps:
            step, last = self._steps[self._at], len(self._steps)
            words = (step.title, step.caption, _state_word(step.state))
            place = _("step {n} of {last}").format(n=self._at + 1, last=last)
            self.setAccessibleName(", ".join(word for word in (*words, place) if word))

    def part_in_focus(self) -> QRect:
        """Return the step the arrows are on."""
        return self._cell(self._at).adjusted(0, 0, -8, 0) if self._steps else QRect()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        one_line = self._in_one_line()
        dot = theme.px(_DOT_PX if one_line else _LOW_DOT_PX)
        marks = [self._cell(i).left() + dot // 2 for i in range(len(self._steps))]
        for number, (left, right) in enumerate(pairwise(marks)):
            is_done = self._steps[number].state == StepState.DONE
            painter.setPen(QPen(theme.colour("fjord" if is_done else "line"), 2))
            painter.drawLine(left + dot // 2 + 4, 2 + dot // 2, right - dot // 2 - 4, 2 + dot // 2)
        for number, step in enumerate(self._steps):
            self._paint_mark(painter, QRect(self._cell(number).left(), 2, dot, dot), step.state)
            self._paint_words(painter, self._words_rect(number), step, one_line=one_line)

    def _cell(self, number: int) -> QRect:
        """Return where a step stands: all equally wide, but the last, which is as its words."""
        last = len(self._steps) - 1
        if not last:
            return QRect(0, 0, self.width(), self.height())
        longest = self.width() // len(self._steps)
        end = max(min(self._wide(self._steps[last]) + 4, longest), theme.px(_DOT_PX) + 4)
        step = (self.width() - end) // last
        left = number * step
        return QRect(left, 0, end if number == last else step, self.height())

    def _words_rect(self, number: int) -> QRect:
        between = 0 if number == len(self._steps) - 1 else _BETWEEN_PX
        return self._cell(number).adjusted(0, 0, -between, 0)

    def _words_top(self) -> int:
        if self._in_one_line():
            return theme.px(_DOT_PX + _BELOW_PX)
        return theme.px(_LOW_DOT_PX + _LOW_BELOW_PX) + 2

    def _in_one_line(self) -> bool:
        """Whether the words of every step stand beside each other where there is room."""
        measured = (self._steps, self.width(), theme.px(100))
        if measured != self._measured:
            self._measured = measured
            self._fits = all(
                self._wide(step) <= self._words_rect(number).width()
                for number, step in enumerate(self._steps)
            )
        return self._fits

    def _wide(self, step: Step) -> int:
        bold = QFontMetrics(theme.font(15, QFont.Weight.DemiBold))
        caption = f" · {step.caption}" if step.caption else ""
        return bold.horizontalAdvance(step.title) + _advance(caption)

    def _paint_words(self, painter: QPainter, rect: QRect, step: Step, *, one_line: bool) -> None:
        is_now = step.state == StepState.NOW
        weight = QFont.Weight.DemiBold if is_now else QFont.Weight.Normal
        font = theme.font(15 if one_line else 13, weight)
        top, high = self._words_top(), QFontMetrics(font).lineSpacing()
        line = QRect(rect.left(), top, rect.width(), high)
        paint_text(painter, line, step.title, font, theme.colour("ink"))
        if one_line:
            caption = f" · {step.caption}" if step.caption else ""
            line.setLeft(line.left() + QFontMetrics(font).horizontalAdvance(step.title))
            paint_text(painter, line, caption, theme.font(), theme.colour("ink_2"))
        else:
            below = line.translated(0, line.height())
            paint_text(painter, below, step.caption, theme.font(13), theme.colour("ink_2"))

    def _paint_mark(self, painter: QPainter, rect: QRect, state: StepState) -> None:
        role = {StepState.DONE: "fjord", StepState.NOW: "fjord", StepState.AHEAD: "border"}[state]
        painter.setPen(QPen(theme.colour(role), 2))
        is_done = state == StepState.DONE
        painter.setBrush(theme.colour(role) if is_done else theme.colour("ground"))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        if is_done:
            painter.setPen(QPen(theme.colour("surface"), 2))
            at, unit = rect.topLeft(), rect.width() / 13
            points = [
                QPoint(round(at.x() + x * unit), round(at.y() + y * unit))
                for x, y in ((3, 7), (6, 10), (10, 4))
            ]
            painter.drawPolyline(points)


def _advance(text: str) -> int:
    return QFontMetrics(theme.font()).horizontalAdvance(text)


def _state_word(state: StepState) -> str:
    return {
        StepState.DONE: _("done"),
        StepState.NOW: _("now"),
        StepState.AHEAD: _("ahead"),
    }[state]
