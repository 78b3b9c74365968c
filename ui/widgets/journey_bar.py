"""The journey of a case as five steps side by side; each is a way to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
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


_ROOMY = 150
"""A step narrower than this, at normal text size, shows its title smaller."""


class JourneyBar(QWidget):
    """Paints the steps; left and right choose one, Enter goes to it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[Step] = ()
        self._at = 0
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
        lines = (
            QFontMetrics(theme.font()).lineSpacing() + QFontMetrics(theme.font(13)).lineSpacing()
        )
        return QSize(400, lines + theme.px(12))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

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
            self._at = min(
                int(event.position().x() * len(self._steps) / self.width()), len(self._steps) - 1
            )
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
        return self._cell(self._at).adjusted(0, -1, 0, 1) if self._steps else QRect()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        for number, step in enumerate(self._steps):
            self._paint_step(painter, self._cell(number), number, step)

    def _cell(self, number: int) -> QRect:
        left = number * self.width() // len(self._steps)
        right = (number + 1) * self.width() // len(self._steps)
        return QRect(left, 1, right - left, self.height() - 2)

    def _paint_step(self, painter: QPainter, cell: QRect, number: int, step: Step) -> None:
        if step.state == StepState.NOW:
            painter.fillRect(cell.adjusted(1, 0, -1, 0), theme.colour("tint"))
        if number:
            painter.setPen(theme.colour("line"))
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
        mark = theme.px(13)
        self._paint_mark(
            painter, QRect(cell.left() + 10, cell.top() + theme.px(11), mark, mark), step.state
        )
        left = cell.left() + 10 + mark + 5
        title = QRect(
            left,
            cell.top() + theme.px(5),
            cell.right() - left - 4,
            QFontMetrics(theme.font()).lineSpacing(),
        )
        weight = (
            QFont.Weight.DemiBold
            if step.state == StepState.NOW or (self.hasFocus() and number == self._at)
            else QFont.Weight.Normal
        )
        size = 15 if cell.width() >= theme.px(_ROOMY) else 13
        paint_text(painter, title, step.title, theme.font(size, weight), theme.colour("ink"))
        below = title.translated(0, title.height())
        below.setHeight(QFontMetrics(theme.font(13)).lineSpacing())
        paint_text(painter, below, step.caption, theme.font(13), theme.colour("ink_2"))

    def _paint_mark(self, painter: QPainter, rect: QRect, state: StepState) -> None:
        role = {StepState.DONE: "ok", StepState.NOW: "fjord", StepState.AHEAD: "border"}[state]
        painter.setPen(QPen(theme.colour(role), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush if state == StepState.AHEAD else theme.colour(role))
        painter.drawEllipse(rect)
        if state == StepState.DONE:
            painter.setPen(QPen(theme.colour("surface"), 2))
            at, unit = rect.topLeft(), rect.width() / 13
            points = [
                QPoint(round(at.x() + x * unit), round(at.y() + y * unit))
                for x, y in ((3, 7), (6, 10), (10, 4))
            ]
            painter.drawPolyline(points)


def _state_word(state: StepState) -> str:
    return {
        StepState.DONE: _("done"),
        StepState.NOW: _("now"),
        StepState.AHEAD: _("ahead"),
    }[state]
