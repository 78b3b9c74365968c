"""What the page of partners shows: the list, the partner the cursor is on, and the people there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.code_sets import Codes
from app.domain.partners import Partner, PartnerContact
from app.domain.register import Register
from app.i18n import _
from app.services.partners.listing import Folded, contacts_of, partner_lines, waiting_contacts
from app.services.partners.typed import typed_contacts
from ui.forms.partner_form import PartnerForm
from ui.models.partner_table import CONFIRMED, GIVING_WAY, PartnerTable, longest_confirmed
from ui.pages.partner_people import PartnerPeople
from ui.pages.partners_file import PartnersFile
from ui.pages.partners_head import PartnersHead
from ui.pages.partners_offers import PartnersOffers
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import BAR_PX, EDGE_PX, Card, column, folding, holding, row, scrolled
from ui.widgets.wide_view import WideView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from ui.workspace import Workspace

SEARCH_MS = 60
_LEAST_LIST_PX, _LEAST_FORM_PX = 140, 300
"""Less is no list and no form; the page scrolls where there is no room for both."""


class PartnersView(QWidget):
    """The list at the left; the partner the cursor is on, and the people there, at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self._here = ""
        self._is_listing = False
        self._folded = Folded()
        self.head = PartnersHead(_county(self._desk.register.folder))
        self.table = PartnerTable(workspace.today)
        shares = [each.share for each in self.table.columns]
        whole = {CONFIRMED: longest_confirmed()}
        self.view = WideView(self.table, _("Partners"), shares, GIVING_WAY, whole)
        self.view.setMinimumHeight(theme.px(_LEAST_LIST_PX))
        self.nothing = Label("", "quiet", wrap=True)
        self.offers, self.file = PartnersOffers(), PartnersFile(workspace)
        self.form = PartnerForm(self._desk)
        self.remove = Button(_("Take the partner out"), "link")
        self.people = PartnerPeople(workspace)
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._lay_out()
        self._connect()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu of partners does, under the names of its commands."""
        return {
            "new_partner": self.begin_partner,
            "new_contact": self.begin_contact,
            "confirm_contact": self.people.confirm_today,
            "unconfirmed": self.head.turn_unconfirmed,
            "partners_in": self.file.choose_to_read,
            "partners_out": self.file.choose_to_write,
            "take_out_contact": self.take_out_contact,
            "take_out_partner": self.take_out_partner,
        }

    @Slot()
    def refresh(self) -> None:
        """Read the partners again; what is being written stays as it is."""
        self._desk.register.renew()
        self._list()

    def focus_start(self) -> None:
        """Put the caret in the search box; beside it what was typed in cases is looked up."""
        vault = self._workspace.vault
        self._workspace.tasks.run(lambda: typed_contacts(vault), self.offers.hold, self)
        self.head.search.setFocus()
        self.head.search.selectAll()

    def show_partner(self, partner_id: str, contact_id: str = "") -> None:
        """Put the cursor on a partner, and on somebody there."""
        self._here = partner_id
        self._list()
        if partner_id not in [line.partner.id for line in self.table.lines]:
            self.head.clear()
            self._list()
        self.people.show_contact(contact_id)

    @Slot()
    def begin_partner(self) -> None:
        """Add a partner, of the kind and in the municipality that are looked at."""
        wanted = self.head.wanted
        made = Partner(kind=wanted.kind, municipalities=Codes(wanted.municipality.split()))
        self._add((made,))

    @Slot()
    def begin_contact(self) -> None:
        """Add a contact person at the partner that is shown."""
        partner = self._partner
        if partner is None:
            self._workspace.tell(_("Choose a partner first."))
            return
        made = PartnerContact(partner_id=partner.id)
        if self._desk.change([made]):
            self.show_partner(partner.id, made.id)
            self.people.form.name.setFocus()

    @Slot()
    def take_out_contact(self) -> None:
        """Take out the contact person that is shown."""
        contact = self.people.chosen()
        if contact is not None:
            self._take_out(contact.name, contact)

    @Slot()
    def take_out_partner(self) -> None:
        """Take out the partner that is shown, with everybody there."""
        partner = self._partner
        if partner is None:
            self._workspace.tell(_("Choose a partner first."))
            return
        people = contacts_of(self._desk.register.folder, partner.id)
        self._take_out(partner.name, partner, *people)
        self.view.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Esc from what is written to the row it is about, and then to the search."""
        if event.key() != Qt.Key.Key_Escape or self.head.search.hasFocus():
            super().keyPressEvent(event)
        elif self.view.hasFocus() or not self.table.lines:
            self.focus_start()
        else:
            self.view.setFocus()

    @property
    def _partner(self) -> Partner | None:
        found = self._desk.register.folder.entities.get(self._here)
        return found if isinstance(found, Partner) else None

    @Slot(object)
    def _add(self, made: Sequence[Entity]) -> None:
        """Add a partner, and perhaps somebody there; a partner that is there stays as it is."""
        known = self._desk.register.folder.entities
        if self._desk.change([each for each in made if each.id not in known]):
            self.head.clear()
            self.show_partner(made[0].id, made[-1].id)
            self.form.name.setFocus()

    def _take_out(self, name: str, *entities: Entity) -> None:
        self._desk.settle()
        folder = self._desk.register.folder
        gone = [folder.entities[each.id] for each in entities]
        if self._desk.change([], removed=gone):
            told = _("{name} is taken out. Ctrl+Z brings it back.")
            self._workspace.tell(told.format(name=name or _("(no name yet)")))

    def _lay_out(self) -> None:
        listed = Card(column(self.view, spacing=0), margin=1)
        lists = column(self.nothing, listed, self.offers, spacing=8)
        lists.setStretch(1, 1)
        left = holding(lists, (0, 0, BAR_PX, 0))
        card = Card(column(self.form, row(self.remove, None), spacing=12))
        self._right = holding(column(card, self.people, None, spacing=12), (0, 0, 0, 4))
        self._side = scrolled(self._right, keeps_room=True)
        self._side.setMinimumHeight(theme.px(_LEAST_FORM_PX))
        body = folding(left, self._side, below=760, spacing=16 - BAR_PX, shares=(5, 3))
        head = holding(column(self.head, self.file, spacing=14), (0, 0, BAR_PX, 0))
        whole = column(head, body, spacing=14)
        whole.setStretch(1, 1)
        around = holding(whole, (EDGE_PX, 20, EDGE_PX - 2 * BAR_PX, 20))  # two bars keep room
        self.setLayout(column(scrolled(around, keeps_room=True)))

    def _connect(self) -> None:
        self.head.changed.connect(self._later.start)
        self.head.entered.connect(self._go_to_list)
        self.head.new.clicked.connect(self.begin_partner)
        self._later.timeout.connect(self._found)
        self.offers.taken.connect(self._add)
        self.file.closed.connect(self.view.setFocus)
        self.view.selectionModel().currentRowChanged.connect(self._point)
        self.view.row_opened.connect(self.form.name.setFocus)
        self.people.add.clicked.connect(self.begin_contact)
        self.remove.clicked.connect(self.take_out_partner)
        self.people.form.remove.clicked.connect(self.take_out_contact)
        self._desk.watch(self, {Partner: (), PartnerContact: ()}, self._list)

    @Slot()
    def _found(self) -> None:
        """Show what is looked for, and say how many there are."""
        self._list()
        self.head.say_found()

    @Slot()
    def _go_to_list(self) -> None:
        self._later.stop()
        self._list()
        if self.table.lines:
            self.view.setFocus()

    @Slot()
    def _list(self) -> None:
        """Show the partners asked for; the one that is written in stays in sight."""
        register, today = self._desk.register.folder, self._workspace.today()
        lines = partner_lines(register, self.head.wanted, today, self._folded)
        ids = [line.partner.id for line in lines]
        before = self.view.currentIndex().row()
        self._is_listing = True
        self.table.show(lines)
        is_written_in = self._partner is not None and self._right.isAncestorOf(self._focused())
        if self._here not in ids and not is_written_in:
            self._here = ids[min(max(before, 0), len(ids) - 1)] if ids else ""
        if self._here in ids:
            self.view.selectRow(ids.index(self._here))
        self._is_listing = False
        self.offers.show_for(register, self.head.wanted)
        self.head.say(len(lines), waiting_contacts(register, today))
        self._say_nothing(bool(lines))
        self._show()

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _say_nothing(self, any_found: bool) -> None:  # noqa: FBT001 - what is said depends on it
        none = _("No partner is like that.") if self.head.narrows else _("No partners yet.")
        self.nothing.setText(none)
        self.nothing.setVisible(not any_found)

    @Slot(QModelIndex)
    def _point(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_listing:
            self._here = self.table.lines[index.row()].partner.id
            self._show()

    def _show(self) -> None:
        """Show the partner, and the people there."""
        partner = self._partner
        self._side.setVisible(partner is not None)  # else the list has the whole width
        self.form.show_partner(partner)
        register = self._desk.register.folder
        self.people.show_people(contacts_of(register, partner.id) if partner else ())


def _county(register: Folder) -> str:
    return register.centre.county if isinstance(register, Register) else ""
