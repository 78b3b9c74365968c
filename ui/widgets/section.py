"""A part of a long form under a heading that folds it, and says then how much is answered."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.buttons import ENTER
from ui.widgets.layouts import column, holding
from ui.widgets.painting import paint_text
from ui.widgets.speaking import describe

_HEAD_PX, _ARROW_PX = 26, 5


class SectionHead(QAbstractButton):
    """A heading that folds what is under it, by a click, Space or Enter."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.is_open = True
        self.answered = ""
        self.setText(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_state(self, *, is_open: bool, answered: str) -> None:
        """Show whether it is folded, and how much is answered under it."""
        self.is_open, self.answered = is_open, answered
        describe(self, answered if is_open else f"{_('folded')}, {answered}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(_HEAD_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(_HEAD_PX))

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in ENTER and not e.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = theme.font(17, QFont.Weight.DemiBold)
        room = self.rect().adjusted(0, 0, -theme.px(24), 0)
        used = paint_text(painter, room, self.text(), bold, theme.colour("ink"))
        if not self.is_open:
            gap = used + QFontMetrics(bold).horizontalAdvance("  ")
            rest = room.adjusted(gap, theme.px(2), 0, 0)
            paint_text(painter, rest, self.answered, theme.font(14), theme.colour("ink_2"))
        self._paint_arrow(painter, self.rect().adjusted(room.right(), 0, 0, 0))

    def _paint_arrow(self, painter: QPainter, room: QRect) -> None:
        """Paint where it folds: down where it is open, to the right where it is folded."""
        painter.setPen(QPen(theme.colour("ink_2"), 1.5))
        half, middle = theme.px(_ARROW_PX), room.center()
        across, down = (half, half // 2) if self.is_open else (half // 2, half)
        tip = QPoint(0, half // 2) if self.is_open else QPoint(half // 2, 0)
        first = middle + QPoint(-across, -down)
        last = middle + (QPoint(across, -down) if self.is_open else QPoint(-across, down))
        painter.drawPolyline([first, middle + tip, last])


class Section(QWidget):
    """A heading and what it folds."""

    turned = Signal()
    """Somebody folded it, or opened it."""

    def __init__(self, key: str, title: str, body: QLayout) -> None:
        super().__init__()
        self.key = key
        self.head = SectionHead(title)
        self._body = holding(body)
        self._answered, self._count = "", (-1, -1)
        self.setLayout(column(self.head, self._body, spacing=10))
        self.head.clicked.connect(self._turn)

    @property
    def is_open(self) -> bool:
        """Whether what is in it is in sight."""
        return self.head.is_open

    def name(self, title: str) -> None:
        """Call it something else."""
        if title != self.head.text():
            self.head.setText(title)

    def count(self, answered: int, of: int) -> None:
        """Say how many of its questions are answered."""
        if (answered, of) != self._count:
            self._count = (answered, of)
            self._answered = _("{n} of {all} answered").format(n=answered, all=of)
            self.head.show_state(is_open=self.is_open, answered=self._answered)

    def open(self, *, is_open: bool = True) -> None:
        """Open or fold it, without telling."""
        self._body.setVisible(is_open)
        self.head.show_state(is_open=is_open, answered=self._answered)

    @Slot()
    def _turn(self) -> None:
        self.open(is_open=not self.is_open)
        self.turned.emit()
