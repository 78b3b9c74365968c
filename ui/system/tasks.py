"""Slow work off the GUI thread, one job at a time, and quick work that does not wait for it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_LEAST_STEP = 0.005
"""What is not seen on a bar is not told."""


class Running:
    """A `Progress` that tells the window how far a job is, and lets the window stop the job."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._told = -1.0
        self._stopped = Event()

    def stop(self) -> None:
        """Ask the job to stop; it may be past the point where it can."""
        self._stopped.set()

    def __call__(self, part: float) -> bool:
        """Tell how much is done, 0 to 1; answers whether to go on. Called by the worker."""
        is_end = part >= 1 > self._told
        if part - self._told >= _LEAST_STEP or part < self._told or is_end:
            self._told = part
            self._tell(part)
        return not self._stopped.is_set()


class Tasks(QObject):
    """Runs functions in the background and brings results home."""

    failed = Signal(object)
    _finished = Signal(object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._followed: WeakSet[Running] = WeakSet()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._quick = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quick")
        self._is_stopped = False
        self._finished.connect(self._deliver)
        self._moved.connect(self._show)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        owner: QObject,
        otherwise: Callable[[BaseException], None] | None = None,
        *,
        quick: bool = False,
    ) -> None:
        """Run `work`, then call `then` in the GUI thread unless `owner` is gone.

        A failure goes to `otherwise`, or else to `failed`. Jobs follow one another; a `quick` one,
        which must not touch the vault's files, does not wait for a long one such as a copy. Once
        stopped it runs nothing more: a timer may still ask while its window goes.
        """
        if self._is_stopped:
            return
        future = (self._quick if quick else self._executor).submit(work)
        future.add_done_callback(lambda done: self._bring_home((done, then, owner, otherwise)))

    def follow(self, show: Callable[[float], None], owner: QObject) -> Running:
        """Return what a job tells its progress to; `show` gets it in the GUI thread."""
        running = Running(lambda part: self._bring_part((show, owner, part)))
        self._followed.add(running)
        return running

    def halt(self) -> None:
        """Ask everything that goes on to stop."""
        for running in list(self._followed):
            running.stop()

    def stop(self) -> None:
        """Stop the running job where it can be stopped, or finish it; forget the rest."""
        self.halt()
        self._is_stopped = True
        for executor in (self._executor, self._quick):
            executor.shutdown(wait=True, cancel_futures=True)

    def _bring_home(self, job: object) -> None:
        if isValid(self):
            self._finished.emit(job)

    def _bring_part(self, told: object) -> None:
        if isValid(self):
            self._moved.emit(told)

    @Slot(object)
    def _show(self, told: tuple[Callable[[float], None], QObject, float]) -> None:
        show, owner, part = told
        if isValid(owner):
            show(part)

    @Slot(object)
    def _deliver(self, job: tuple[Future[Any], Any, QObject, Any]) -> None:
        future, then, owner, otherwise = job
        if future.cancelled() or not isValid(owner):
            return
        error = future.exception()
        if error is None:
            then(future.result())
        elif otherwise is not None:
            otherwise(error)
        else:
            self.failed.emit(error)
