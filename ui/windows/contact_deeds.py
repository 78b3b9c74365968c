"""Quick contact: one key writes that somebody was phoned or written to, from case or list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QMainWindow

from app.formats import joined, uncapital
from app.i18n import _
from app.services.case.case_access import ReasonNeeded
from app.services.case.contacts import QUICK, attempted, contact_words, count_attempts
from ui.forms.contact_line import ContactLine
from ui.pages.clients_page import ClientsPage
from ui.windows.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.permissions import Reason
    from app.services.case.contacts import Quick
    from ui.workspace import Workspace


class ContactDeeds(QObject):
    """Writes attempts; a row of the list is enough, the case need not be shown."""

    def __init__(self, window: QMainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace, self._desk = window, workspace, workspace.desk
        self.line = ContactLine(workspace.desk)
        centre = window.centralWidget()
        around = centre.layout() if centre is not None else None
        if isinstance(around, QBoxLayout):
            around.insertWidget(around.count() - 1, self.line)  # above the status line

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {quick.name: partial(self._note, quick) for quick in QUICK}

    def undo(self) -> bool:
        """Take back what was just written from the list; say whether that was it."""
        if self._listed() is None or not self._is_there():
            return False
        self._desk.undo()
        if not self._is_there():
            self._desk.just_noted = ""
        self._workspace.tell(_("Undone: {what}.").format(what=_("contact")))
        return True

    def _is_there(self) -> bool:
        editing, noted = self._desk.editing, self._desk.just_noted
        return editing is not None and noted in editing.folder.entities

    def _listed(self) -> ClientsPage | None:
        """Return the list of clients where it is in sight."""
        page = self._window.findChild(ClientsPage)
        return page if page is not None and page.isVisible() else None

    def _note(self, quick: Quick) -> None:
        listed = self._listed()
        editing = self._desk.editing
        client_id = listed.chosen_id if listed else editing.client_id if editing else ""
        if not client_id:
            self._workspace.tell(_("Open a client, or choose one in the list, first."))
            return
        try:
            self._write(quick, client_id)
        except ReasonNeeded:
            foreign = self._desk.access.foreign(client_id)
            ReasonDialog(self._window, foreign, partial(self._write, quick, client_id)).open()

    def _write(self, quick: Quick, client_id: str, reason: Reason | None = None) -> None:
        """Write it in the case, which is opened and logged as for any other writing."""
        desk, listed = self._desk, self._listed()
        desk.open(client_id, reason)
        me = self._workspace.vault.counsellor.id
        made = attempted(desk.case, quick, me, self._workspace.now())
        if not desk.change([made]):
            return
        desk.just_noted = made.id
        name = (desk.case.client.name or _("(no name yet)")) if listed else ""
        told = _told(uncapital(contact_words(made)), count_attempts(desk.case), name)
        self._workspace.tell(told)
        self.line.show_attempt(made, joined([name, contact_words(made)]))


def _told(what: str, number: int, name: str) -> str:
    if name:
        text = _("Written about {name}: {what}. Attempt {n}.")
        return text.format(name=name, what=what, n=number)
    return _("Written: {what}. Attempt {n}.").format(what=what, n=number)
