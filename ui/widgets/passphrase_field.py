"""The field for a passphrase: dots, an eye that shows the words, and a sign of caps lock."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.buttons import ENTER, Button
from ui.widgets.fields import HeardLine

_SENSITIVE = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_VK_CAPITAL = 0x14


class EyeButton(Button):
    """Shows and hides what was typed; an open or a struck-out eye."""

    def __init__(self) -> None:
        super().__init__("", "eye")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_state(open_=False)

    def show_state(self, *, open_: bool) -> None:
        """Show an open or a struck-out eye, and say what a press does."""
        self.setChecked(open_)
        words = _("Hide what is typed") if open_ else _("Show what is typed")
        self.setAccessibleName(words)
        self.setToolTip(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the window: it means go on, also from beside the passphrase."""
        if event.key() in ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(44), super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), theme.px(16) / 10))
        middle, wide = QRectF(self.rect()).center(), theme.px(10)
        painter.drawPath(_eye(middle, wide))
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(middle, wide * 0.3, wide * 0.3)
        if not self.isChecked():
            painter.drawLine(
                middle + QPointF(-wide, wide * 0.8), middle + QPointF(wide, -wide * 0.8)
            )


class PassphraseField(HeardLine):
    """A line of dots and the button that shows it; learns from the keys about caps lock."""

    caps_lock_seen = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_SENSITIVE)
        self.setAccessibleName(name)
        self._caps_lock = False
        self.eye = EyeButton()
        self.eye.toggled.connect(self.show_plainly)

    def show_text(self, text: str) -> None:
        """Display a text without announcing an edit."""
        if text != self.text():
            self.setText(text)

    @Slot(bool)
    def show_plainly(self, plainly: bool) -> None:  # noqa: FBT001 - a slot
        """Show the words, or dots."""
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if plainly else modes.Password)
        self.setInputMethodHints(_SENSITIVE)
        self.eye.show_state(open_=plainly)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._learn(event)
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if sys.platform == "win32":
            self._see(on=_windows_caps_lock())

    def _learn(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._see(on=not self._caps_lock)
        elif len(text) == 1 and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._see(on=text.isupper() != shift)

    def _see(self, *, on: bool) -> None:
        if on != self._caps_lock:
            self._caps_lock = on
            self.caps_lock_seen.emit(on)


def _eye(middle: QPointF, wide: float) -> QPainterPath:
    path = QPainterPath(middle - QPointF(wide, 0))
    path.quadTo(middle - QPointF(0, wide * 1.25), middle + QPointF(wide, 0))
    path.quadTo(middle + QPointF(0, wide * 1.25), middle - QPointF(wide, 0))
    return path


def _windows_caps_lock() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
