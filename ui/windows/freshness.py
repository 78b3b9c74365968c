"""What keeps the window true: lists are read again after each commit, and what waits is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView

from app.services.case.today import COUNTED, count_waiting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
        self._workspace = workspace
        self._rail = rail
        self._pause = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._pause.timeout.connect(self.stale)
        workspace.changes.changed.connect(self._pause.start)
        workspace.calendar.minute_turned.connect(self.stale)
        workspace.calendar.day_turned.connect(self._paint_tables)

    @Slot()
    def _paint_tables(self) -> None:
        """Paint the cells again: they say days as they are painted, as of today."""
        for view in self._window.findChildren(QAbstractItemView):
            view.viewport().update()

    @Slot()
    def count(self) -> None:
        """Show in the rail how many things wait, whatever page is on screen."""
        waiting = count_waiting(self._workspace.vault, self._workspace.today())
        self._rail.show_waiting("today", waiting, most=COUNTED)
