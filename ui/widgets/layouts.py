"""Short ways to stack widgets; spacing in steps of 4 px."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.style.theme import theme

EDGE_PX = 24
"""From the edges of a page to what stands on it: one left and one right edge everywhere."""
BAR_PX = 8
"""A scroll bar's own room, taken from the right edge; the style sheet says it too."""
NO_LIMIT = 16_777_215
"""What Qt calls no limit of a width or a height."""

Item = QWidget | QLayout | int | None
L = TypeVar("L", QHBoxLayout, QVBoxLayout)


def row(*items: Item, spacing: int = 8) -> QHBoxLayout:
    """Lay items side by side: a number is a fixed space, None takes what is left."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    return _filled(layout, items)


def from_the_top(*items: Item, spacing: int = 8) -> QHBoxLayout:
    """Return items side by side that begin at the same height, however tall each is."""
    layout = row(*items, spacing=spacing)
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = item.widget() if item is not None else None
        if widget is not None:
            layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
    return layout


def column(*items: Item, spacing: int = 8) -> QVBoxLayout:
    """Lay items one under the other; numbers and None as in `row`."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    return _filled(layout, items)


def inset(*items: Item, spacing: int = 8) -> QVBoxLayout:
    """Lay items one under the other, away from the edges of a card whose lists reach them."""
    layout = column(*items, spacing=spacing)
    layout.setContentsMargins(16, 0, 16, 0)
    return layout


def page(layout: QLayout, above: int = 20) -> QVBoxLayout:
    """Lay out a page that scrolls; its bar keeps its room, so that nothing moves when it comes."""
    body = holding(layout, (EDGE_PX, above, EDGE_PX - BAR_PX, 20))
    return column(scrolled(body, keeps_room=True))


def _filled(layout: L, items: tuple[Item, ...]) -> L:
    layout.setContentsMargins(0, 0, 0, 0)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def holding(layout: QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """Return a plain widget around a layout."""
    widget = QWidget()
    layout.setContentsMargins(*margins)
    widget.setLayout(layout)
    return widget


class ScrollingPage(QScrollArea):
    """Lets a tall page be read in a low window, and follows the focus and the caret.

    Whoever scrolls by hand is left where they read until they move the caret.
    """

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self._focused: QWidget | None = None
        self._written_in: QPlainTextEdit | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow_again)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._follow_growing)
        bar.actionTriggered.connect(self._stay_here)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def keep_in_sight(self, box: QPlainTextEdit) -> None:
        """Follow the caret of the box that has the focus, also when the page grows under it."""
        self._written_in = box
        self._show_caret()

    @Slot()
    def _show_caret(self) -> None:
        """Scroll to the caret, but not under a pressed button: that would mark more text."""
        box, page = self._written_in, self.widget()
        if box is None or page is None or not box.hasFocus() or QApplication.mouseButtons():
            return
        line = box.cursorRect()
        middle = box.viewport().mapTo(page, line.center())
        self.ensureVisible(middle.x(), middle.y(), 0, line.height() // 2 + _ROUND_LINE_PX)

    @Slot()
    def _follow_growing(self) -> None:
        """Follow at once, and again when what grew has got its places."""
        self._follow_again()
        if self._focused is not None:
            self._soon.start()

    @Slot()
    def _follow_again(self) -> None:
        """Keep the caret, or what has the focus, in sight when the page grew or shrank."""
        if self._written_in is not None:
            self._show_caret()
        elif self._focused is not None and self._focused.hasFocus():
            self._show_whole(self._focused)

    def _show_whole(self, field: QWidget) -> None:
        """Scroll to a field; of a box of lines Qt itself shows only where the caret is."""
        self.ensureWidgetVisible(field, 0, theme.px(_ROUND_FOCUS_PX))
        page = self.widget()
        fits = field.height() < self.viewport().height()
        if page is not None and fits and not QApplication.mouseButtons():
            top = field.mapTo(page, field.rect().topLeft()).y()
            for edge in (top + field.height(), top):
                self.ensureVisible(self.horizontalScrollBar().value(), edge, 0, 8)

    @Slot()
    def _stay_here(self) -> None:
        self._focused = self._written_in = None

    @Slot(QWidget, QWidget)
    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        del old
        self._focused = self._written_in = None
        if now is not None and self.isAncestorOf(now) and now is not self.viewport():
            self._focused = now
            self._show_whole(now)
            self._soon.start()  # a card that opens for the focus is laid out only then


def page_around(widget: QWidget) -> ScrollingPage | None:
    """Return the page that scrolls a widget, if one does."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, ScrollingPage):
        around = around.parentWidget()
    return around


def scrolled(widget: QWidget, *, keeps_room: bool = False) -> QScrollArea:
    """Return a scroll area that lets a tall page be read in a low window.

    Its bar can keep its room while there is nothing to scroll, for the sake of an edge.
    """
    area = ScrollingPage()
    if keeps_room:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setObjectName("scrolled")
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    return area


_ROUND_FOCUS_PX = 40
"""How much of its surroundings is shown with a field that got the focus, at normal text size."""
_ROUND_LINE_PX = 24
"""How much is shown above and below the line one writes in."""


class FoldingRow(QWidget):
    """Items side by side where there is room, under each other where there is not."""

    def __init__(self, layout: QHBoxLayout, fold_below: int) -> None:
        super().__init__()
        self._fold_below = fold_below
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(layout)
        self._row = layout

    @override
    def minimumSizeHint(self) -> QSize:
        items = [self._row.itemAt(number) for number in range(self._row.count())]
        widest = max((item.minimumSize().width() for item in items if item is not None), default=0)
        return QSize(widest, self._row.minimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = event.size().width() >= theme.px(self._fold_below)
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()


def folding(
    *items: Item, below: int, spacing: int = 14, shares: tuple[int, ...] = (), at_top: bool = False
) -> FoldingRow:
    """Return items that stand side by side from a width on (in pixels at normal text size).

    `shares` says how the width is divided, in the order of the items; `at_top`, that they begin at
    the same height.
    """
    layout = from_the_top(*items, spacing=spacing) if at_top else row(*items, spacing=spacing)
    for number, share in enumerate(shares):
        layout.setStretch(number, share)
    return FoldingRow(layout, below)


class Card(QFrame):
    """A white sheet with a thin border that groups what belongs together."""

    def __init__(self, layout: QLayout | None = None, margin: int = 16) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if layout is not None:
            above = max(margin - 2, 1)  # Qt takes less than nothing for a margin of its own
            layout.setContentsMargins(margin, above, margin, margin)
            self.setLayout(layout)
