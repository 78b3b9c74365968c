"""The focus ring: 3 px of amber, edged, around whatever the keyboard talks to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
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
        self._path: list[QWidget] = []
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
        for widget in self._path:
            if isValid(widget):
                widget.removeEventFilter(self)
        window = self.window()  # not kept: a window that its ring holds is never freed
        inside = now is not None and now.window() is window and now is not window
        shown = inside and not isinstance(now, QMenuBar | QMenu | QScrollArea)
        self._path = _path_up(now) if shown and now is not None else []
        for widget in self._path:
            widget.installEventFilter(self)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and any(widget is watched for widget in self._path):
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), RING_PX))
        edge = RING_PX / 2 + 1
        rect = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(rect, 7, 7)
        painter.setPen(QPen(theme.colour("sun"), 1))  # amber alone is faint on light ground
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _place(self) -> None:
        ground = self._path[-1].parentWidget() if self._path else None
        if ground is None or not self._path[0].isVisible():
            self.hide()
            return
        watched = self._path[0]
        if self.parentWidget() is not ground:
            self.setParent(ground)
        inset = RING_PX + 1 if isinstance(watched, QCheckBox) else RING_PX
        rect = QRect(watched.mapTo(ground, QPoint(0, 0)), watched.size())
        self.setGeometry(rect.adjusted(-inset, -inset, inset, inset))
        self.show()
        self.raise_()


def _path_up(widget: QWidget) -> list[QWidget]:
    """Return a widget and those it lies in, up to the page that scrolls or the window.

    The ring lies on that ground: there nothing cuts it off, and it outlives the row it is round.
    """
    path = [widget]
    while (parent := path[-1].parentWidget()) is not None and not parent.isWindow():
        holder = parent.parentWidget()
        if holder is not None and isinstance(holder.parentWidget(), QScrollArea):
            break
        path.append(parent)
    return path
