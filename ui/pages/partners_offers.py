"""Nav offices offered below the partners while one searches; Enter takes one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _, respelled
from app.services.partners.suggestions import NavOffice, as_partner, suggested_offices
from app.services.reference import municipality_short_name
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, inset
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from app.domain.folders import Folder
    from app.services.partners.listing import PartnersWanted


class PartnersOffers(QWidget):
    """Says of each that nobody has confirmed it; hidden where there is nothing to offer."""

    taken = Signal(object)
    """A partner made of the office that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.list = LineListView(_("Suggestions"))
        head = inset(Label(_("Suggestions from Nav's list, not confirmed"), "label"))
        self.setLayout(column(Card(column(10, head, self.list, spacing=6), margin=1)))
        self.list.opened.connect(self._take)
        self.hide()

    def show_for(self, register: Folder, wanted: PartnersWanted) -> None:
        """Offer what fits what is looked for."""
        found = suggested_offices(register, wanted)
        self.list.show_lines(tuple(map(_line, found)))
        self.setVisible(bool(found))

    @Slot(object)
    def _take(self, office: object) -> None:
        if isinstance(office, NavOffice):
            self.taken.emit(as_partner(office))


def _line(office: NavOffice) -> Line:
    return Line(
        title=respelled(office.name),
        title_rest=f" · {municipality_short_name(office.municipality)}",
        trail=_("Take in"),
        trail_role="link",
        target=office,
    )
