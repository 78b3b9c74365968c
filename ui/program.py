"""The running program: one vault at a time, from start to lock or quit."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import UserError
from app.i18n import _
from app.services.vault.vault_folder import finish_interrupted_restore, holds_vault
from ui.front.front_windows import FrontWindows
from ui.system.clipboard import ClipboardGuard
from ui.system.clock import today
from ui.system.instance import Instance
from ui.system.practice_place import make_place, remove_place
from ui.system.system_watch import SignalWatch
from ui.system.tasks import Tasks

if TYPE_CHECKING:
    from app.policy.policy import PolicyReport
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault
    from ui.arguments import Arguments
    from ui.preferences import Preferences
    from ui.session import Session


class Program(QObject):
    """Decides which window is there, and ends by asking for a fresh process or for none."""

    finished = Signal(bool)
    """True when the process is to be replaced by a fresh, locked one."""

    def __init__(
        self,
        arguments: Arguments,
        preferences: Preferences,
        policy: PolicyReport,
        cost: KdfCost | None = None,
    ) -> None:
        super().__init__()
        self.arguments = arguments
        self._preferences = preferences
        self._policy = policy
        self._cost = cost
        self.tasks = Tasks()
        self.session: Session | None = None
        self._clipboard = ClipboardGuard()
        self._instance: Instance | None = None
        self._signals: SignalWatch | None = None
        self.front = FrontWindows(self.tasks, preferences, policy, arguments, cost)
        self.front.trying.connect(_load_main_window)
        self.front.opened.connect(self._begin)
        self.front.practice_wanted.connect(self._practise)
        self.front.other_wanted.connect(self._open_other)
        self.front.closed.connect(self._end)

    def start(self) -> bool:
        """Show the first window; False when another program has the vault and was called.

        Raises PlaceRefused when somebody else answers in that program's place.
        """
        chosen = self._preferences.settings.vault_folder
        folder = self.arguments.vault_folder
        if chosen and not self.arguments.practice:
            folder = Path(chosen)
        if not self._claim_or_end(folder):
            return False
        self._signals = SignalWatch()
        self._signals.received.connect(self.quit)
        self._signals.start()
        self._finish_restore(folder)
        if self.arguments.restore:
            self.arguments = self.arguments.restoring(wanted=False)
            self.front.show_restore(folder)
        elif holds_vault(folder):
            self.front.show_unlock(folder, practice=self.arguments.practice)
        elif self.arguments.practice:
            self._practise()
        else:
            self.front.show_welcome()
            if chosen:
                self.front.say(_missing(folder))
        self._warn()
        return True

    def _finish_restore(self, folder: Path) -> None:
        try:
            finish_interrupted_restore(folder)
        except UserError as error:
            self.tasks.failed.emit(error)

    def _warn(self) -> None:
        """Tell loudly, once a start, that the machine policy is not as the county made it."""
        if self._policy.warning and not self.arguments.again:
            self.tasks.failed.emit(UserError(self._policy.warning))

    def _claim_or_end(self, folder: Path) -> bool:
        is_ours = False
        try:
            is_ours = self._claim(folder)
        finally:
            if not is_ours:
                self.tasks.stop()
        return is_ours

    def _claim(self, folder: Path) -> bool:
        instance = Instance(folder)
        instance.raise_wanted.connect(self._show_window)
        if not instance.claim():
            return False
        if self._instance is not None:
            self._instance.release()
        self._instance = instance
        return True

    @Slot(object)
    def _open_other(self, folder: Path) -> None:
        if self._instance is not None and self._instance.is_for(folder):
            self.front.show_unlock(folder)
        elif self._claim(folder):
            self._preferences.open_here(str(folder))
            self.front.show_unlock(folder)

    @Slot()
    def _practise(self) -> None:
        from app.services.program.practice_vault import make_practice_vault

        place = self.arguments.data_dir if self.arguments.practice else None
        self.arguments = self.arguments.practising_in(place or make_place())
        self._preferences.move(self.arguments.settings_file)
        self.front.wait()
        make = partial(make_practice_vault, self.arguments.vault_folder, today())
        self.tasks.run(make, self._begin, self, otherwise=self._say_no_practice)

    def _say_no_practice(self, error: BaseException) -> None:
        self.front.show_welcome()
        self.tasks.failed.emit(error)

    @Slot(object)
    def _begin(self, vault: Vault) -> None:
        from app.services.program.practice_vault import is_practice
        from ui.session import Session

        self._remember(vault.folder)
        try:
            practice = self.arguments.practice or is_practice(vault)
            session = Session(vault, self.tasks, self._preferences, self._policy, practice=practice)
        except BaseException:
            vault.close()
            raise
        self.session = session
        session.workspace.cost = self._cost
        session.closed.connect(self._close)
        session.leaving.connect(self._clipboard.clear)
        session.look_changed.connect(self._forget_language)
        session.begin(self.front.told, None if practice else self.arguments.state_folder)
        self.front.leave()

    def _remember(self, folder: Path) -> None:
        """Open this vault the next time; the usual place needs no remembering."""
        if self.arguments.practice:
            return
        if self._instance is None or not self._instance.is_for(folder):
            self._claim(folder)
        is_usual = folder == self.arguments.vault_folder
        self._preferences.open_here("" if is_usual else str(folder))

    @Slot()
    def quit(self) -> None:
        """End, once everything on the desk is stored."""
        if self.session is not None:
            self.session.quit()
        else:
            self._end()

    @Slot()
    def store(self) -> None:
        """Store what is on the desk; the system may end us without another word."""
        if self.session is not None:
            self.session.store()

    @Slot()
    def _show_window(self) -> None:
        (self.session or self.front).show_window()

    @Slot()
    def _forget_language(self) -> None:
        self.arguments = self.arguments.without_language()

    @Slot()
    def _end(self) -> None:
        self.tasks.stop()
        self._close(restart=False)

    @Slot(bool)
    def _close(self, restart: bool) -> None:  # noqa: FBT001 - a slot
        if self._instance is not None:
            self._instance.release()
        if self._signals is None:
            return  # it has ended already
        self._signals.stop()
        self._signals = None
        self._clipboard.clear()
        if restart and self.session is not None and self.session.wants_restore:
            self.arguments = self.arguments.restoring(wanted=True)
        place = self.arguments.data_dir
        if self.arguments.practice and place is not None and not restart:
            remove_place(place)
        self.finished.emit(restart)


def _load_main_window() -> None:
    """Load the main window while the key is derived beside it."""
    import ui.session  # noqa: F401 - only to have it loaded


def _missing(folder: Path) -> str:
    return _(
        "The vault that was used last, in {folder}, is not there. If it is on a disk that is "
        "not connected, connect it and start Leia again."
    ).format(folder=folder)
