"""Slow work off the GUI thread, one job at a time."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Tasks(QObject):
    """Runs functions in the background and brings results home."""

    failed = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        owner: QObject,
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run `work`, then call `then` in the GUI thread unless `owner` is gone.

        A failure goes to `otherwise`, or else to `failed`.
        """
        future = self._executor.submit(work)
        future.add_done_callback(lambda done: self._bring_home((done, then, owner, otherwise)))

    def stop(self) -> None:
        """Finish the running job and forget the rest."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _bring_home(self, job: object) -> None:
        if isValid(self):
            self._finished.emit(job)

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
