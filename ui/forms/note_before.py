"""The note of the meeting before, beside the one that is written: to read, never to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.templates import worded
from app.formats import short_date
from app.i18n import _
from app.services.case.work_list import note_before
from app.services.templates.finding import template_of
from ui.widgets.key_button import KeyButton
from ui.widgets.layouts import column, row
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.folders import Folder
    from app.domain.meetings import Meeting
    from ui.desk import Desk


class NoteBefore(QWidget):
    """Folded until it is asked for; nothing of it is read before that."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._before: Meeting | None = None
        self._fold = KeyButton(_("The note before"), "Ctrl+B", "quiet-link")
        self.text = NotesField(2)
        self.text.setAccessibleName(_("The note before"))
        self.text.set_locked(locked=True)
        self.text.hide()
        self.setLayout(column(row(self._fold, None), self.text, spacing=4))
        self._fold.clicked.connect(self.turn)

    def show_before(self, meeting: Meeting) -> None:
        """Offer the note before a meeting; where there is none, nothing stands here."""
        self._before = note_before(self._desk.case, meeting)
        self.text.hide()
        self.text.show_text("")
        self.setVisible(self._before is not None)
        if self._before is not None and self._before.day is not None:
            day = short_date(self._before.day, self._desk.today())
            self._fold.setText(_("The note of {day}").format(day=day))

    @Slot()
    def turn(self) -> None:
        """Read it, or fold it away again."""
        if self._before is None:
            return
        if self.text.isHidden():
            self.text.show_text(_read(self._desk.case, self._desk.register.folder, self._before))
            self.text.show()
            self.text.setFocus()
        else:
            self.text.hide()


def _read(case: Case, register: Folder, meeting: Meeting) -> str:
    """Return a note as it reads: each part that was written under its title."""
    notes = case.note(meeting.id)
    form = template_of(meeting, tuple(notes), register)
    parts = [
        f"{worded(section.title)}\n{notes[section.key].text.strip()}"
        for section in form.sections
        if section.key in notes and notes[section.key].text.strip()
    ]
    return "\n\n".join(parts)
