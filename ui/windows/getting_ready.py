"""What a first look would wait for, built and loaded before it in the pauses of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.errors import UserError
from app.services.printing import load_prints
from ui.forms.spelling import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace

_PAUSE_MS = 100
"""Between two steps, so that keys come through; a step takes some tens of them."""


class GettingReady(QObject):
    """Takes one step in each pause until there is none left, or nobody sees the window any more.

    What cannot be got ready, as in a damaged vault, is left to the first look, which says why.
    """

    def __init__(self, window: QWidget, workspace: Workspace, steps: Iterator[None]) -> None:
        super().__init__(window)
        self._window = window
        self._steps = steps
        self._pause = QTimer(self, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._step)
        self._pause.start()
        workspace.tasks.run(load_prints, _nothing, self, quick=True)
        spelling(workspace.desk).begin(workspace)

    @Slot()
    def _step(self) -> None:
        if not self._window.isVisible() or not self._takes_one():
            self._pause.stop()

    def _takes_one(self) -> bool:
        try:
            return next(self._steps, _END) is not _END
        except UserError:
            return False


_END = object()


def _nothing(_result: object) -> None:
    """Nobody waits for it."""
