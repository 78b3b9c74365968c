"""On the waiting list and in from it: what the menu of the client does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.choices import PeriodState
from app.errors import NotFinished
from app.i18n import _
from app.services.case.periods import taken_in
from ui.windows.waiting_dialog import WaitingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from app.domain.periods import Intake
    from ui.workspace import Workspace


class WaitingDeeds(QObject):
    """Works on the present period of the case on the desk; each deed can be undone."""

    def __init__(self, window: QMainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace, self._desk = window, workspace, workspace.desk

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {"put_waiting": self.put, "take_in_waiting": self.take_in}

    @Slot()
    def put(self) -> None:
        """Ask by which rule somebody waits, then put them on the list."""
        self._desk.settle()
        state = self._desk.case.intake.state
        if state in {PeriodState.COMPLETED, PeriodState.ENDED_EARLY}:
            self._workspace.tell(_("The guidance is over. Begin a new period first."))
            return
        WaitingDialog(self._window, self._workspace, self._put).open()

    @Slot()
    def take_in(self) -> None:
        """Let the guidance of somebody who waits begin."""
        self._desk.settle()
        period = self._desk.case.intake
        if period.state != PeriodState.WAITING:
            self._tell(_("{name} is not on the waiting list."))
        elif self._desk.change([taken_in(period, self._workspace.today())]):
            self._tell(_("{name} is taken in from the waiting list."))

    def _put(self, period: Intake) -> None:
        if not self._desk.change([period]):
            raise NotFinished(self._desk.failure)
        self._tell(_("{name} is on the waiting list."))

    def _tell(self, sentence: str) -> None:
        name = self._desk.case.client.name or _("(no name yet)")
        self._workspace.tell(sentence.format(name=name))
