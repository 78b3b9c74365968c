"""The wizard that makes a centre's vault in four short steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.i18n import LANGUAGES, _
from app.services.vault.county import county_fingerprints, county_key_fingerprint
from ui.forms.passphrase_step import PassphraseStep
from ui.forms.sheet_step import CountyKeys, SheetStep
from ui.front.steps_window import StepsWindow
from ui.front.wizard_steps import CentreStep, PersonStep
from ui.pages.help_key import offer_help
from ui.widgets.announcing import announce
from ui.widgets.steps import Step, StepWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.policy.policy import Policy
    from app.services.vault.founding import NewVault
    from app.storage.vault import Vault
    from ui.front.wizard_steps import Answers
    from ui.system.tasks import Tasks


class WizardWindow(StepsWindow):
    """Asks who and where, for a passphrase and for proof of the sheet; then makes the vault."""

    made = Signal(object)
    language_chosen = Signal(str)

    def __init__(
        self,
        answers: Answers,
        policy: Policy,
        tasks: Tasks,
        make: Callable[[NewVault], Vault],
        start: int = 0,
    ) -> None:
        words = _centre_words(), _person_words(), _passphrase_words(), _sheet_words()
        super().__init__(_("Leia – new centre, step {number} of {count}"), words, tasks)
        offer_help(self, "wizard")
        self.answers = answers
        self._policy = policy
        self._make = make
        self.show_step(start)

    @override
    def proceed(self) -> None:
        if isinstance(self.step, SheetStep):
            new, make = self.answers.new_vault(self._policy.recovery_recipients), self._make
            said = _("The vault is being made. It takes a few seconds.")
            self.work(said, lambda _progress: make(new), self._end)
        else:
            self.show_step(self.number + 1)

    def _end(self, made: Vault) -> None:
        announce(self, _("The vault is made."))
        self.made.emit(made)

    @override
    def new_step(self, number: int) -> Step:
        if number == 0:
            return CentreStep(self.answers, self._policy.centres)
        if number == 1:
            step = PersonStep(self.answers, self._policy.languages or LANGUAGES)
            step.language_chosen.connect(self.language_chosen)
            return step
        if number == 2:  # noqa: PLR2004 - the third of four
            return PassphraseStep(self.answers, warned=True)
        return SheetStep(
            self.answers,
            self._tasks,
            CountyKeys(county_fingerprints(self._policy), county_key_fingerprint(self._policy)),
        )

    def focus_language(self) -> None:
        """Put the focus back on the language that was just chosen."""
        if isinstance(self.step, PersonStep):
            self.step.language.setFocus()


def _centre_words() -> StepWords:
    return StepWords(
        _("The centre"),
        _("Which centre is this?"),
        _("Only the name is needed. Everything can be changed later."),
        _("Go on to your name"),
    )


def _person_words() -> StepWords:
    return StepWords(
        _("You"),
        _("Who are you?"),
        _("You are the first counsellor of the centre."),
        _("Go on to the passphrase"),
    )


def _passphrase_words() -> StepWords:
    return StepWords(
        _("Passphrase"),
        _("Choose a passphrase"),
        _("You type it each time you open the vault."),
        _("Go on to the recovery sheet"),
    )


def _sheet_words() -> StepWords:
    return StepWords(
        _("Recovery sheet"),
        _("Print the recovery sheet"),
        _("It is the way in when the passphrase is lost. Print it now; it is shown only once."),
        _("Make the vault"),
    )
