"""Contact between the meetings: newest first, each with its words; never printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.periods import ContactAttempt
from app.formats import clock, short_date
from app.i18n import _
from app.services.case.contacts import attempts, attempts_words, contact_words
from ui.forms.contact_line import ContactLine
from ui.widgets.labels import Label
from ui.widgets.layouts import column
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from datetime import date

    from ui.workspace import Workspace

_LEAD_PX = 170


class ContactsForm(QWidget):
    """A list; Enter writes words on a row, Delete takes it out."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self._count = Label("", "quiet", wrap=True)
        self.list = LineListView(_("Contact"), lead_px=_LEAD_PX, grows=True)
        self.line = ContactLine(self._desk)
        head = column(Label(_("Contact"), "heading"), self._count, spacing=4)
        self.setLayout(column(head, self.list, self.line, spacing=8))
        self.list.opened.connect(self._write)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._take_out)
        self._desk.watch(self, (ContactAttempt,), self.show_case)

    @Slot()
    def show_case(self) -> None:
        """Show the contact there was in the case on the desk."""
        if self._desk.editing is None:
            return
        case, today = self._desk.case, self._workspace.today()
        none = _("Nothing yet. One key writes down a call or a message: see the Client menu.")
        self._count.setText(attempts_words(case, today) or none)
        found = attempts(case)
        names = self._names() if found else {}
        self.list.show_lines(
            tuple(
                Line(
                    lead=_moment(each, today),
                    title=contact_words(each),
                    subtitle=each.words,
                    trail=names.get(each.counsellor_id, ""),
                    target=each.id,
                )
                for each in found
            )
        )
        self.list.setVisible(bool(found))

    def _names(self) -> dict[str, str]:
        with self._workspace.vault.work() as work:
            return work.lists.counsellor_names()

    @Slot(object)
    def _write(self, attempt_id: str) -> None:
        attempt = self._desk.case.get(ContactAttempt, attempt_id)
        self.line.show_attempt(attempt, contact_words(attempt))

    @Slot()
    def _take_out(self) -> None:
        line = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if line is None:
            return
        attempt = self._desk.case.get(ContactAttempt, line.target)
        if self._desk.change([], removed=[attempt]):
            self._workspace.tell(_("Taken out: {what}.").format(what=contact_words(attempt)))


def _moment(attempt: ContactAttempt, today: date) -> str:
    day = short_date(attempt.day, today) if attempt.day else ""
    return " ".join(part for part in (day, clock(attempt.at) if attempt.at else "") if part)
