"""Text on its way to something that does not exist yet: kept in the vault while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from app.services.case.editing import FieldKey
    from ui.desk import Desk
    from ui.widgets.fields import TextField
    from ui.widgets.notes_field import NotesField


class Jotting(QObject):
    """Keeps what stands in a field beside the thing it is about, until it has become something."""

    def __init__(self, desk: Desk, field: TextField | NotesField) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._about: FieldKey | None = None
        self._client_id = ""
        self._kept = ""
        self.text = ""
        field.edited.connect(self._wait)
        desk.keeping.connect(self.keep)
        desk.settling.connect(self.keep)

    def show(self, about: FieldKey | None) -> None:
        """Show what was jotted down about a thing; None shows nothing."""
        if about != self._about:
            self.keep()
            self._about = about
            self._client_id = self._desk.case.client.id if about else ""
            self._field.setObjectName(f"{about.entity_id}.{about.name}" if about else "")
            self._kept = self._desk.jotted(about) if about else ""
            self._show(self._kept)

    def clear(self) -> None:
        """Empty the field: its text has become something."""
        self._show("")
        self.keep()

    @Slot()
    def keep(self) -> None:
        """Write the text into the vault; a failed write is tried again."""
        if self._about is None or self.text == self._kept:
            return
        if self._desk.jot(self._client_id, self._about, self.text):
            self._kept = self.text

    def _show(self, text: str) -> None:
        self.text = text
        self._field.show_text(text)

    @Slot(str)
    def _wait(self, text: str) -> None:
        self.text = text
        self._desk.wait()
