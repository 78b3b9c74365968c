"""Text on its way to something that does not exist yet: kept in the vault while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.widgets.fields import NotesField, TextField


class Jotting(QObject):
    """Keeps what stands in a field under a key of its own, until it has become something."""

    def __init__(self, desk: Desk, field: TextField | NotesField) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._key = ""
        self._kept = ""
        self.text = ""
        field.edited.connect(self._wait)
        desk.keeping.connect(self.keep)
        desk.settling.connect(self.keep)

    def show(self, key: str) -> None:
        """Show what was jotted down under a key; an empty key shows nothing."""
        if key != self._key:
            self.keep()
            self._key = key
            self._kept = self._desk.recall(key) if key else ""
            self._show(self._kept)

    def clear(self) -> None:
        """Empty the field: its text has become something."""
        self._show("")
        self.keep()

    @Slot()
    def keep(self) -> None:
        """Write the text into the vault; a failed write is tried again."""
        if not self._key or self.text == self._kept:
            return
        if self._desk.remember(self._key, self.text):
            self._kept = self.text

    def _show(self, text: str) -> None:
        self.text = text
        self._field.show_text(text)

    @Slot(str)
    def _wait(self, text: str) -> None:
        self.text = text
        self._desk.wait()
