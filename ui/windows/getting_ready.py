"""What a first look would wait for, built and loaded before it in the pauses of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.services.printing import load_prints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from ui.system.tasks import Tasks

_PAUSE_MS = 100
"""Between two steps, so that keys come through; a step takes some tens of them."""


class GettingReady(QObject):
    """Takes one step in each pause until there is none left, or nobody sees the window any more."""

    def __init__(self, window: QWidget, tasks: Tasks, steps: Iterator[None]) -> None:
        super().__init__(window)
        self._window = window
        self._steps = steps
        self._pause = QTimer(self, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._step)
        self._pause.start()
        tasks.run(load_prints, _nothing, self, quick=True)

    @Slot()
    def _step(self) -> None:
        if not self._window.isVisible() or next(self._steps, _END) is _END:
            self._pause.stop()


_END = object()


def _nothing(_result: object) -> None:
    """Nobody waits for it."""
