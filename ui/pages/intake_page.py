"""Forarbeid: the preparation of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.forms.intake_form import IntakeForm
from ui.forms.likely_form import ASKED, LikelyForm
from ui.forms.reminders_form import RemindersForm
from ui.widgets.layouts import EDGE_PX, column, holding, page

if TYPE_CHECKING:
    from ui.workspace import Workspace


class IntakePage(QWidget):
    """The preparation form in a page that scrolls."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.likely = LikelyForm(workspace)
        self.form = IntakeForm(workspace.desk, workspace.vault.centre.county, self.likely)
        workspace.desk.watch(self.form, ASKED, self.likely.look_soon)
        self.reminders = RemindersForm(workspace)
        body = column(self.form, self.reminders, spacing=12)
        foot = holding(column(self.form.left), (EDGE_PX, 4, EDGE_PX, 8))
        whole = column(page(body, above=12), foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_case(self) -> None:
        """Show the case on the desk."""
        self.form.show_case()
        self.likely.show_case()
        self.reminders.show_case()

    def show_row(self, reminder_id: str) -> None:
        """Go to one of one's own reminders."""
        self.reminders.focus_on(reminder_id)

    def focus_start(self) -> None:
        """Put the caret where preparation begins."""
        self.form.name.setFocus()
