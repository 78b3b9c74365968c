"""The help beside the page one is on: it follows from page to page, and goes without a trace."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.i18n import _
from ui.pages.help_view import HelpView
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, column, row
from ui.windows.keys_sheet import keys_on_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.person_page import PersonPage
    from ui.pages.talk_page import TalkPage

_WIDTH_PX = 396
_BESIDE_FROM = 1000
"""Below this many pixels at normal text size the help stands in place of the page."""


class HelpBeside(QFrame):
    """Opened and closed by one key; closing gives the caret back to the field it came from."""

    opened = Signal(bool)
    """Open, or closed again."""

    def __init__(self, person: PersonPage, talk: TalkPage, where: Callable[[], str]) -> None:
        """`where` gives the name of the page in sight."""
        super().__init__()
        self._person, self._talk, self._where = person, talk, where
        self._came_from: QWidget | None = None
        self._shown_for = ""
        self.setObjectName("beside")
        self.setAccessibleName(_("Help"))
        self.hide()

    @cached_property
    def view(self) -> HelpView:
        """Search, index and text; built when somebody asks for the first time."""
        made = HelpView(beside=True)
        close = Button("×", "small")
        close.setAccessibleName(_("Close the help"))
        close.clicked.connect(self.close_help)
        layout = column(row(Label(_("Help"), "heading"), None, close), made, spacing=12)
        layout.setContentsMargins(EDGE_PX, 20, EDGE_PX, 20)
        self.setLayout(layout)
        return made

    @property
    def topic(self) -> str:
        """The topic of the page in sight."""
        where = self._where()
        if where == "talk" and self._talk.is_shared:
            return "shared"
        return self._person.page_name if where == "person" else where

    @Slot()
    def toggle(self) -> None:
        """Open the help of the page in sight, or close it."""
        if self.isVisible():
            self.close_help()
            return
        self._came_from = QApplication.focusWidget()
        self._show()
        self.show()
        self.opened.emit(True)  # noqa: FBT003
        self.view.text.setFocus()

    @Slot()
    def close_help(self) -> None:
        """Close the help, and give the caret back."""
        self.hide()
        self.opened.emit(False)  # noqa: FBT003
        field, self._came_from = self._came_from, None
        if field is not None and isValid(field) and field.isVisible():
            field.setFocus()

    @Slot()
    def follow(self) -> None:
        """Show the help of another page, where the page in sight has become one."""
        if self.isVisible() and self.topic != self._shown_for:
            self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        self._shown_for = self.topic
        self.view.show_topic(self._shown_for, keys_on_page(self.window(), self._shown_for))


class WithHelp(QWidget):
    """Pages, and the help at their right where there is room, else in their place."""

    def __init__(self, pages: QWidget, help_: HelpBeside) -> None:
        super().__init__()
        self._pages, self._help = pages, help_
        layout = row(pages, help_, spacing=0)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        help_.opened.connect(self._share_room)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        narrow = self.width() < theme.px(_BESIDE_FROM)
        self._help.setFixedWidth(self.width() if narrow else theme.px(_WIDTH_PX))
        self._pages.setVisible(not (narrow and self._help.isVisible()))
