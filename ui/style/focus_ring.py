"""The focus ring: 3 px of sun around whatever the keyboard talks to, drawn in one place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QMenu,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.style.theme import theme

RING_PX = 3
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """Follows the focus through one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.follow)

    @Slot(QWidget, QWidget)
    def follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Move to the widget that has the focus now."""
        del old
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        window = self.window()  # not kept: a window that its ring holds is never freed
        inside = now is not None and now.window() is window and now is not window
        shown = inside and not isinstance(now, QMenuBar | QMenu | QScrollArea)
        self._watched = now if shown else None
        if self._watched is None:
            self.hide()
            return
        self._watched.installEventFilter(self)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched and event.type() in _FOLLOWED:
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), RING_PX))
        edge = RING_PX / 2
        rect = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(rect, 7, 7)

    def _place(self) -> None:
        watched = self._watched
        if watched is None or not watched.isVisible():
            self.hide()
            return
        parent = watched.parentWidget()
        if self.parentWidget() is not parent:
            self.setParent(parent)
        inset = RING_PX if isinstance(watched, QCheckBox) else RING_PX - 1
        if isinstance(watched, QAbstractScrollArea) and watched.property("edge"):
            inset = 0
        self.setGeometry(watched.geometry().adjusted(-inset, -inset, inset, inset))
        self.show()
        self.raise_()
