"""The windows before the vault is open: one at a time, each in the place of the one before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.services.vault.unlocking import Door, failed_sentence, key_sentence
from app.services.vault.vault_folder import holds_vault
from ui.front.front import bring_to_front
from ui.front.unlock_window import UnlockWindow
from ui.front.welcome_window import WelcomeWindow
from ui.system.clock import today

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.policy.policy import PolicyReport
    from app.services.vault.founding import NewVault
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault
    from ui.arguments import Arguments
    from ui.front.key_steps import Entrance
    from ui.front.wizard_steps import Answers
    from ui.front.wizard_window import WizardWindow
    from ui.preferences import Preferences
    from ui.system.tasks import Tasks


class FrontWindows(QObject):
    """Leads from nothing, or from a locked vault, to an open one."""

    opened = Signal(object)
    """With the vault."""
    trying = Signal()
    """A passphrase is being tried: there is a second to get ready in."""
    practice_wanted = Signal()
    other_wanted = Signal(object)
    """With the folder of the vault to unlock instead."""
    closed = Signal()

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        policy: PolicyReport,
        arguments: Arguments,
        cost: KdfCost | None = None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._preferences = preferences
        self._policy = policy.policy
        self._folder = arguments.vault_folder
        self._state_folder = arguments.state_folder
        self._cost = cost
        self._answers: Answers | None = None
        self.window: QWidget | None = None
        self.told = ""
        """What the main window is to tell first."""

    @Slot()
    def show_welcome(self) -> None:
        """Offer to make a vault, to open one, or to practise."""
        window = WelcomeWindow(self._preferences.languages)
        window.new_wanted.connect(self.show_wizard)
        window.open_wanted.connect(self.other_wanted)
        window.restore_wanted.connect(self._restore_here)
        window.practice_wanted.connect(self.practice_wanted)
        window.language_chosen.connect(self._speak_at_welcome)
        window.closed.connect(self.closed)
        self._show(window)

    @Slot()
    def show_wizard(self) -> None:
        """Make a vault step by step; what was answered before is still there."""
        self._show(self._new_wizard(0))

    def show_unlock(self, folder: Path, *, practice: bool = False) -> None:
        """Ask for a vault's passphrase."""
        door = self._door(folder)
        window = UnlockWindow(door, self._tasks, today, practice=practice)
        window.trying.connect(self.trying)
        window.unlocked.connect(partial(self._enter, door))
        window.other_wanted.connect(self.other_wanted)
        window.forgotten.connect(partial(self.show_recovery, folder))
        window.restore_wanted.connect(partial(self.show_restore, folder))
        window.closed.connect(self.closed)
        self._show(window)

    def show_recovery(self, folder: Path) -> None:
        """Ask for the recovery key of a vault, to set a new passphrase."""
        from ui.front.recovery_window import RecoveryWindow

        door = self._door(folder)
        window = RecoveryWindow(
            folder, self._tasks, today, self._entrance(door), self._state_folder
        )
        window.unlocked.connect(partial(self._enter, door))
        window.working.connect(self.trying)
        window.left.connect(partial(self.show_unlock, folder))
        window.restore_wanted.connect(partial(self.show_restore, folder))
        window.closed.connect(self.closed)
        self._show(window)

    def show_restore(self, folder: Path) -> None:
        """Ask which copy is to become the vault in a folder."""
        from app.services.vault.restoring import places_to_look
        from ui.front.restore_window import RestoreWindow

        door = self._door(folder)
        places = places_to_look(folder, self._policy, self._preferences.settings)
        window = RestoreWindow(folder, places, self._tasks, today, self._entrance(door))
        window.restored.connect(partial(self._hand_over, door))
        window.working.connect(self.trying)
        window.left.connect(partial(self._leave_restore, folder))
        window.closed.connect(self.closed)
        self._show(window)

    def say(self, text: str) -> None:
        """Tell something in the welcome window."""
        if isinstance(self.window, WelcomeWindow):
            self.window.say(text)

    def wait(self) -> None:
        """Show that something is going on."""
        if isinstance(self.window, WelcomeWindow):
            self.window.wait()

    def stop_waiting(self) -> None:
        """Take choices again."""
        if isinstance(self.window, WelcomeWindow):
            self.window.stop_waiting()

    def leave(self) -> None:
        """Take the window away, and with it everything that was answered."""
        self._answers, self.told = None, ""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None

    @Slot()
    def show_window(self) -> None:
        """Bring the window to the front."""
        if self.window is not None:
            bring_to_front(self.window)

    def _new_wizard(self, step: int) -> WizardWindow:
        from ui.front.wizard_steps import Answers
        from ui.front.wizard_window import WizardWindow

        if self._answers is None:
            self._answers = Answers(self._folder, today())
        wizard = WizardWindow(self._answers, self._policy, self._tasks, self._make, step)
        wizard.made.connect(self.opened)
        wizard.left.connect(self.show_welcome)
        wizard.language_chosen.connect(partial(self._speak_in_wizard, step_of=wizard))
        wizard.closed.connect(self.closed)
        return wizard

    def _make(self, new: NewVault) -> Vault:
        from app.services.vault.founding import make_vault

        if self._answers is None:
            raise RuntimeError("no wizard")
        return make_vault(self._answers.folder, new, self._key_cost())

    def _door(self, folder: Path) -> Door:
        return Door(folder, state_folder=self._state_folder, floor=self._floor())

    def _enter(self, door: Door, vault: Vault) -> None:
        said = (key_sentence(vault), failed_sentence(door, today()))
        self.told = " ".join(filter(None, said))
        self.opened.emit(vault)

    def _entrance(self, door: Door) -> Entrance:
        from app.services.vault.known_vaults import profiles
        from ui.front.key_steps import Entrance

        day, settings = today(), self._preferences.settings
        return Entrance(
            lambda passphrase: door.unlock(passphrase, day),
            self._key_cost,
            self._remember,
            profiles(self._folder, self._state_folder, settings),
        )

    def _remember(self, vault: Vault) -> None:
        from app.services.vault.health import remember_restored

        if self._state_folder is not None:
            remember_restored(vault, self._state_folder)

    def _floor(self) -> KdfCost | None:
        if not (self._policy.minimum_memory_kib or self._policy.minimum_passes):
            return None
        from app.services.vault.county import minimum_cost

        return minimum_cost(self._policy)

    def _key_cost(self) -> KdfCost:
        from app.services.vault.county import key_cost

        return self._cost or key_cost(self._policy)

    @Slot()
    def _restore_here(self) -> None:
        self.show_restore(self._folder)

    def _leave_restore(self, folder: Path) -> None:
        if holds_vault(folder):
            self.show_unlock(folder)
        else:
            self.show_welcome()

    def _hand_over(self, door: Door, vault: Vault, told: str) -> None:
        self.told = f"{told} {failed_sentence(door, today())}".strip()
        self.opened.emit(vault)

    @Slot(str)
    def _speak_at_welcome(self, language: str) -> None:
        self._preferences.speak(language)
        self.show_welcome()
        if isinstance(self.window, WelcomeWindow):
            self.window.switch.focus_current()

    def _speak_in_wizard(self, language: str, step_of: WizardWindow) -> None:
        self._preferences.speak(language)
        wizard = self._new_wizard(step_of.number)
        self._show(wizard)
        wizard.focus_language()

    def _show(self, window: QWidget) -> None:
        old, self.window = self.window, window
        if old is not None:
            window.setGeometry(old.geometry())
            window.setWindowState(old.windowState())
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()
