"""A quiet way from a contact that was only typed to a contact person of a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.periods import Intake
from app.i18n import _
from app.services.partners.naming import ContactChoice, naming
from app.services.partners.typed import is_only_typed, partner_of
from ui.widgets.buttons import Button
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from ui.workspace import Workspace


class TypedContact(QWidget):
    """Stands beside the fields of Nav's contact while those words are all there is."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self._period_id = ""
        self.add = Button(_("Add to the partners"), "link")
        self.setLayout(column(None, row(self.add, None), spacing=0))
        self.add.hide()
        self.add.clicked.connect(self._add)
        self._desk.watch(self, {Intake: ("nav_contact", "nav_office")}, self._refresh)

    def show_period(self, period: Intake) -> None:
        """Offer it for a period of the case on the desk."""
        self._period_id = period.id
        self._refresh()

    @property
    def _period(self) -> Intake | None:
        editing = self._desk.editing
        found = editing.folder.entities.get(self._period_id) if editing else None
        return found if isinstance(found, Intake) else None

    @Slot()
    def _refresh(self) -> None:
        """Offer it, or no longer."""
        period = self._period
        offers = period is not None and is_only_typed(period)
        self.add.setVisible(bool(offers and period and self._desk.may_edit(period, "nav_contact")))

    @Slot()
    def _add(self) -> None:
        """Make the office and the person partners where they are not, and link them here."""
        self._desk.settle()
        period, register = self._period, self._desk.register.folder
        if period is None or not is_only_typed(period):
            return
        partner, contact = partner_of(register, period)
        new = [each for each in (partner, contact) if each.id not in register.entities]
        if new and not self._desk.change(new):
            return
        chosen = ContactChoice(contact=contact, partner=partner, label="", found_by="")
        if self._desk.change([naming(period, chosen)]):
            told = _("{name} at {office} is a partner now.")
            self._workspace.tell(told.format(name=contact.name, office=partner.name))
