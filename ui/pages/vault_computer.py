"""What the computer below the vault does for it: an encrypted disk and swap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.i18n import _
from app.services.program.disk_protection import (
    DiskProtection,
    disk_line,
    look_at_disks,
    swap_line,
)
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column

if TYPE_CHECKING:
    from ui.workspace import Workspace


class ComputerCard(Card):
    """Asked anew each time it is shown, beside the window."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._disk, self._swap = Label("", wrap=True), Label("", wrap=True)
        why = _(
            "The vault is encrypted wherever it is. What the computer itself puts on the "
            "disk – memory, sleep, paper on its way to the printer – is protected by disk "
            "encryption."
        )
        heading = Label(_("This computer"), "heading")
        layout = column(heading, self._disk, self._swap, Label(why, "quiet", wrap=True), spacing=6)
        layout.setContentsMargins(17, 14, 17, 16)
        self.setLayout(layout)

    @Slot()
    def refresh(self) -> None:
        """Ask the system."""
        folder = self._workspace.vault.folder
        self._workspace.tasks.run(lambda: look_at_disks(folder), self._show, self, quick=True)

    def _show(self, found: DiskProtection) -> None:
        self._disk.setText(disk_line(found))
        self._swap.setText(swap_line(found))
