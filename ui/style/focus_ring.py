"""The focus ring: 3 px of amber, edged, around whatever the keyboard talks to.

It lies outside a field or a button and inside a row. A list, a table, a page or a text to read
gets none of its own: round a quarter of a window it would say nothing about where one is.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.style.theme import theme
from ui.style.tokens import DARK

RING_PX = 3
_OUTSIDE = RING_PX
_INSIDE = (RING_PX + 4, RING_PX + 4, -RING_PX - 4, -RING_PX - 4)
"""From the edge of the ring to where none of it is painted, its corners too."""
_CLOSE = 2
"""Round a tick, whose neighbours above and below are near."""
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


@runtime_checkable
class HasParts(Protocol):
    """A painted widget of several parts, of which the keyboard talks to one."""

    def part_in_focus(self) -> QRect:
        """Return where that part lies, or nothing."""


class FocusRing(QWidget):
    """Follows the focus through one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._path: list[QWidget] = []
        self._painted: QWidget | None = None
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
        for widget in (*self._path, self._painted):
            if widget is not None and isValid(widget):
                widget.removeEventFilter(self)
        window = self.window()  # not kept: a window that its ring holds is never freed
        inside = now is not None and now.window() is window and now is not window
        self._path = _path_up(now) if inside and now is not None and _gets_a_ring(now) else []
        self._painted = _painted(self._path[0]) if self._path else None
        for widget in self._path:
            widget.installEventFilter(self)
        if self._painted is not None:
            self._painted.installEventFilter(self)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        moved = kind in _FOLLOWED and any(widget is watched for widget in self._path)
        # Whatever moves a row or a part makes it be painted: scrolling, arrows, new lines.
        if moved or (kind == QEvent.Type.Paint and watched is self._painted):
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.rect().adjusted(*_INSIDE).contains(event.rect()):
            return  # what is written within it leaves the ring as it is
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), RING_PX))
        edge = RING_PX / 2 + 1
        rect = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(rect, 6, 6)
        if theme.tokens is not DARK:  # amber alone is faint on light ground
            painter.setPen(QPen(theme.colour("sun"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def _place(self) -> None:
        ground = self._path[-1].parentWidget() if self._path else None
        rect = _rect_of(self._path[0]) if self._path else QRect()
        if ground is None or rect.isEmpty() or not self._path[0].isVisible():
            self.hide()
            return
        if self.parentWidget() is not ground:
            self.setParent(ground)
        self.setGeometry(rect.translated(self._path[0].mapTo(ground, QPoint(0, 0))))
        self.show()
        self.raise_()


def _gets_a_ring(widget: QWidget) -> bool:
    """Fields, buttons and rows; what scrolls as a whole, and menus, show it in their own way."""
    if widget.property("ringless"):
        return False
    if isinstance(widget, QPlainTextEdit | QAbstractItemView):
        return True
    return not isinstance(widget, QMenuBar | QMenu | QAbstractScrollArea)


def _painted(widget: QWidget) -> QWidget | None:
    """Return what paints the part that is in focus, where it is a part of a whole."""
    if isinstance(widget, QAbstractItemView):
        return widget.viewport()
    return widget if isinstance(widget, HasParts | QTabBar) else None


def _rect_of(widget: QWidget) -> QRect:
    """Return where the ring lies, seen from the widget; nothing where there is no row."""
    if isinstance(widget, QAbstractItemView):
        return _row_of(widget)
    if isinstance(widget, HasParts):
        return widget.part_in_focus()
    if isinstance(widget, QTabBar):
        return widget.tabRect(widget.currentIndex()).adjusted(0, 0, 0, -1)
    if widget.objectName() == "railButton":  # as wide as what it lies in
        return widget.rect()
    above = _CLOSE if isinstance(widget, QCheckBox | QRadioButton) else _OUTSIDE
    return widget.rect().adjusted(-_OUTSIDE, -above, _OUTSIDE, above)


def _row_of(view: QAbstractItemView) -> QRect:
    """Return the row the keyboard is on, as much of it as is in sight."""
    room = view.viewport().rect()
    row = view.visualRect(view.currentIndex())
    if isinstance(view, QTableView):
        row.setLeft(room.left())
        row.setRight(room.right())
    return row.intersected(room).translated(view.viewport().pos())


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
