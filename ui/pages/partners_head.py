"""The head of the page of partners: search, filters, and what nobody has confirmed for a year."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.code_lists import code_lists
from app.services.partners.listing import PartnersWanted, municipality_choices
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, row
from ui.widgets.speaking import describe


class PartnersHead(QWidget):
    """What one looks for, and the way to a new partner."""

    changed = Signal()
    entered = Signal()

    def __init__(self, county: str) -> None:
        """Offer every municipality, those of the centre's county first."""
        super().__init__()
        self._unconfirmed = False
        self.search = TextField()
        self.search.setPlaceholderText(_("Search for an office, a school, a name …"))
        self.search.setAccessibleName(_("Search among the partners"))
        kinds = [(each.code, each.label) for each in code_lists()["partner_kinds"].codes]
        self.kind = ChoiceField([("", _("All kinds")), *kinds])
        self.kind.setAccessibleName(_("Which kind"))
        describe(self.kind, _("Which kind"))
        self.municipality = ChoiceField(
            [("", _("All municipalities")), *municipality_choices(county)]
        )
        self.municipality.setAccessibleName(_("Which municipality"))
        describe(self.municipality, _("Which municipality"))
        self.new = KeyButton(_("New partner"), "Ctrl+Shift+N", "primary")
        self.unconfirmed = Button("", "link")
        self._count = Label("", "quiet")
        told = folding(
            self._count, row(self.unconfirmed, None), below=440, spacing=14, shares=(0, 1)
        )
        titles = column(Label(_("Partners"), "title"), told, spacing=0)
        top = folding(titles, row(None, self.new), below=520, shares=(1, 0))
        filters = folding(
            self.search, self.kind, self.municipality, below=520, spacing=12, shares=(3, 2, 2)
        )
        self.setLayout(column(top, filters, spacing=12))
        self.search.edited.connect(self.changed)
        self.search.returnPressed.connect(self.entered)
        self.kind.edited.connect(self.changed)
        self.municipality.edited.connect(self.changed)
        self.unconfirmed.clicked.connect(self.turn_unconfirmed)

    @property
    def wanted(self) -> PartnersWanted:
        """What is looked for."""
        return PartnersWanted(
            words=self.search.text(),
            kind=str(self.kind.currentData() or ""),
            municipality=str(self.municipality.currentData() or ""),
            unconfirmed=self._unconfirmed,
        )

    @property
    def narrows(self) -> bool:
        """Whether not all are asked for."""
        return self.wanted != PartnersWanted()

    def clear(self) -> None:
        """Ask for all of them."""
        self._unconfirmed = False
        self.search.show_text("")
        self.kind.show_text("")
        self.municipality.show_text("")

    def say(self, count: int, waiting: int) -> None:
        """Say how many are listed, and of how many somebody should ask again."""
        self._count.setText(ngettext("{n} partner", "{n} partners", count).format(n=count))
        text = ngettext(
            "{n} contact has not been confirmed for a year",
            "{n} contacts have not been confirmed for a year",
            waiting,
        )
        shown = _("Show all partners") if self._unconfirmed else text.format(n=waiting)
        self.unconfirmed.setText(shown)
        self.unconfirmed.setVisible(self._unconfirmed or waiting > 0)

    def say_found(self) -> None:
        """Say aloud how many were found."""
        announce(self._count, self._count.text())

    @Slot()
    def turn_unconfirmed(self) -> None:
        """List only those with somebody nobody has confirmed for a year, or all again."""
        self._unconfirmed = not self._unconfirmed
        self.changed.emit()
