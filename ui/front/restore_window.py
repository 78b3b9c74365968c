"""Restoring from a copy: found, looked into, and only then put in place of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.errors import WrongPassphrase
from app.i18n import _
from app.services.vault import restoring
from app.services.vault.known_vaults import wanted_elsewhere
from ui.front.pick_step import Asked, PickStep
from ui.front.restore_steps import KeyStep, LookStep
from ui.front.steps_window import StepsWindow
from ui.pages.help_key import offer_help
from ui.widgets.steps import Step, StepWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from app.services.vault.known_vaults import Wanted
    from app.storage.copies.looking import CopyContents
    from app.storage.progress import Progress
    from app.storage.values.copies import FoundCopy
    from app.storage.vault import Vault
    from ui.front.key_steps import Entrance
    from ui.system.tasks import Tasks


class RestoreWindow(StepsWindow):
    """The present vault is never touched before the last button, and is kept aside then."""

    restored = Signal(object, str)
    """With the opened vault, and what to tell."""

    def __init__(
        self,
        folder: Path,
        places: Sequence[Path],
        tasks: Tasks,
        today: Callable[[], date],
        entrance: Entrance,
    ) -> None:
        title = _("Leia – restore from a copy, step {number} of {count}")
        super().__init__(title, (_pick_words(), _key_words(), _look_words()), tasks)
        offer_help(self, "restore")
        self._folder, self._today, self._entrance = folder, today, entrance
        self.asked = Asked(places=tuple(places))
        self.show_step(0)

    @override
    def new_step(self, number: int) -> Step:
        if number == 0:
            step = PickStep(self.asked, self._today())
            step.look_wanted.connect(self._find)
            return step
        if number == 1:
            return KeyStep(self.asked, _copy_hint())
        return LookStep(self.asked, self._folder, self._today())

    @override
    def show_step(self, number: int) -> None:
        super().show_step(number)
        if isinstance(self.step, PickStep):
            self.step.look()

    @override
    def proceed(self) -> None:
        if isinstance(self.step, PickStep):
            self.show_step(1)
        elif isinstance(self.step, KeyStep):
            self._look_into()
        else:
            self._restore()

    @override
    def say_failure(self, error: BaseException) -> None:
        super().say_failure(error)
        asked = self.step.present if isinstance(self.step, LookStep) else self.step
        if isinstance(error, WrongPassphrase) and isinstance(asked, KeyStep):
            self.notice.hide()
            asked.say(str(error))

    def _find(self, place: Path) -> None:
        said = _("Looking for copies in {place} …").format(place=place)
        self.work(
            said,
            lambda progress: restoring.find_copies(place, progress),
            self._show_found,
            stoppable=True,
        )

    def _show_found(self, found: tuple[FoundCopy, ...]) -> None:
        if isinstance(self.step, PickStep):
            self.step.show_found(found)

    def _look_into(self) -> None:
        asked = self.asked
        if asked.copy is None:
            raise RuntimeError("no copy is chosen")
        copy, key, folder, known = asked.copy, asked.key, self._folder, self._entrance.known

        def job(_progress: Progress) -> tuple[CopyContents, bool, Wanted]:
            contents = restoring.open_copy(copy, key)
            must_prove = restoring.needs_present_key(contents, folder)
            return contents, must_prove, wanted_elsewhere(contents, folder, known)

        self.work(_("Looking into the copy …"), job, self._show_contents)

    def _show_contents(self, looked: tuple[CopyContents, bool, Wanted]) -> None:
        contents, must_prove, elsewhere = looked
        self.asked.take_contents(contents, must_prove=must_prove, elsewhere=elsewhere)
        self.show_step(2)

    def _restore(self) -> None:
        asked, folder = self.asked, self._folder
        contents, entrance = asked.contents, self._entrance
        if contents is None:
            raise RuntimeError("nothing was looked into")
        passphrase, new_passphrase = asked.passphrase, asked.new_passphrase
        present_key = asked.present_key

        def job(progress: Progress) -> tuple[Vault, restoring.Restored]:
            new = new_passphrase(entrance.cost)
            restored = restoring.restore(
                contents, folder, new, progress, present_key=present_key, known=entrance.known
            )
            vault = entrance.unlock(passphrase)
            if restored.by_somebody_of_it:
                entrance.remember(vault)
            return vault, restored

        said = _("The copy is put in place and checked. Do not turn the computer off.")
        self.work(said, job, self._hand_over, stoppable=True)

    def _hand_over(self, done: tuple[Vault, restoring.Restored]) -> None:
        vault, restored = done
        self.restored.emit(vault, _told(restored))


def _told(restored: restoring.Restored) -> str:
    told = _told_of_place(restored)
    if not restored.is_narrowed:
        return told
    kept = _(
        "It is in another place on this computer too, so nobody may do or see more in it "
        "than they may there."
    )
    return f"{told} {kept}"


def _told_of_place(restored: restoring.Restored) -> str:
    if restored.set_aside is None:
        return _("The vault is restored from the copy.")
    text = _(
        "The vault is restored from the copy. What was here before is unchanged in {folder}; "
        "when all is as it should be, you may delete it."
    )
    return text.format(folder=restored.set_aside)


def _copy_hint() -> str:
    return _("Of anybody who could open the vault on the day the copy was made.")


def _pick_words() -> StepWords:
    return StepWords(
        _("The copy"),
        _("Which copy?"),
        _("Nothing is changed before the last step, and nothing is deleted then either."),
        _("Go on to the key"),
    )


def _key_words() -> StepWords:
    return StepWords(
        _("The key"),
        _("Open the copy"),
        _("A copy is locked just as well as the vault. One of these opens it."),
        _("Look into the copy"),
    )


def _look_words() -> StepWords:
    return StepWords(
        _("Look, and restore"),
        _("This is in the copy"),
        _("Is it what you looked for? Otherwise go back and take another."),
        _("Restore this copy"),
    )
