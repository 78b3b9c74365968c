"""Hvelvet: colleagues, copies, health, and what county IT has decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.pages.vault_colleagues import ColleaguesCard
from ui.pages.vault_computer import ComputerCard
from ui.pages.vault_copies import CopiesCard
from ui.pages.vault_health import HealthCard
from ui.pages.vault_policy import PolicyCard
from ui.pages.vault_sheets import SheetsCard
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, page

if TYPE_CHECKING:
    from ui.workspace import Workspace


class VaultPage(QWidget):
    """What keeps the vault trustworthy. Nothing here shows a word of any case."""

    restore_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.colleagues = ColleaguesCard(workspace)
        self.copies = CopiesCard(workspace)
        self.health = HealthCard(workspace)
        self.sheets = SheetsCard(workspace)
        self.computer = ComputerCard(workspace)
        self.policy = PolicyCard(workspace)
        lead = Label(
            _("Who has access, where the copies are, and whether all is in order."), "quiet"
        )
        body = column(
            column(Label(_("The vault"), "title"), lead, spacing=0),
            self.colleagues,
            folding(self.copies, self.health, below=900, spacing=16, shares=(1, 1)),
            self.sheets,
            self.computer,
            self.policy,
            None,
            spacing=14,
        )
        self.setLayout(page(body))
        self.copies.restore_wanted.connect(self.restore_wanted)
        self.health.restore_wanted.connect(self.restore_wanted)

    @Slot()
    def refresh(self) -> None:
        """Read everything again; no disk but the vault's own is asked."""
        for card in (self.colleagues, self.copies, self.health, self.sheets):
            card.refresh()
        self.computer.refresh()
        self.policy.refresh()

    def focus_start(self) -> None:
        """Put the focus on the table of colleagues."""
        self.colleagues.view.setFocus()
