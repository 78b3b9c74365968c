"""What keys do with phrases: look one up beside the caret, go to what is to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.i18n import _
from ui.forms.expanding import expanding
from ui.forms.phrase_picker import PhrasePicker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace


class PhraseDeeds(QObject):
    """Works where the caret stands; elsewhere it is said what is missing."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {"insert_phrase": self.pick, "next_mark": self.go_to_mark}

    @Slot()
    def pick(self) -> None:
        """Look for a phrase beside the caret."""
        desk = self._workspace.desk
        field = expanding(desk).place
        if field is None:
            self._workspace.tell(_("Put the caret in a text of the client’s first."))
        else:
            PhrasePicker(self._window, desk, field).open()

    @Slot()
    def go_to_mark(self) -> None:
        """Select what is to be filled in next."""
        if not expanding(self._workspace.desk).go_to_mark():
            self._workspace.tell(_("Nothing is left to fill in here."))
