"""Esc leads back to where one came from, to the same row, and never asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from ui.windows.pages import ABOVE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ui.windows.case_ways import CaseViews, CaseWays

_OF_CASE = frozenset({"person", "talk"})
_SETTINGS = frozenset(page.name for page in SETTINGS)
_ROOTS = frozenset(page.name for page in ABOVE)
"""Where the way begins; whoever goes there comes from nowhere."""


@dataclass(frozen=True)
class _Stop:
    """A page one was at, about whom, and what had the focus there."""

    page: str
    client_id: str
    focus: QWidget | None


class WayBack(QObject):
    """Remembers the pages one came by; a conversation leads to its person by itself."""

    def __init__(
        self, window: QWidget, ways: CaseWays, views: CaseViews, go: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._ways = ways
        self._views = views
        self._go = go
        self._stops: list[_Stop] = []
        self._goes_back = False

    def leave(self, here: str, to: str) -> None:
        """Remember where one is, just before another page is shown."""
        is_one_place = any(here in one and to in one for one in (_OF_CASE, _SETTINGS))
        if to in _ROOTS:
            self._stops.clear()
        elif not self._goes_back and not is_one_place and here not in {to, "knowledge"}:
            before = [stop.page for stop in self._stops]
            if to in before:
                del self._stops[before.index(to) :]
            else:
                client_id = self._ways.here(here).client_id
                self._stops.append(_Stop(here, client_id, self._window.focusWidget()))

    def take(self, event: QKeyEvent, here: str) -> bool:
        """Go back if the key is Esc and there is a way; say whether one went."""
        leads = here in _OF_CASE or (here not in _ROOTS and self._stops)
        if event.key() != Qt.Key.Key_Escape or not leads:
            return False
        if here == "talk":
            self._ways.step_back()
        else:
            self._back()
        return True

    def _back(self) -> None:
        stop = self._last_stop()
        self._goes_back = True
        try:
            self._show(stop.page)
        finally:
            self._goes_back = False
        focus = stop.focus
        if focus is not None and isValid(focus) and focus.isVisible() and focus.isEnabled():
            focus.setFocus()

    def _last_stop(self) -> _Stop:
        """Return the last page one was at; one about somebody else is left out."""
        client_id = self._ways.here("person").client_id
        while self._stops:
            stop = self._stops.pop()
            if stop.page not in _OF_CASE or stop.client_id == client_id:
                return stop
        return _Stop(ABOVE[0].name, "", None)

    def _show(self, page: str) -> None:
        if page == "person":
            self._views.show_case(self._views.person.page_name)
        elif page == "talk":
            self._views.open_talk(self._views.talk.meeting_id)
        else:
            self._go(page)
