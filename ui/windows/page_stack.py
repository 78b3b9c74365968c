"""The pages of the main window, one shown at a time; those of Settings beside a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListView, QStackedWidget, QWidget
from typing_extensions import override

from app.i18n import _, said
from ui.models.text_table import TextColumn, TextTable
from ui.style.theme import theme
from ui.widgets.layouts import NO_LIMIT, column, holding, row
from ui.windows.pages import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ui.pages.page import Page

_BESIDE_FROM = 880
"""Below this many pixels at normal text size the list lies above its pages."""
_LIST_PX = 152
_ROW_PX = 36
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect


class SettingsList(QListView):
    """The pages of Settings; going from one to another shows it at once."""

    chosen = Signal(str)

    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__()
        self._shown = ""
        self._pages = TextTable([TextColumn(_("Settings"), _name_in_list)])
        self._pages.show([page for page in SETTINGS if page.name in allowed])
        self.setObjectName("places")
        self.setModel(self._pages)
        self.setAccessibleName(_("Pages of Settings"))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._choose)

    def show_place(self, name: str) -> None:
        """Mark where we are."""
        self._shown = name
        if self.hasFocus():
            self.setCurrentIndex(self._place())
        else:  # a current row is one in focus to assistive technology, and there is only one
            self.selectionModel().select(self._place(), _ONLY)

    def lie(self, *, across: bool) -> None:
        """Stand as a column, or lie as one row where a column leaves too little room."""
        self.setFlow(QListView.Flow.LeftToRight if across else QListView.Flow.TopToBottom)
        self.setFixedHeight(theme.px(_ROW_PX) * (1 if across else len(self._pages.values)))
        self.setMaximumWidth(NO_LIMIT if across else theme.px(_LIST_PX))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setCurrentIndex(self._place())
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.selectionModel().clearCurrentIndex()

    def _place(self) -> QModelIndex:
        names = [page.name for page in self._pages.values]
        return self._pages.index(names.index(self._shown), 0) if self._shown else QModelIndex()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        name = self._pages.values[index.row()].name
        if name != self._shown:
            self.chosen.emit(name)
            self.setFocus()  # a page that is gone to takes it; here arrows shall go on


def _name_in_list(page: Page) -> str:
    return said(page.listed or page.text)


class PageStack(QStackedWidget):
    """Shows one page at a time."""

    chosen = Signal(str)
    turned = Signal()
    """Another page came in sight."""

    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__()
        self._inside = QStackedWidget()
        self.list = SettingsList(allowed)
        self.list.chosen.connect(self.chosen)
        beside = column(self.list, None)
        beside.setContentsMargins(24, 20, 0, 0)
        self._way = row(beside, self._inside, spacing=0)
        self._way.setStretch(1, 1)
        self._settings = holding(self._way)
        self.addWidget(self._settings)
        self._inside.currentChanged.connect(self.turned)
        self.currentChanged.connect(self.turned)

    def fill(self, pages: Mapping[str, QWidget]) -> None:
        """Take the pages in, once the stack stands in its window.

        Qt dresses all that is in a page anew each time something around it gets a new place.
        """
        inside = [page.name for page in SETTINGS]
        for name in inside:
            self._inside.addWidget(pages[name])
        for name, page in pages.items():
            if name not in inside:
                self.addWidget(page)

    @property
    def shown(self) -> QWidget | None:
        """The page in sight."""
        page = self.currentWidget()
        return self._inside.currentWidget() if page is self._settings else page

    def show_page(self, page: QWidget, name: str = "") -> None:
        """Put a page in sight; the name is what a place of Settings is known by."""
        if self._inside.indexOf(page) < 0:
            self.setCurrentWidget(page)
            return
        self.list.show_place(name)
        self._inside.setCurrentWidget(page)
        self.setCurrentWidget(self._settings)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = event.size().width() < theme.px(_BESIDE_FROM)
        self.list.lie(across=across)
        ways = QBoxLayout.Direction
        self._way.setDirection(ways.TopToBottom if across else ways.LeftToRight)
