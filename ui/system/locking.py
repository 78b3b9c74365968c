"""When to lock, and how the process that held the keys is replaced."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.policy.policy import Policy
    from app.settings import Settings

TICK_MS = 1_000
_START = Path(__file__).resolve().parents[1] / "__main__.py"
_STANDARD_ERROR = 2
LEAST_MINUTES, MOST_MINUTES = 1, 60
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def idle_minutes(settings: Settings, policy: Policy) -> int:
    """Return after how many minutes Leia locks itself; the county's word goes before the user's."""
    wanted = policy.idle_minutes or settings.idle_minutes
    return min(max(wanted, LEAST_MINUTES), MOST_MINUTES)


def clock_s() -> float:
    """Return seconds that go on counting while the computer sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class IdleWatch(QObject):
    """Looks for signs of life in the whole program, and tells when there were none for too long."""

    due = Signal()
    ticked = Signal(int)

    def __init__(self, minutes: int, now: Callable[[], float] = clock_s) -> None:
        super().__init__()
        self._now = now
        self._minutes = minutes
        self._last_sign = now()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def seconds_left(self) -> int:
        """How long until the program locks itself, if nobody does anything."""
        passed = self._now() - self._last_sign
        return max(0, round(self._minutes * 60 - passed))

    def start(self) -> None:
        """Begin to watch, from now on."""
        self._last_sign = self._now()
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Lock after another time than before."""
        self._minutes = minutes

    @Slot()
    def tick(self) -> None:
        """Tell how long is left; when nothing is, say that it is due and begin anew."""
        left = self.seconds_left
        self.ticked.emit(left)
        if left == 0:
            self._last_sign = self._now()
            self.due.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last_sign = self._now()
        return False


def program_command(arguments: Sequence[str]) -> list[str]:
    """Return the command that starts this very program with other arguments.

    From source nothing is imported from the folder it happens to be started in (`-P`): whoever
    put a module there would get the next passphrase.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-P", str(_START), *arguments]


def replace_process(command: Sequence[str]) -> NoReturn:
    """Put a fresh program in place of this process, so that no key or word stays in memory."""
    if os.name == "posix":
        _close_on_exec()
        os.execv(command[0], list(command))  # noqa: S606 - our own program
    import subprocess

    subprocess.Popen(list(command), close_fds=True)  # noqa: S603 - our own program
    os._exit(0)


def _close_on_exec() -> None:
    """Let no file or connection of this process reach the next one."""
    folder = Path("/proc/self/fd")
    numbers = [int(each.name) for each in folder.iterdir()] if folder.is_dir() else []
    for number in numbers:
        if number > _STANDARD_ERROR:
            with suppress(OSError):  # the one that listed the folder is closed already
                os.set_inheritable(number, False)  # noqa: FBT003 - Python's own
