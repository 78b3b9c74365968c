"""The windows before the vault is open: one at a time, each in the place of the one before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.services.starting import Door, make_vault
from ui.clock import today
from ui.windows.front import bring_to_front
from ui.windows.unlock_window import UnlockWindow
from ui.windows.welcome_window import WelcomeWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.policy import Policy
    from app.services.starting import NewVault
    from app.storage.keyfiles import KdfCost
    from app.storage.vault import Vault
    from ui.preferences import Preferences
    from ui.tasks import Tasks
    from ui.windows.wizard_steps import Answers
    from ui.windows.wizard_window import WizardWindow


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
        policy: Policy,
        folder: Path,
        cost: KdfCost | None = None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._preferences = preferences
        self._policy = policy
        self._folder = folder
        self._cost = cost
        self._answers: Answers | None = None
        self.window: QWidget | None = None

    @Slot()
    def show_welcome(self) -> None:
        """Offer to make a vault, to open one, or to practise."""
        window = WelcomeWindow()
        window.new_wanted.connect(self.show_wizard)
        window.open_wanted.connect(self.other_wanted)
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
        window = UnlockWindow(Door(folder), self._tasks, today, practice=practice)
        window.trying.connect(self.trying)
        window.unlocked.connect(self.opened)
        window.other_wanted.connect(self.other_wanted)
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
        self._answers = None
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
        from ui.windows.wizard_steps import Answers
        from ui.windows.wizard_window import WizardWindow

        if self._answers is None:
            self._answers = Answers(self._folder, today())
        wizard = WizardWindow(self._answers, self._policy, self._tasks, self._make, step)
        wizard.made.connect(self.opened)
        wizard.left.connect(self.show_welcome)
        wizard.language_chosen.connect(partial(self._speak_in_wizard, step_of=wizard))
        wizard.closed.connect(self.closed)
        return wizard

    def _make(self, new: NewVault) -> Vault:
        if self._answers is None:
            raise RuntimeError("no wizard")
        return make_vault(self._answers.folder, new, self._cost)

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
