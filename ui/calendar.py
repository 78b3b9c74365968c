"""The one clock that tells windows when another minute, and another day, has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

LOOK_MS = 15_000
"""How often it looks, besides whenever Leia comes to the front."""


class Calendar(QObject):
    """Compares the time with what it was: a clock that was set, or a sleep, is noticed too."""

    minute_turned = Signal()
    day_turned = Signal()
    """Another day has begun, or the clock was set to one; what shows dates shows them again."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._seen = now()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Tell what has turned since the last look, the day before the minute."""
        now, before = self._now(), self._seen
        self._seen = now
        if now.date() != before.date():
            self.day_turned.emit()
        if (now.date(), now.hour, now.minute) != (before.date(), before.hour, before.minute):
            self.minute_turned.emit()
