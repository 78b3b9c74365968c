"""The way back in when a passphrase is forgotten: the key of the sheet, and a new passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import VaultDamaged
from app.i18n import _
from app.services.vault.recovering import RecoveryDoor
from ui.forms.passphrase_step import ChosenPassphrase, PassphraseStep
from ui.front.key_steps import Entrance, KeyRows, WhoseRows
from ui.front.steps_window import StepsWindow
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.steps import Gap, Step, StepWords

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.storage.vault import Vault
    from ui.system.tasks import Tasks


@dataclass
class Forgotten:
    """What has been typed and found so far; it outlives the steps."""

    secret: str = field(default="", repr=False)
    people: tuple[Counsellor, ...] = ()
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
            "Is a colleague at hand who is vault administrator? They can give you a new "
            "passphrase on the page “The vault”, and the envelope stays closed."
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
    """Whose passphrase is set anew."""

    def __init__(self, answers: Forgotten) -> None:
        super().__init__()
        self.answers = answers
        self.who = WhoseRows(answers.people, answers.counsellor_id)
        self.who.chosen.connect(self._take)
        self.setLayout(column(Card(column(self.who), 24), None))

    @override
    def gaps(self) -> list[Gap]:
        return self.who.gaps()

    @override
    def first_field(self) -> QWidget:
        return self.who.first_field()

    @Slot(str)
    def _take(self, counsellor_id: str) -> None:
        self.answers.counsellor_id = counsellor_id


class RecoveryWindow(StepsWindow):
    """Proves the key first; nothing is written before the last button."""

    unlocked = Signal(object)
    """With the vault, opened with the new passphrase."""
    restore_wanted = Signal()

    def __init__(self, folder: Path, tasks: Tasks, entrance: Entrance) -> None:
        title = _("Leia – Forgotten passphrase, step {number} of {count}")
        super().__init__(title, (_key_words(), _whose_words(), _passphrase_words()), tasks)
        self._folder, self._entrance = folder, entrance
        self.answers = Forgotten()
        self.show_step(0)

    @override
    def new_step(self, number: int) -> Step:
        if number == 0:
            return SheetKeyStep(self.answers)
        if number == 1:
            return WhoseStep(self.answers)
        return PassphraseStep(self.answers.choice)

    @override
    def proceed(self) -> None:
        if isinstance(self.step, SheetKeyStep):
            folder, secret = self._folder, self.answers.secret
            said = _("The key is being tried.")
            self.work(said, lambda _progress: _who_works_there(folder, secret), self._name_them)
        elif isinstance(self.step, WhoseStep):
            who = next(p for p in self.answers.people if p.id == self.answers.counsellor_id)
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

    def _name_them(self, people: tuple[Counsellor, ...]) -> None:
        self.answers.people = people
        if len(people) == 1:
            self.answers.counsellor_id = people[0].id
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


def _who_works_there(folder: Path, secret: str) -> tuple[Counsellor, ...]:
    door = RecoveryDoor(folder)
    try:
        return door.open(secret)
    finally:
        door.close()


def _key_words() -> StepWords:
    return StepWords(
        _("The recovery key"),
        _("Forgotten the passphrase?"),
        _(
            "Be two when you open the envelope with the recovery sheet, and write down when and "
            "why. Nothing is changed before the last step."
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
        _("The one before then no longer opens the vault; copies made before still open with it."),
        _("Set it and open the vault"),
    )
