"""Whether everything a window says has room, and lies where it can be seen."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from ui.widgets.labels import ElidedLabel, Pill

MEASURED = (
    QLabel,
    QAbstractButton,
    QTabBar,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractItemView,
)
SLACK_PX = 1


def shown(window: QWidget) -> list[QWidget]:
    """Return every measured widget on screen; the insides of boxes and lists count with them."""
    return [w for w in window.findChildren(QWidget) if _counts(w) and w.isVisibleTo(window)]


def _counts(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox | QMenuBar | QLineEdit | QTabBar | QAbstractItemView)
    return isinstance(widget, MEASURED) and not inside and widget.objectName() != "qt_msgbox_icon"


def clipped(window: QWidget) -> Iterator[str]:
    """Return what has less room than its words need."""
    for widget in shown(window):
        width, height = _need(widget)
        if widget.width() + SLACK_PX < width or widget.height() + SLACK_PX < height:
            yield f"{_name(widget)}: {widget.width()}×{widget.height()} of {width}×{height}"


def _need(widget: QWidget) -> tuple[int, int]:
    """Return the width and height a widget's words need; 0 where it does not matter."""
    letters = widget.fontMetrics().height()
    if isinstance(widget, QLabel):
        return _need_of_label(widget) if widget.text() else (0, 0)
    if isinstance(widget, QAbstractButton | QTabBar):
        return (widget.sizeHint().width(), letters)
    return (0, letters)


def _need_of_label(label: QLabel) -> tuple[int, int]:
    hint = label.sizeHint()
    gives_way = label.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum
    if isinstance(label, ElidedLabel) or (isinstance(label, Pill) and gives_way):
        return (0 if label.toolTip() else hint.width(), hint.height())
    if label.wordWrap():
        return (0, label.heightForWidth(label.width()))
    return (hint.width(), hint.height())


def out_of_sight(window: QWidget) -> Iterator[str]:
    """Return what lies outside its window, or outside what can be scrolled into sight."""
    for widget in shown(window):
        rect, at = widget.rect(), widget
        while at is not window:
            parent = at.parentWidget()
            rect = rect.translated(at.pos())
            if (
                isinstance(parent.parentWidget(), QScrollArea)
                and at is parent.parentWidget().widget()
            ):
                rect = _scrolled(rect, parent)
                at = parent.parentWidget()
                rect.translate(parent.pos())
                continue
            if not parent.rect().adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX).contains(rect):
                yield f"{_name(widget)}: {_words(rect)} in {_name(parent)} {_words(parent.rect())}"
                break
            at = parent


def _scrolled(rect: QRect, viewport: QWidget) -> QRect:
    """Return where a rectangle can be scrolled to: anywhere in the viewport."""
    width = min(rect.width(), viewport.width())
    height = min(rect.height(), viewport.height())
    return QRect(QPoint(0, 0), viewport.size()).intersected(QRect(0, 0, width, height))


def sideways(window: QWidget) -> Iterator[str]:
    """Return pages that have to be scrolled sideways to be read."""
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisibleTo(window) and content and content.width() > area.viewport().width():
            yield f"{_name(area)}: {content.width()} in {area.viewport().width()}"


def _words(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()}×{rect.height()})"


def _name(widget: QWidget) -> str:
    text = widget.text() if hasattr(widget, "text") else widget.accessibleName()
    return f"{type(widget).__name__} “{str(text)[:50] or widget.objectName()}”"
