"""The first steps of the wizard: the centre and the counsellor, and what has been answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.staff import Centre, Counsellor
from app.errors import PlaceRefused
from app.i18n import LANGUAGE_NAMES, _, language
from app.services.reference import counties
from app.services.vault.founding import NewVault, RecoveryKey, new_recovery_key
from app.services.vault.passphrases import generate
from app.services.vault.vault_folder import NEW_FOLDER, check_new_place
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.folder_dialog import ask_for_folder
from ui.widgets.labelled import Row
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, column, holding, row
from ui.widgets.steps import Gap, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass
class Answers:
    """What has been typed so far. It outlives every step and a change of language."""

    folder: Path
    today: date
    centre: Centre = field(default_factory=Centre)
    counsellor: Counsellor = field(default_factory=Counsellor)
    phrase: str = field(default_factory=generate, repr=False)
    own: bool = False
    """Whether the counsellor thinks of a passphrase instead of taking the six words."""
    typed: str = field(default="", repr=False)
    repeated: str = field(default="", repr=False)
    recovery: RecoveryKey = field(default_factory=new_recovery_key)
    proof: str = ""
    has_left: bool = False
    """Whether the recovery sheet was printed or saved."""
    practice: bool = False
    """Never: a vault of invented people is made without asking."""

    @property
    def passphrase(self) -> str:
        """The passphrase the vault will have."""
        return self.typed if self.own else self.phrase

    @property
    def known(self) -> list[str]:
        """Names an attacker would try first."""
        return f"{self.centre.name} {self.counsellor.name}".split()

    def new_vault(self, county_keys: Sequence[str]) -> NewVault:
        """Return what the vault is made of."""
        return NewVault(
            centre=self.centre,
            counsellor=self.counsellor,
            passphrase=self.passphrase,
            recovery=(self.recovery.public, *county_keys),
            county=tuple(county_keys),
        )


class CentreStep(Step):
    """Which centre this is, and where its vault will lie."""

    def __init__(self, answers: Answers, centres: Sequence[str] = ()) -> None:
        """Offer the centres the county has named; without any, the name is typed."""
        super().__init__()
        self._answers = answers
        self.name = _centre_name(answers.centre.name, centres)
        self.phone = _text(answers.centre.phone)
        self.county = ChoiceField(
            [("", _("Not chosen")), *((c.number, c.name) for c in counties())]
        )
        self.county.show_text(answers.centre.county)
        self.municipality = ChoiceField([])
        self._place = Label("", "quiet", wrap=True)
        self._change = Button(_("Choose another folder …"), "link")
        self._where = Button(_("Where will the vault be?"), "link")
        self._name_row = Row(
            _("The name of the centre"), self.name, _("Name and phone are printed on every plan.")
        )
        self._place_row = Row(_("Where the vault will be"), self._place)
        self._place_box = holding(column(self._place_row, row(self._change, None), spacing=2))
        self._place_box.hide()
        self.setLayout(column(self._card(), None))
        self._offer_municipalities()
        self._show_place()
        self._connect()

    @override
    def gaps(self) -> list[Gap]:
        found = []
        if not self._answers.centre.name.strip():
            found.append(Gap(self._name_row, _("Type the name of the centre.")))
        try:
            check_new_place(self._answers.folder)
        except PlaceRefused as refused:
            self._show_where()
            found.append(Gap(self._place_row, str(refused)))
        return found

    @override
    def first_field(self) -> QWidget:
        return self.name

    def _card(self) -> Card:
        where = row(
            Row(_("County"), self.county), Row(_("Municipality"), self.municipality), spacing=16
        )
        place = column(row(self._where, None), self._place_box, spacing=2)
        phone = Row(_("Phone"), self.phone)
        return Card(column(self._name_row, phone, where, Rule(), place, spacing=14), 24)

    def _connect(self) -> None:
        for field_ in (self.name, self.phone, self.municipality):
            field_.edited.connect(self._take)
        self.county.edited.connect(self._choose_county)
        self._where.clicked.connect(self._unfold)
        self._change.clicked.connect(self._ask)

    @Slot()
    def _take(self) -> None:
        self._answers.centre = replace(
            self._answers.centre,
            name=_written(self.name),
            phone=self.phone.text(),
            municipality=str(self.municipality.currentData() or ""),
        )
        self._name_row.say("")

    @Slot(str)
    def _choose_county(self, number: str) -> None:
        self._answers.centre = replace(self._answers.centre, county=number, municipality="")
        self._offer_municipalities()

    def _offer_municipalities(self) -> None:
        chosen = self._answers.centre.county
        self.municipality.clear()
        self.municipality.addItem(_("Not chosen") if chosen else _("Choose a county first"), "")
        for county in counties():
            for each in county.municipalities if county.number == chosen else ():
                self.municipality.addItem(each.official_name, each.number)
        self.municipality.setEnabled(bool(chosen))
        self.municipality.show_text(self._answers.centre.municipality)

    @Slot()
    def _unfold(self) -> None:
        self._show_where()
        self._change.setFocus()

    def _show_where(self) -> None:
        """Show the folder: a path says nothing to most, so it is folded until it is asked for."""
        self._place_box.show()
        self._where.hide()

    @Slot()
    def _ask(self) -> None:
        dialog = ask_for_folder(self, _("Choose a folder on this computer"))
        dialog.fileSelected.connect(self._choose_folder)

    @Slot(str)
    def _choose_folder(self, folder: str) -> None:
        chosen = Path(folder)
        is_free = not any(chosen.iterdir())
        self._answers.folder = chosen if is_free else chosen / NEW_FOLDER
        self._show_place()

    def _show_place(self) -> None:
        self._place.setText(str(self._answers.folder))
        self._place_row.say("")


class PersonStep(Step):
    """Who the counsellor is, and which language Leia speaks with them."""

    language_chosen = Signal(str)

    def __init__(self, answers: Answers, languages: Sequence[str]) -> None:
        super().__init__()
        self._answers = answers
        self.name = _text(answers.counsellor.name)
        self.phone = _text(answers.counsellor.phone)
        self.language = ChoiceField(
            [(each, LANGUAGE_NAMES[each].capitalize()) for each in languages]
        )
        self.language.show_text(language())
        self._name_row = Row(
            _("Your name"),
            self.name,
            _("Name and phone are printed on the plans you make. Others can join later."),
        )
        speech = Row(
            _("Language of the program"),
            self.language,
            _("Papers follow the client’s own written form, whatever you choose here."),
        )
        phone = Row(_("Your phone"), self.phone)
        card = Card(column(self._name_row, phone, speech, spacing=14), 24)
        self.setLayout(column(card, None))
        self.name.edited.connect(self._take)
        self.phone.edited.connect(self._take)
        self.language.edited.connect(self.language_chosen)

    @override
    def gaps(self) -> list[Gap]:
        if self._answers.counsellor.name.strip():
            return []
        return [Gap(self._name_row, _("Type your name."))]

    @override
    def first_field(self) -> QWidget:
        return self.name

    @Slot()
    def _take(self) -> None:
        self._answers.counsellor = replace(
            self._answers.counsellor, name=self.name.text(), phone=self.phone.text()
        )
        self._name_row.say("")


def _centre_name(name: str, centres: Sequence[str]) -> TextField | ChoiceField:
    if not centres:
        return _text(name)
    field_ = ChoiceField([("", _("Not chosen")), *((each, each) for each in centres)])
    field_.show_text(name)
    return field_


def _written(name: TextField | ChoiceField) -> str:
    return name.text() if isinstance(name, TextField) else str(name.currentData() or "")


def _text(text: str) -> TextField:
    field_ = TextField()
    field_.show_text(text)
    return field_
