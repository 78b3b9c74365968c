"""The way back in when a passphrase is forgotten: the key of the sheet, and a new passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import VaultDamaged
from app.formats import near_moment
from app.i18n import _
from app.services.vault.recovering import RecoveryDoor
from ui.forms.passphrase_step import ChosenPassphrase, PassphraseStep
from ui.front.key_steps import Entrance, KeyRows, WhoseRows
from ui.front.steps_window import StepsWindow
from ui.pages.help_key import offer_help
from ui.widgets.callout import Callout
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.steps import Gap, Step, StepWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from app.services.vault.recovering import AboutVault
    from app.storage.vault import Vault
    from ui.system.tasks import Tasks


@dataclass
class Forgotten:
    """What has been typed and found so far; it outlives the steps."""

    secret: str = field(default="", repr=False)
    about: AboutVault | None = None
    counsellor_id: str = ""
    choice: ChosenPassphrase = field(default_factory=ChosenPassphrase)


class SheetKeyStep(Step):
    """The recovery key, and who else could help."""

    def __init__(self, answers: Forgotten) -> None:
        super().__init__()
        self.answers = answers
        self.key = KeyRows(answers.secret)
        self.key.edited.connect(self._take)
        kinder = _(
            "Is a colleague who is vault keeper at hand? They can give you a new passphrase "
            "on the page “The vault”, and the envelope stays closed."
        )
        self.setLayout(column(Card(column(self.key), 24), Label(kinder, "quiet", wrap=True), None))

    @override
    def gaps(self) -> list[Gap]:
        return self.key.gaps()

    @override
    def first_field(self) -> QWidget:
        return self.key.field.first_gap or self.key.field

    @Slot()
    def _take(self) -> None:
        self.answers.secret = self.key.secret


class WhoseStep(Step):
    """Whose vault it is, and whose passphrase is set anew."""

    def __init__(self, answers: Forgotten, about: AboutVault, today: date) -> None:
        super().__init__()
        self.answers, self.people = answers, about.people
        self.who = WhoseRows(about.people, answers.counsellor_id)
        self.who.chosen.connect(self._take)
        proof = Callout(about.proof, "ok" if about.is_known else "red")
        vault = Card(column(*_vault_lines(about, today), proof, spacing=10), 24)
        self.setLayout(column(vault, Card(column(self.who), 24), None, spacing=14))

    @override
    def gaps(self) -> list[Gap]:
        return self.who.gaps()

    @override
    def first_field(self) -> QWidget:
        return self.who.first_field()

    @Slot(str)
    def _take(self, counsellor_id: str) -> None:
        self.answers.counsellor_id = counsellor_id


def _vault_lines(about: AboutVault, today: date) -> list[Label]:
    changed = (
        _("last change {when}").format(when=near_moment(about.last_change, today))
        if about.last_change is not None
        else _("nothing written yet")
    )
    names = ", ".join(each.name for each in about.people)
    return [
        Label(f"{about.centre}, {changed}", "goal", wrap=True),
        Label(_("{names} work there.").format(names=names), wrap=True),
    ]


class RecoveryWindow(StepsWindow):
    """Proves the key first; nothing is written before the last button."""

    unlocked = Signal(object)
    """With the vault, opened with the new passphrase."""
    restore_wanted = Signal()

    def __init__(
        self,
        folder: Path,
        tasks: Tasks,
        today: Callable[[], date],
        entrance: Entrance,
        state_folder: Path | None = None,
    ) -> None:
        title = _("Leia – forgotten passphrase, step {number} of {count}")
        super().__init__(title, (_key_words(), _whose_words(), _passphrase_words()), tasks)
        offer_help(self, "recovery")
        self._folder, self._entrance = folder, entrance
        self._today, self._state_folder = today, state_folder
        self.answers = Forgotten()
        self.show_step(0)

    @override
    def new_step(self, number: int) -> Step:
        if number == 0:
            return SheetKeyStep(self.answers)
        if number == 1:
            if self.answers.about is None:
                raise RuntimeError("nothing was opened")
            return WhoseStep(self.answers, self.answers.about, self._today())
        return PassphraseStep(self.answers.choice)

    @override
    def proceed(self) -> None:
        if isinstance(self.step, SheetKeyStep):
            door, secret = RecoveryDoor(self._folder, self._state_folder), self.answers.secret
            said = _("The key is being tried.")
            self.work(said, lambda _progress: _look_through(door, secret), self._show_vault)
        elif isinstance(self.step, WhoseStep):
            people = self.step.people
            who = next(each for each in people if each.id == self.answers.counsellor_id)
            self.answers.choice.known = who.name.split()
            self.show_step(self.number + 1)
        else:
            self._set_passphrase()

    @override
    def say_failure(self, error: BaseException) -> None:
        super().say_failure(error)
        if isinstance(error, VaultDamaged):
            restore = _("Restore from a copy …")
            self.notice.say(str(error), "red", restore, self.restore_wanted.emit)

    def _show_vault(self, about: AboutVault) -> None:
        self.answers.about = about
        if len(about.people) == 1:
            self.answers.counsellor_id = about.people[0].id
        self.show_step(1)

    def _set_passphrase(self) -> None:
        folder, answers, entrance = self._folder, self.answers, self._entrance
        secret, who = answers.secret, answers.counsellor_id
        passphrase = answers.choice.passphrase

        def job(_progress: object) -> Vault:
            door = RecoveryDoor(folder)
            try:
                door.open(secret)
                door.set_passphrase(who, passphrase, entrance.cost())
            finally:
                door.close()
            return entrance.unlock(passphrase)

        said = _("The passphrase is being set, and the vault opened. It takes a few seconds.")
        self.work(said, job, self.unlocked.emit)


def _look_through(door: RecoveryDoor, secret: str) -> AboutVault:
    try:
        door.open(secret)
        return door.about()
    finally:
        door.close()


def _key_words() -> StepWords:
    return StepWords(
        _("The recovery key"),
        _("Forgotten the passphrase?"),
        _(
            "There must be two of you when you open the envelope with the recovery sheet. "
            "Write down when and why. Nothing is changed before the last step."
        ),
        _("Try the key"),
    )


def _whose_words() -> StepWords:
    return StepWords(
        _("You"),
        _("The key fits"),
        _("Who has forgotten their passphrase?"),
        _("Go on to the passphrase"),
    )


def _passphrase_words() -> StepWords:
    return StepWords(
        _("New passphrase"),
        _("Choose a new passphrase"),
        _("The old one then no longer opens the vault; earlier copies still open with it."),
        _("Set it and open the vault"),
    )
