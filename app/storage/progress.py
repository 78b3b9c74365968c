"""Telling how far something long has come, and being told to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.errors import Cancelled
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

Progress = Callable[[float], bool]
"""Told how much of something long is done, 0 to 1; answers False to stop it."""

_STEPS_BETWEEN = 10_000  # of SQLite's machine: some milliseconds
_PAUSE_S = 0.05
_LOOK_S = 0.2


def tell(progress: Progress | None, done: float) -> None:
    """Say how much is done; raises Cancelled when the answer is to stop."""
    if progress is not None and not progress(done):
        raise cancelled()


def part(progress: Progress | None, begins: float, ends: float) -> Progress:
    """Return the progress of one part of something longer."""
    return lambda done: progress is None or progress(begins + (ends - begins) * done)


def wait(seconds: float, progress: Progress | None) -> None:
    """Let somebody else go first for a while; raises Cancelled when told to stop meanwhile."""
    while seconds > 0:
        tell(progress, 0.0)
        Event().wait(min(seconds, _LOOK_S))
        seconds -= _LOOK_S


def cancelled() -> Cancelled:
    """Return what is raised when somebody stopped something long."""
    return Cancelled(_("It was stopped before it was finished. Nothing is changed."))


@contextmanager
def watched(
    connection: dbapi2.Connection, progress: Progress | None, done: Callable[[], float] | None
) -> Iterator[None]:
    """Ask now and then, while statements run, whether to go on; `done` says how far they are.

    Raises Cancelled in place of the driver's error when somebody stopped it.
    """
    if progress is None:
        yield
        return
    watch = _Watch(progress, done or (lambda: 0.0))
    connection.set_progress_handler(watch.look, _STEPS_BETWEEN)
    try:
        yield
    except dbapi2.Error:
        if watch.stopped:
            raise cancelled() from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


class _Watch:
    def __init__(self, progress: Progress, done: Callable[[], float]) -> None:
        self._progress = progress
        self._done = done
        self._next = 0.0
        self.stopped = False

    def look(self) -> int:
        """Return what the driver asks: 0 to go on."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _PAUSE_S
            self.stopped = not self._progress(min(self._done(), 1.0))
        return int(self.stopped)
