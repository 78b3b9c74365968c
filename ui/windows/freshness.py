"""What keeps the window true: lists are read again once stored, and what waits is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView

from app.services.case.today import COUNTED, count_waiting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.page import Page
    from ui.widgets.rail import Rail
    from ui.workspace import Workspace

REFRESH_MS = 250


class Freshness(QObject):
    """Hears of commits and of the clock; tells the window, and the rail what waits."""

    stale = Signal()
    """What is on screen is to be read again, once typing and saving pause."""

    def __init__(self, window: QWidget, workspace: Workspace, rail: Rail) -> None:
        super().__init__(window)
        self._window = window
        self._is_new_day = self._is_other_minute = self._was_stored = False
        self._workspace = workspace
        self._rail = rail
        self._pause = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._pause.timeout.connect(self.stale)
        workspace.changes.changed.connect(self._note_stored)
        workspace.calendar.minute_turned.connect(self._turn_minute)
        workspace.calendar.day_turned.connect(self._turn_day)

    def concerns(self, page: Page) -> bool:
        """Whether a page may show something else now; in a new day, all that say days."""
        return (
            (page.follows and self._was_stored)
            or (page.by_the_clock and self._is_other_minute)
            or (self._is_new_day and not page.of_centre)
        )

    @Slot()
    def _note_stored(self) -> None:
        self._was_stored = True
        self._pause.start()

    @Slot()
    def _turn_minute(self) -> None:
        self._is_other_minute = True
        self.stale.emit()

    @Slot()
    def _turn_day(self) -> None:
        """Paint the cells of tables again: they say days as of when they are painted."""
        self._is_new_day = True
        for view in self._window.findChildren(QAbstractItemView):
            view.viewport().update()

    @Slot()
    def count(self) -> None:
        """Show in the rail how many things wait; whatever page is on screen was just read."""
        self._is_new_day = self._is_other_minute = self._was_stored = False
        waiting = count_waiting(self._workspace.vault, self._workspace.today())
        self._rail.show_waiting("today", waiting, most=COUNTED)
