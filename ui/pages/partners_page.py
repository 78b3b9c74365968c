"""Samarbeid: those the centre works with, whom to call there, and when that was last confirmed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.pages.partners_view import PartnersView
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workspace import Workspace

DEEDS = (
    *("new_partner", "new_contact", "confirm_contact", "unconfirmed"),
    *("partners_in", "partners_out"),
    *("take_out_contact", "take_out_partner"),
)


class PartnersPage(QWidget):
    """Built when somebody first goes there: whoever unlocks does not wait for it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._built: PartnersView | None = None
        self.setLayout(column())

    @property
    def inside(self) -> PartnersView:
        """All that stands on the page."""
        if self._built is None:
            self._built = PartnersView(self._workspace)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._built)
                self._built.show()  # else it comes one turn of the window later
        return self._built

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu of partners does, under the names of its commands."""
        return {name: partial(self._do, name) for name in DEEDS}

    @Slot()
    def refresh(self) -> None:
        """Read the partners again; what is being written stays as it is."""
        self.inside.refresh()

    def focus_start(self) -> None:
        """Put the caret in the search box."""
        self.inside.focus_start()

    def _do(self, name: str) -> None:
        self.inside.deeds()[name]()
