"""When what was typed is kept: one set of clocks for everything that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_MS = 800
"""Typing is kept this long after the last key."""
AT_LATEST_MS = 3_000
"""While typing goes on, it is kept at least this often."""
QUIET_MS = 60_000
"""After this much quiet a draft becomes state even though its field has the focus."""
RETRY_MS = 5_000
"""What could not be written is tried again this long after."""


class Clocks(QObject):
    """Calls to keep, to settle and to try again, each at its time."""

    def __init__(
        self,
        parent: QObject,
        keep: Callable[[], None],
        settle: Callable[[], None],
        try_again: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self.pause = self._clock(PAUSE_MS, keep)
        self.at_latest = self._clock(AT_LATEST_MS, keep)
        # A coarse one may ring a twentieth too late: a key more than what may be lost.
        self.at_latest.setTimerType(Qt.TimerType.PreciseTimer)
        self.quiet = self._clock(QUIET_MS, settle)
        self.retry = self._clock(RETRY_MS, try_again)

    def typed(self) -> None:
        """Hear that something was typed: it is kept soon, and never later than at latest."""
        self.pause.start()
        self.quiet.start()
        if not self.at_latest.isActive():
            self.at_latest.start()

    def kept(self) -> None:
        """Hear that all that was typed is being kept."""
        self.pause.stop()
        self.at_latest.stop()

    def settled(self) -> None:
        """Hear that all that was typed is becoming state."""
        self.kept()
        self.quiet.stop()

    def stop(self) -> None:
        """Let nothing more happen by itself."""
        self.settled()
        self.retry.stop()

    def _clock(self, interval_ms: int, deed: Callable[[], None]) -> QTimer:
        clock = QTimer(self)
        clock.setSingleShot(True)
        clock.setInterval(interval_ms)
        clock.timeout.connect(deed)
        return clock
