"""A counsellor's own reminders about a person: no colleague sees them, and no paper holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.reminders import Reminder
from app.i18n import _
from ui.forms.rows import RowForm, Rows, RowShape
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, row

if TYPE_CHECKING:
    from ui.workspace import Workspace


class RemindersForm(QWidget):
    """Reminders, each edited in place; on their day they stand under Today."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._desk, self._me = workspace.desk, workspace.vault.counsellor.id
        shape = RowShape(
            shares={"text": 4, "due_on": 2, "state": 1},
            hints={"text": _("What to remember"), "due_on": _("12.3, +14, Friday")},
            take_out=_("Take this reminder out"),
            take_named=_("Take out the reminder {name}"),
            named_by="text",
            below=620,
        )
        self._rows = Rows(self._desk, lambda each: RowForm(self._desk, each, shape))
        self.add = Button(_("New reminder"))
        about = _(
            "Only you see these, and they are never printed. On their day they are shown "
            "under Today."
        )
        title = Label(_("My reminders"), "heading")
        head = folding(title, row(None, self.add), below=560, shares=(0, 1))
        self.setLayout(column(head, Label(about, "quiet", wrap=True), self._rows, spacing=12))
        self.add.clicked.connect(self._add_empty)
        self._desk.watch(self, (Reminder,), self.show_case)

    @Slot()
    def show_case(self) -> None:
        """Show one's own in the case on the desk."""
        if self._desk.editing is not None:
            self._rows.show_rows(self._desk.case.all(Reminder))

    def focus_on(self, reminder_id: str) -> None:
        """Put the focus on one of them."""
        found = self.findChild(QWidget, f"{reminder_id}.text")
        if found is not None:
            found.setFocus()

    @Slot()
    def _add_empty(self) -> None:
        made = Reminder(client_id=self._desk.case.client.id, counsellor_id=self._me)
        if self._desk.change([made]):
            self.focus_on(made.id)
