"""Fields for the codes of a data list: one of them, or several as chips in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import repolish
from ui.widgets.painting import paint_text
from ui.widgets.speaking import Role, describe, speak_as
from ui.widgets.tick_list import TickList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

_CHIP_PAD_PX, _CHIP_GAP_PX, _CHIP_HEIGHT_PX = 8, 6, 24
_EMPTYING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class ListedField(ChoiceField):
    """One code of a data list, or none yet; Delete empties it."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], unlisted: Callable[[str], str] = str
    ) -> None:
        """Offer these, and first of all that nobody has asked."""
        super().__init__([("", _("not asked yet")), *choices], unlisted)
        self._look_empty()
        self.currentIndexChanged.connect(self._look_empty)

    @override
    def offer(self, choices: Sequence[tuple[str, str]], empty: str = "") -> None:
        """Offer these from now on, and first what stands for no answer."""
        super().offer([("", empty or _("not asked yet")), *choices])

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in _EMPTYING and not e.modifiers():
            if self.currentData():
                self.setCurrentIndex(0)
                self.edited.emit("")
            return
        super().keyPressEvent(e)

    @Slot()
    def _look_empty(self) -> None:
        """Show in the ink of hints that nothing is answered."""
        is_empty = not self.currentData()
        if self.property("unanswered") != is_empty:
            self.setProperty("unanswered", is_empty)
            repolish(self)


class SeveralField(QComboBox):
    """Several codes of a data list: chips in a box, and a list with ticks.

    Letters open the list at what they begin, Space ticks there; Delete takes the last chip out.
    """

    edited = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], unlisted: Callable[[str], str] = str
    ) -> None:
        """Offer these; what is stored and is none of them is called what `unlisted` says."""
        super().__init__()
        speak_as(self, Role.ComboBox)
        self._offered = dict(choices)
        self._unlisted = unlisted
        self._codes: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        describe(self, _("not asked yet"))
        self.list = TickList(self)
        """The list that opens below the box."""
        self.list.ticked.connect(self._tick)
        self.list.left.connect(self._leave)

    @property
    def codes(self) -> tuple[str, ...]:
        """What is chosen, in the order of the list; what it lacks stands last."""
        listed = [code for code in self._offered if code in self._codes]
        return (*listed, *sorted(self._codes - self._offered.keys()))

    def show_text(self, text: str) -> None:
        """Display the codes that a text names."""
        self._show(frozenset(text.split()))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; what is chosen stays, also where it is none of them."""
        self._offered = dict(choices)
        self.update()

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse choosing."""
        self.setEnabled(not locked)

    def touched(self) -> str:
        """Nothing is written here."""
        return ""

    def label_of(self, code: str) -> str:
        """Return what a code is called here."""
        return self._offered.get(code) or self._unlisted(code)

    @override
    def showPopup(self) -> None:
        lines = [(code, self.label_of(code)) for code in self._offered]
        lines += [(code, self.label_of(code)) for code in self.codes if code not in self._offered]
        self.list.open_below(self, lines, self._codes)

    @override
    def hidePopup(self) -> None:
        self.list.close()

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        if e.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.showPopup()

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        e.accept()

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        plain = not e.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if e.key() in _EMPTYING and plain:
            if self.codes:
                self._tick(self.codes[-1])
        elif e.key() in {Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_F4} and not (
            e.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.showPopup()
        elif plain and e.text().strip() and e.text().isprintable():
            self.showPopup()
            self.list.keyboardSearch(e.text())
        else:
            e.ignore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        room.setLeft(theme.px(10) if not self._codes else theme.px(6))
        room.setRight(self.width() - theme.px(28))
        if self._codes:
            self._paint_chips(painter, room)
        elif self.isEnabled():
            paint_text(painter, room, _("not asked yet"), self.font(), theme.colour("hint"))

    def _paint_chips(self, painter: QPainter, room: QRect) -> None:
        """Paint as many chips as there is room for, and how many more there are."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = [self.label_of(code) for code in self.codes]
        for place, word in enumerate(words):
            behind = len(words) - place - 1
            kept = self._chip_width(f"+{behind}") + _CHIP_GAP_PX if behind else 0
            wide = self._chip_width(word)
            if place and wide + kept > room.width():
                self._paint_chip(painter, room, f"+{behind + 1}")
                return
            self._paint_chip(painter, room.adjusted(0, 0, -kept, 0), word)
            room.setLeft(room.left() + wide + theme.px(_CHIP_GAP_PX))

    def _chip_width(self, word: str) -> int:
        return self.fontMetrics().horizontalAdvance(word) + 2 * theme.px(_CHIP_PAD_PX)

    def _paint_chip(self, painter: QPainter, room: QRect, word: str) -> None:
        wide = min(self._chip_width(word), room.width())
        high = min(theme.px(_CHIP_HEIGHT_PX), self.height() - 4)
        frame = QRect(room.left(), (self.height() - high) // 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("grey_bg"))
        painter.drawRoundedRect(frame, 4, 4)
        inside = frame.adjusted(theme.px(_CHIP_PAD_PX), 0, -theme.px(_CHIP_PAD_PX) + 1, 0)
        paint_text(painter, inside, word, self.font(), theme.colour("ink"))

    @Slot(bool)
    def _leave(self, on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self.focusNextPrevChild(on)

    @Slot(str)
    def _tick(self, code: str) -> None:
        """Choose a code, or no longer."""
        self._show(self._codes ^ {code})
        self.edited.emit(" ".join(sorted(self._codes)))
        text = _("chosen: {what}") if code in self._codes else _("taken out: {what}")
        announce(self, text.format(what=self.label_of(code)))

    def _show(self, codes: frozenset[str]) -> None:
        if codes == self._codes:
            return
        self._codes = codes
        words = ", ".join(self.label_of(code) for code in self.codes)
        self.setToolTip(words)
        describe(self, _("chosen: {what}").format(what=words) if words else _("not asked yet"))
        self.list.show_ticks(codes)
        self.update()
