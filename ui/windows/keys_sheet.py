"""The sheet of keys: those of the page one is on, and those that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from app.i18n import _
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.key_names import key_text
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.windows.command import Command
from ui.windows.commands import commands
from ui.windows.page_keys import keys_everywhere, page_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = QSize(560, 620)
_KEY_PX = 170
_OF_PAGES = ("talk", "line", "client", "partners", "templates", "print", "edit")
"""The menus whose commands work on what is in sight; they come in this order."""


class KeysSheet(QDialog):
    """Lies over the window and holds nothing up; Esc gives the caret back to where it was."""

    def __init__(self, window: QWidget, topic: str) -> None:
        super().__init__(window)
        offer_help(self, topic)
        self._came_from = window.focusWidget()
        self.setWindowTitle(_("Keys on this page"))
        self.list = LineListView(_("Keys on this page"), lead_px=_KEY_PX)
        self.list.show_lines(tuple(_lines(window, topic)))
        close = Button(_("Close"))
        close.clicked.connect(self.reject)
        card = Card(column(self.list), margin=1)
        layout = column(
            Label(_("Keys on this page"), "heading"), card, row(None, close), spacing=12
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        wanted = QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height()))
        self.resize(wanted.boundedTo(window.size() - QSize(40, 40)))
        self.ring = FocusRing(self)
        self.finished.connect(self._give_back)
        self.list.setFocus()

    @Slot()
    def _give_back(self) -> None:
        window, field = self.parentWidget(), self._came_from
        if window is not None:
            window.activateWindow()
        if field is not None and isValid(field) and field.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()


def show_keys(window: QWidget, topic: str) -> None:
    """Show the keys of a page; asked for again, the sheet that is there goes."""
    shown = window.findChild(KeysSheet)
    if shown is not None and shown.isVisible():
        shown.reject()
    else:
        KeysSheet(window, topic).show()


def keys_on_page(window: QWidget, topic: str) -> list[tuple[str, str]]:
    """Return the keys of the page in sight that do something now, each with what it does."""
    own = [(_said(key), words) for key, words in page_keys(topic)]
    here = [each for each in _that_are_on(window) if each.in_sight]
    here.sort(key=lambda each: _OF_PAGES.index(each.menu))
    return own + [(key_text(each.key), each.text) for each in here]


def _lines(window: QWidget, topic: str) -> Iterator[Line]:
    here = keys_on_page(window, topic)
    if here:
        yield Line(title=_("On this page"), strong=True)
    yield from (Line(lead=key, title=words) for key, words in here)
    yield Line(title=_("Everywhere"), strong=True)
    yield from (Line(lead=_said(key), title=words) for key, words in keys_everywhere())
    everywhere = (each for each in _that_are_on(window) if not each.in_sight)
    yield from (Line(lead=key_text(each.key), title=each.text) for each in everywhere)


def _that_are_on(window: QWidget) -> list[Command]:
    return [each for each in commands() if each.key and _is_on(window, each)]


def _is_on(window: QWidget, command: Command) -> bool:
    action = window.findChild(QAction, command.name)
    return action is not None and action.isEnabled()


def _said(keys: str) -> str:
    return ", ".join(key_text(key) for key in keys.split(", "))
