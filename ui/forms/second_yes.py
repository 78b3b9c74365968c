"""The second yes: another administrator's passphrase, or the recovery key where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.i18n import _
from app.services.vault.giving_roles import SecondYes
from ui.widgets.fields import ChoiceField
from ui.widgets.key_field import KeyField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import Gap

if TYPE_CHECKING:
    from app.services.vault.giving_roles import YesNeeded


class SecondYesBox(Card):
    """Says why somebody else is asked, and lets them type; what they type is kept nowhere."""

    def __init__(self, needed: YesNeeded) -> None:
        super().__init__()
        others = needed.administrators
        self.who = ChoiceField([(each.id, each.name) for each in others])
        self.passphrase = PassphraseField(_("Their passphrase"))
        self.key = KeyField()
        self._by_key = not others
        self._who_row = Row(_("Who confirms"), self.who)
        self._row = self._key_row() if self._by_key else self._passphrase_row()
        why = Label(_lead(by_key=self._by_key), wrap=True)
        rows = [self._row] if self._by_key else [self._who_row, self._row]
        layout = column(why, *rows, spacing=14)
        layout.setContentsMargins(20, 20, 20, 20)
        self.setLayout(layout)
        self.passphrase.edited.connect(self._forget)
        self.key.edited.connect(self._forget)

    @property
    def yes(self) -> SecondYes:
        """What was typed."""
        if self._by_key:
            return SecondYes(recovery_key=self.key.secret)
        return SecondYes(
            administrator_id=str(self.who.currentData()), passphrase=self.passphrase.text()
        )

    def gaps(self) -> list[Gap]:
        """Return what is missing."""
        if self._by_key:
            whole = self.key.first_gap is None
            return [] if whole else [Gap(self._row, _("Type the whole key from the sheet."))]
        return [] if self.passphrase.text() else [Gap(self._row, _("Type the passphrase."))]

    def say(self, problem: str) -> None:
        """Say that what was typed is not right."""
        self._row.say(problem)
        self.passphrase.selectAll()
        self._row.field.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._row.say("")

    def _passphrase_row(self) -> Row:
        return Row(_("Their passphrase"), self.passphrase, beside=self.passphrase.eye)

    def _key_row(self) -> Row:
        return Row(_("The key on the recovery sheet"), self.key)


def _lead(*, by_key: bool) -> str:
    if by_key:
        return _(
            "Nobody can give themselves a role that shows cases on their own. You are the "
            "only vault keeper, so the key on the recovery sheet is asked for. The log keeps "
            "this."
        )
    return _(
        "Nobody can give themselves a role that shows cases on their own. Let another vault "
        "keeper sit down at the keyboard and confirm it with their passphrase. The log names "
        "you both."
    )
