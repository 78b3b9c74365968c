"""A dialog whose verb takes a while: it goes on beside the window, and nothing typed is lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout, QWidget
from typing_extensions import override

from app.errors import Cancelled, UserError
from ui.widgets.enter_key import enter_presses
from ui.widgets.fitting_body import FittingBody
from ui.widgets.layouts import column, holding
from ui.widgets.progress_panel import ProgressPanel
from ui.windows.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.storage.progress import Progress
    from ui.system.tasks import Running, Tasks
    from ui.widgets.steps import Gap, Step


class TaskDialog(Dialog):
    """Says what is missing, then what is going on, then what went wrong; closes when done."""

    topic = "vault"

    done_with = Signal(object)
    """With what the work came to."""

    said = ""
    """What is going on, while it goes on."""
    stoppable = False
    is_quick = False
    """Whether it touches no file but the database, and so waits for no copy."""

    def __init__(self, parent: QWidget, title: str, tasks: Tasks) -> None:
        super().__init__(parent, title, _nothing)
        self._tasks = tasks
        self._running: Running | None = None
        self.is_working = False
        self.busy = ProgressPanel()
        self.busy.stop_wanted.connect(self._stop)
        self._body = QWidget()

    def gaps(self) -> list[Gap]:
        """Return what is missing."""
        return []

    def job(self) -> Callable[[Progress], Any]:
        """Return what the verb does, with all it needs; it is called in the worker."""
        raise NotImplementedError

    @override
    def fill(self, *items: QWidget | QLayout | int) -> None:
        self._body = holding(column(*items, spacing=14), (4, 4, 4, 4))
        super().fill(FittingBody(self._body), self.busy)

    @override
    @Slot()
    def do(self) -> None:
        if self.is_working:
            return
        gaps = self.gaps()
        for gap in gaps:
            gap.row.say(gap.problem)
        if gaps:
            gaps[0].row.field.setFocus()
            return
        self.say("")
        job = self.job()
        self._running = running = self._tasks.follow(self.busy.show_part, self)
        self.busy.begin(self.said, stoppable=self.stoppable)
        self._wait(working=True)
        self._tasks.run(
            lambda: job(running), self.finish, self, otherwise=self.refuse, quick=self.is_quick
        )

    def follow_lead(self, step: Step) -> None:
        """Let one button be the first: the step's own, as long as it leads."""
        self.act.show_kind("plain" if step.leads else "primary")
        step.led.connect(partial(self.act.show_kind, "primary"))

    def finish(self, result: object) -> None:
        """Tell that it is done, and close."""
        self._wait(working=False)
        self.done_with.emit(result)
        self.accept()

    def refuse(self, error: BaseException) -> None:
        """Say what went wrong; everything typed stays."""
        self._wait(working=False)
        if isinstance(error, Cancelled):
            self.act.setFocus()
        elif isinstance(error, UserError):
            self.say(str(error))
        else:
            self._tasks.failed.emit(error)

    @override
    def reject(self) -> None:
        if self.is_working:
            self._stop()
            return
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event, self.do):
            super().keyPressEvent(event)

    @Slot()
    def _stop(self) -> None:
        if self._running is not None and self.stoppable:
            self._running.stop()

    @override
    def _grow(self) -> None:
        """Be as tall as what is in it, now that the width is known."""
        layout = self.layout()
        need = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if need > 0 and need != self.height():
            self.resize(self.width(), need)

    def _wait(self, *, working: bool) -> None:
        self.is_working = working
        if not working:
            self.busy.end()
        for widget in (self._body, self.act, self.back):
            widget.setEnabled(not working)


def _nothing() -> None:
    """Leave the verb to `job`."""
