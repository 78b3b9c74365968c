"""Forarbeid: the preparation of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.forms.intake_form import IntakeForm
from ui.widgets.layouts import column, holding, scrolled

if TYPE_CHECKING:
    from ui.workspace import Workspace


class IntakePage(QWidget):
    """The preparation form in a page that scrolls."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.form = IntakeForm(workspace.desk, workspace.vault.centre.county)
        self.setLayout(column(scrolled(holding(column(self.form), (3, 8, 12, 12)))))

    def show_case(self) -> None:
        """Show the case on the desk."""
        self.form.show_case()

    def focus_start(self) -> None:
        """Put the caret where preparation begins."""
        self.form.name.setFocus()
