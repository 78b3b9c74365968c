"""Nav offices offered below the partners while one searches; Enter takes one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _, respelled
from app.services.partners.suggestions import NavOffice, as_partner, suggested_offices
from app.services.partners.typed import offered_contacts
from app.services.reference import municipality_short_name
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, inset
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.folders import Folder
    from app.domain.partners import Partner, PartnerContact
    from app.domain.periods import Intake
    from app.services.partners.listing import PartnersWanted


class PartnersOffers(QWidget):
    """Says of each that nobody has confirmed it; hidden where there is nothing to offer."""

    taken = Signal(object)
    """The partner that was chosen, and perhaps somebody there."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: Sequence[Intake] = ()
        self.list = LineListView(_("Suggestions"))
        head = inset(Label(_("Suggestions, not confirmed"), "label"))
        self.setLayout(column(Card(column(10, head, self.list, spacing=6), margin=1)))
        self.list.opened.connect(self._take)
        self.hide()

    def hold(self, typed: Sequence[Intake]) -> None:
        """Keep the periods whose contacts at Nav were only typed, to offer those."""
        self._typed = typed

    def show_for(self, register: Folder, wanted: PartnersWanted) -> None:
        """Offer what fits what is looked for."""
        found = suggested_offices(register, wanted)
        narrows = wanted.kind or wanted.municipality or wanted.unconfirmed
        named = () if narrows else offered_contacts(register, self._typed, wanted.words)
        lines = (*(_named(*each) for each in named), *map(_office, found))
        self.list.show_lines(lines)
        self.setVisible(bool(lines))

    @Slot(object)
    def _take(self, chosen: object) -> None:
        self.taken.emit((as_partner(chosen),) if isinstance(chosen, NavOffice) else chosen)


def _named(partner: Partner, contact: PartnerContact) -> Line:
    office = f" · {partner.name} · "
    return _line(contact.name, office + _("from your cases"), (partner, contact))


def _office(office: NavOffice) -> Line:
    place = f" · {municipality_short_name(office.municipality)} · "
    return _line(respelled(office.name), place + _("from Nav's list"), office)


def _line(title: str, rest: str, target: object) -> Line:
    return Line(title=title, title_rest=rest, trail=_("Take in"), trail_role="link", target=target)
