"""The waiting list: since when somebody waits, by which rule, under which agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain import fields
from app.errors import NotFinished
from app.i18n import _
from app.services.agreements import agreement_label, agreement_of, offered_agreements
from app.services.case.periods import put_on_waiting_list
from app.services.case.waiting_list import offered_priorities, priority_words
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labelled import Row
from ui.windows.dialogs import Dialog, whose

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.periods import Intake
    from ui.workspace import Workspace


class WaitingDialog(Dialog):
    """Three fields, all of them filled in; Enter puts the person on the list."""

    topic = "waiting"

    def __init__(
        self, parent: QWidget, workspace: Workspace, put: Callable[[Intake], None]
    ) -> None:
        super().__init__(parent, _("Put on the waiting list"))
        self._period, self._put = workspace.desk.case.intake, put
        self._today, self._centre = workspace.today(), workspace.vault.centre
        self.since = TextField()
        self.agreement = ChoiceField(
            [("", _("Not answered")), *offered_agreements(self._centre, self._today)],
            agreement_label,
        )
        self.priority = ChoiceField([("", _("No rule"))], priority_words)
        first = agreement_of(self._period, self._centre, self._today)
        self.agreement.show_text(self._period.agreement or (first.id if first else ""))
        self._offer()
        self.priority.show_text(self._period.priority)
        waits = put_on_waiting_list(self._period, self._today)
        self.since.setText(fields.shown(waits, "waiting_since"))
        self.agreement.edited.connect(self._offer)
        self.fill(
            whose(workspace.desk.case),
            Row(_("Waits since"), self.since),
            Row(_("Agreement"), self.agreement),
            Row(_("Priority"), self.priority),
        )
        self.priority.setFocus()

    @Slot()
    def _offer(self) -> None:
        """Offer the rules of the agreement that is chosen."""
        rules = offered_priorities(self._chosen(), self._centre, self._today)
        self.priority.offer([("", _("No rule")), *rules])

    def _chosen(self) -> Intake:
        agreement = str(self.agreement.currentData() or "")
        return fields.read(self._period, "agreement", agreement, self._today)

    @override
    def take(self) -> None:
        waits = put_on_waiting_list(self._chosen(), self._today)
        try:
            waits = fields.read(waits, "waiting_since", self.since.text(), self._today)
        except fields.Unreadable as unreadable:
            raise NotFinished(str(unreadable)) from unreadable
        priority = str(self.priority.currentData() or "")
        self._put(fields.read(waits, "priority", priority, self._today))
