"""The recovery sheets that open the vault; a new one is made in a dialog of the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from app.formats import long_date
from app.i18n import _
from app.services.vault.new_keys import makes_keys, sheets_in_force
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, row

if TYPE_CHECKING:
    from app.services.vault.new_keys import SheetInForce
    from ui.workspace import Workspace


class SheetsCard(Card):
    """Everybody sees which sheets hold; an administrator replaces them."""

    new_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.new = Button(_("Make a new recovery sheet …"))
        self.sheets = Label("", wrap=True)
        lead = _(
            "Compare the figures with those on the sheet. A sheet with others no longer opens the "
            "vault. If it is lost, or somebody may have seen it, make a new one."
        )
        super().__init__(
            column(
                row(Label(_("The recovery sheet"), "heading"), None),
                self.sheets,
                Label(lead, "quiet", wrap=True),
                folding(self.new, None, below=420, spacing=8),
                None,
                spacing=10,
            )
        )
        self.sheets.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.new.clicked.connect(self.new_wanted)

    @Slot()
    def refresh(self) -> None:
        """Show which sheets are in force now."""
        found = sheets_in_force(self._workspace.vault)
        none = _("No sheet opens this vault, only the county’s key.")
        self.sheets.setText("\n".join(map(_line, found)) or none)
        self.new.setVisible(makes_keys(self._workspace.vault))


def _line(sheet: SheetInForce) -> str:
    if sheet.made_on is None:
        return _("{figures}, made before Leia kept the day").format(figures=sheet.fingerprint)
    day = long_date(sheet.made_on)
    return _("{figures}, made on {day}").format(figures=sheet.fingerprint, day=day)
