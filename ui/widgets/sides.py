"""A page between two sides that lie beside it where there is room, and over it as drawers else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.layouts import EDGE_PX, row

if TYPE_CHECKING:
    from collections.abc import Mapping

LEFT, RIGHT = "left", "right"
_SCRIM = 60
"""How dark the page lies under a drawer, of 255."""
_DRAWER_PX = 340
_FROM = {LEFT: 700, RIGHT: 1000}
"""From how many pixels on, at normal text size, a side lies beside the page."""
_BESIDE_PX = {LEFT: 236, RIGHT: 344}


class WhereBar(QFrame):
    """Says where one is and what lies in the drawers, with the key that opens each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("whereBar")
        self.left = KeyButton("", "F6", "bar")
        self.left.setAccessibleName(_("Sections of the conversation"))
        self._place = ElidedLabel("", "label")
        self._number = Label("", "quiet")
        self._right = Label("", "quiet")
        self.right = KeyButton("", "F7", "bar")
        self.right.setAccessibleName(_("Activities"))
        layout = row(self.left, self._place, self._number, None, self._right, self.right)
        layout.setContentsMargins(EDGE_PX, 4, EDGE_PX, 4)
        self.setLayout(layout)

    def show_place(self, place: str, number: str, right: str) -> None:
        """Show the part one is in, its number among all, and what the right side holds."""
        self._place.setText(place)
        self._number.setText(number)
        self._right.setText(right)


class _Scrim(QWidget):
    """Dims the page while a drawer lies over it; a click goes back to the page."""

    pressed = Signal()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme.colour("shade")
        colour.setAlpha(_SCRIM)
        QPainter(self).fillRect(self.rect(), colour)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class Sides(QWidget):
    """The same key goes into a side and puts it away; the caret comes back where it was."""

    def __init__(
        self, left: QWidget, middle: QWidget, right: QWidget, *, starts: tuple[QWidget, QWidget]
    ) -> None:
        """Lay a page between two sides; `starts` is where the keyboard begins in each."""
        super().__init__()
        self._starts = dict(zip((LEFT, RIGHT), starts, strict=True))
        self._sides: Mapping[str, QWidget] = {LEFT: left, RIGHT: right}
        self._middle = middle
        self.bar = WhereBar()
        self._scrim = _Scrim()
        for part in (self.bar, left, middle, right, self._scrim):
            part.setParent(self)  # Tab goes through them in this order, as the eye does
        self._wanted = {LEFT: True, RIGHT: True}
        self._drawn = ""
        self._before: QWidget | None = None
        self._scrim.pressed.connect(self.close_drawer)
        self.bar.left.clicked.connect(self.toggle_left)
        self.bar.right.clicked.connect(self.toggle_right)

    @property
    def drawn(self) -> str:
        """Which side lies over the page as a drawer; empty for none."""
        return self._drawn

    def is_beside(self, side: str) -> bool:
        """Whether there is room for a side beside the page."""
        return self.width() >= theme.px(_FROM[side])

    @Slot()
    def toggle_left(self) -> None:
        """Show or hide the left side."""
        self._toggle(LEFT)

    @Slot()
    def toggle_right(self) -> None:
        """Show or hide the right side."""
        self._toggle(RIGHT)

    @Slot()
    def close_drawer(self) -> None:
        """Go back to the page, with the caret where it was."""
        if self._drawn:
            self._drawn = ""
            self._lay_out()
            self._give_back_focus()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._middle.minimumSizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return self._middle.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._drawn and self.is_beside(self._drawn):
            self._drawn = ""
        self._lay_out()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drawn:
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def _toggle(self, side: str) -> None:
        if self.is_beside(side):
            self._turn(side)
            return
        if self._drawn == side:
            self.close_drawer()
            return
        if not self._drawn:
            self._before = QApplication.focusWidget()
        self._drawn = side
        self._lay_out()
        if self._starts[side].isVisible():
            self._starts[side].setFocus()

    def _turn(self, side: str) -> None:
        """Go into a side that lies beside the page; from there the same key puts it away."""
        is_in = self._sides[side].isAncestorOf(QApplication.focusWidget() or self)
        self._wanted[side] = not (self._wanted[side] and is_in)
        self._lay_out()
        if not self._wanted[side]:
            self._give_back_focus()
        elif self._starts[side].isVisible():
            self._before = QApplication.focusWidget()
            self._starts[side].setFocus()

    def _give_back_focus(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def _lay_out(self) -> None:
        room = self.rect()
        narrow = not all(self.is_beside(side) for side in self._sides)
        self.bar.setVisible(narrow)
        if narrow:
            height = self.bar.sizeHint().height()
            self.bar.setGeometry(0, 0, room.width(), height)
            room.setTop(height)
        page = QRect(room)
        for side, part in self._sides.items():
            part.setVisible(self._is_shown(side))
            wide = theme.px(_BESIDE_PX[side])
            if not self.is_beside(side):
                part.setGeometry(self._drawer(side, room))
            elif self._wanted[side] and side == LEFT:
                part.setGeometry(room.left(), room.top(), wide, room.height())
                page.setLeft(room.left() + wide)
            elif self._wanted[side]:
                part.setGeometry(room.right() + 1 - wide, room.top(), wide, room.height())
                page.setRight(room.right() - wide)
        self._middle.setGeometry(page)
        self._scrim.setVisible(bool(self._drawn))
        if self._drawn:
            self._scrim.setGeometry(room)
            self._scrim.raise_()
            self._sides[self._drawn].raise_()

    def _is_shown(self, side: str) -> bool:
        return self._wanted[side] if self.is_beside(side) else self._drawn == side

    def _drawer(self, side: str, room: QRect) -> QRect:
        wide = min(theme.px(_DRAWER_PX), room.width() * 3 // 4)
        left = room.left() if side == LEFT else room.right() + 1 - wide
        return QRect(left, room.top(), wide, room.height())
