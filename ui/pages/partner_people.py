"""The people at a partner: a table, and whoever the cursor is on in a form below it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Slot

from app.i18n import _
from ui.forms.partner_form import ContactForm
from ui.models.partner_table import CONTACTS_GIVING_WAY, ContactTable
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.wide_view import WideView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.partners import PartnerContact
    from ui.workspace import Workspace

_ROWS = 5
"""How many stand in sight; a longer table scrolls."""


class PartnerPeople(Card):
    """Whom to call there."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._desk = workspace, workspace.desk
        self._is_listing = False
        self.table = ContactTable(workspace.today)
        widths = [each.share for each in self.table.columns]
        self.view = WideView(self.table, _("Contact persons"), widths, CONTACTS_GIVING_WAY)
        self.view.is_second = True
        self.form = ContactForm(self._desk)
        self.add = Button(_("New contact person"))
        head = row(Label(_("Contact persons"), "heading"), None, self.add)
        super().__init__(column(head, self.view, self.form, spacing=12))
        self.view.selectionModel().currentRowChanged.connect(self._point)
        self.view.row_opened.connect(self.form.name.setFocus)
        self.form.confirm.clicked.connect(self.confirm_today)

    def show_people(self, people: Sequence[PartnerContact]) -> None:
        """Show them, and whoever was shown before, or else the first."""
        shown = self.form.contact
        ids = [each.id for each in people]
        at = ids.index(shown.id) if shown and shown.id in ids else 0
        self._is_listing = True
        self.table.show(people)
        if people:
            self.view.stand_at(at)
        self._is_listing = False
        self.form.show_contact(people[at] if people else None)
        self.view.setVisible(bool(people))
        high = self.view.verticalHeader().defaultSectionSize() * min(max(len(people), 1), _ROWS)
        heading = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(high + heading + 2)

    def show_contact(self, contact_id: str) -> None:
        """Put the cursor on somebody."""
        ids = [each.id for each in self.table.contacts]
        if contact_id in ids:
            row = ids.index(contact_id)
            self.view.stand_at(row)
            self.form.show_contact(self.table.contacts[row])

    def chosen(self) -> PartnerContact | None:
        """Return whoever is shown; where nobody is, that is said."""
        self._desk.settle()
        contact = self.form.contact
        if contact is None:
            self._workspace.tell(_("Choose a contact person first."))
        return contact

    @Slot()
    def confirm_today(self) -> None:
        """Note that whom to call and where was confirmed today."""
        contact = self.chosen()
        if contact is None:
            return
        confirmed = replace(contact, confirmed_on=self._workspace.today())
        if self._desk.change([confirmed]):
            self._workspace.tell(_("{name}: confirmed today.").format(name=contact.name))

    @Slot(QModelIndex)
    def _point(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_listing:
            self.form.show_contact(self.table.contacts[index.row()])
