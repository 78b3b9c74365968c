"""The later steps of a restore: what opens the copy, and what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from app.formats import near_moment
from app.i18n import _, ngettext
from app.services.vault.known_vaults import Wanted
from app.services.vault.vault_folder import holds_vault
from ui.forms.passphrase_step import PassphraseStep
from ui.front.key_steps import KeyRows, WhoseRows
from ui.front.pick_step import Asked, TypedKey
from ui.widgets.callout import Callout
from ui.widgets.labelled import Row
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, Item, column, holding
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import Gap, Step

if TYPE_CHECKING:
    from datetime import date

    from app.storage.copies.looking import CopyContents

_ROOM = (3, 0, 3, 3)


class KeyStep(Step):
    """A passphrase, or the recovery key."""

    def __init__(self, key: TypedKey, hint: str) -> None:
        super().__init__()
        self._key = key
        self.by_passphrase = QRadioButton(_("A passphrase"))
        self.by_sheet = QRadioButton(_("The recovery key on the printed sheet"))
        self.typed = PassphraseField(_("Passphrase"))
        self.typed.show_text(key.typed)
        self._caps = Label(_("Caps lock is on."), "problem")
        self._caps.hide()
        self._typed_row = Row(_("Passphrase"), self.typed, hint, beside=self.typed.eye)
        self.key = KeyRows(key.secret)
        self._typed_box = holding(column(self._typed_row, self._caps), _ROOM)
        self._key_box = holding(column(self.key), _ROOM)
        group = QButtonGroup(self)
        for choice in (self.by_passphrase, self.by_sheet):
            group.addButton(choice)
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        (self.by_sheet if key.by_sheet else self.by_passphrase).setChecked(True)
        choices = column(self.by_passphrase, self.by_sheet, spacing=2)
        card = Card(column(choices, Rule(), self._typed_box, self._key_box, spacing=12), 24)
        self.setLayout(column(card, None))
        self._choose()
        self._connect()

    @override
    def gaps(self) -> list[Gap]:
        if self._key.by_sheet:
            return self.key.gaps()
        if not self._key.typed:
            return [Gap(self._typed_row, _("Type the passphrase first."))]
        return []

    @override
    def first_field(self) -> QWidget:
        return self.key.field if self._key.by_sheet else self.typed

    def say(self, problem: str) -> None:
        """Say that it does not open what it is for."""
        if self._key.by_sheet:
            self.key.say(problem)
        else:
            self._typed_row.say(problem)
            self.typed.selectAll()
            self.typed.setFocus()

    def _connect(self) -> None:
        self.by_sheet.toggled.connect(self._choose)
        self.typed.edited.connect(self._take)
        self.typed.caps_lock_seen.connect(self._caps.setVisible)
        self.key.edited.connect(self._take)

    @Slot()
    def _choose(self) -> None:
        self._key.by_sheet = self.by_sheet.isChecked()
        self._typed_box.setVisible(not self._key.by_sheet)
        self._key_box.setVisible(self._key.by_sheet)

    @Slot()
    def _take(self) -> None:
        self._key.typed, self._key.secret = self.typed.text(), self.key.secret
        self._typed_row.say("")


class LookStep(Step):
    """How many people, when it was changed last, who works there; and what will happen."""

    def __init__(self, asked: Asked, folder: Path, today: date) -> None:
        super().__init__()
        self._asked = asked
        contents = asked.contents
        if contents is None:
            raise RuntimeError("nothing was looked into")
        self.who = WhoseRows(contents.counsellors, asked.counsellor_id)
        self.who.chosen.connect(self._take)
        self.new = PassphraseStep(asked.choice)
        items: list[Item] = [
            Card(column(*_contents_lines(contents, today), spacing=6), 24),
            *([Callout(_doubt(contents, today), "red")] if contents.is_misdescribed else ()),
            Callout(_what_happens(contents, folder, today), heading=_("What will happen")),
        ]
        if asked.by_sheet:
            items += [Card(column(self.who), 24), self.new]
        hint = _("Of anybody who works with the vault that is here now.")
        self.present = KeyStep(asked.present, hint) if asked.present_key is not None else None
        if self.present is not None:
            items += [
                Callout(_present_words(asked), heading=_("The vault that is here")),
                self.present,
            ]
        self.setLayout(column(*items, None, spacing=14))

    @override
    def gaps(self) -> list[Gap]:
        new = [*self.who.gaps(), *self.new.gaps()] if self._asked.by_sheet else []
        return [*new, *(self.present.gaps() if self.present is not None else ())]

    @override
    def first_field(self) -> QWidget | None:
        if self._asked.by_sheet:
            return self.who.first_field()
        return self.present.first_field() if self.present is not None else None

    @Slot(str)
    def _take(self, counsellor_id: str) -> None:
        self._asked.counsellor_id = counsellor_id


def _present_words(asked: Asked) -> str:
    if not asked.must_prove:
        return _elsewhere_words(asked.elsewhere)
    return _(
        "It can be opened, but not with what opened the copy. So that nobody who has left "
        "can put an old copy in its place, somebody who works with it is asked first."
    )


def _elsewhere_words(elsewhere: Wanted) -> str:
    if elsewhere == Wanted.RECOVERY_KEY:
        return _(
            "The vault was open on this computer, and cannot be read here now. So that nobody sees "
            "more in a copy than they may in the vault, its recovery key is asked for."
        )
    return _(
        "The vault is in another place on this computer too, and what opened the copy does "
        "not open it today. So that nobody sees more in a copy than they may in the vault, "
        "somebody who works with it is asked first."
    )


def _contents_lines(contents: CopyContents, today: date) -> list[Label]:
    people = ngettext("{n} client", "{n} clients", contents.clients).format(n=contents.clients)
    changed = (
        _("last change {when}").format(when=near_moment(contents.last_change, today))
        if contents.last_change is not None
        else _("nothing written yet")
    )
    names = ", ".join(each.name for each in contents.counsellors)
    return [
        Label(f"{people}, {changed}", "goal", wrap=True),
        Label(_("{names} work there.").format(names=names), wrap=True),
        Label(
            _("Copy made {when}.").format(when=near_moment(contents.made_at, today)),
            "quiet",
            wrap=True,
        ),
    ]


def _doubt(contents: CopyContents, today: date) -> str:
    return _(
        "What is written beside this copy about its age does not come from anybody who works "
        "with the vault: it may be older than it looks. Its newest change is from {when}. "
        "Compare it with other copies before you restore it."
    ).format(when=near_moment(contents.made_at, today))


def _what_happens(contents: CopyContents, folder: Path, today: date) -> str:
    when = near_moment(contents.made_at, today)
    later = _("What was written after {when} is not in the copy.").format(when=when)
    if holds_vault(folder):
        kept = _(
            "The vault that is in {folder} now is moved unchanged to a folder beside it. "
            "Nothing is deleted."
        )
    else:
        kept = _("The vault is made in {folder}, where there is none now.")
    return f"{later} {kept.format(folder=folder)}"
