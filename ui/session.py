"""From an unlocked vault to a locked one: the main window, and what ends it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.staff import chosen_words
from app.errors import NotSaved, UserError
from app.i18n import _, use_words
from app.services.starting import PRACTICE_PASSPHRASE, recall_place, remember_place
from ui.clock import now, today
from ui.desk import Desk
from ui.locking import IdleWatch, idle_minutes
from ui.preferences import look_of
from ui.system_watch import SystemWatch
from ui.windows.front import bring_to_front, show_whole
from ui.windows.main_window import MainWindow
from ui.workspace import ChangeNotifier, Workspace

if TYPE_CHECKING:
    from app.policy import Policy
    from app.settings import Settings
    from app.storage.vault import Vault
    from ui.preferences import Preferences
    from ui.tasks import Tasks


class Session(QObject):
    """Holds everything that exists while a vault is unlocked, and lets go of it without asking."""

    closed = Signal(bool)
    """True when Leia locks and starts anew, False when it quits."""
    look_changed = Signal(object)

    def __init__(
        self,
        vault: Vault,
        tasks: Tasks,
        preferences: Preferences,
        policy: Policy,
        *,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._policy = policy
        self._leaving = False
        changes = ChangeNotifier()
        vault.listen(changes.changed.emit)
        desk = Desk(vault, today, now)
        self.workspace = Workspace(
            vault, tasks, desk, changes, now, preferences.settings, practice=practice
        )
        self._idle = IdleWatch(idle_minutes(preferences.settings, policy))
        self._system = SystemWatch()
        self.window = self._new_window()

    def begin(self) -> None:
        """Show the main window where its counsellor left it, and begin to watch."""
        self._idle.due.connect(self.lock)
        self._idle.ticked.connect(self._show_idle)
        self._system.locking.connect(self.lock)
        self._idle.start()
        self._system.start(int(self.window.winId()))
        tasks, vault = self.workspace.tasks, self.workspace.vault
        tasks.run(vault.quick_check, _nothing, self)
        try:
            self._go_to(recall_place(vault))
        finally:
            show_whole(self.window)
        if self.workspace.practice:
            text = _("You are practising with invented people. The passphrase is: {passphrase}")
            self.window.notice.say(text.format(passphrase=PRACTICE_PASSPHRASE), "ok")

    @Slot()
    def lock(self) -> None:
        """Store everything and go back to the unlock window, in a fresh process."""
        self._leave(restart=True)

    @Slot()
    def quit(self) -> None:
        """Store everything and end."""
        self._leave(restart=False)

    @Slot()
    def store(self) -> None:
        """Store what is on the desk; the system may end us soon."""
        self.workspace.desk.settle()

    @Slot()
    def show_window(self) -> None:
        """Bring the main window to the front."""
        bring_to_front(self.window)

    @Slot(object)
    def change_look(self, settings: Settings) -> None:
        """Use other settings at once; the window is built anew, and nothing on the desk moves."""
        if self._leaving:
            return  # nothing is shown again by what the settings page still stores
        before = self._preferences.settings
        self._preferences.change(settings)
        self.workspace.settings = settings
        self._idle.set_minutes(idle_minutes(settings, self._policy))
        if look_of(before) != look_of(settings) or self._words != chosen_words(
            self.workspace.vault.centre
        ):
            self.workspace.desk.settle()
            self._rebuild(self.window.place())
        self.look_changed.emit(settings)

    def _leave(self, *, restart: bool) -> None:
        if self._leaving:
            return
        self._leaving = True
        place, desk = self.window.place(), self.workspace.desk
        self.window.hide_content()
        desk.close()
        if desk.has_unkept:
            self._return(desk.failure)
            return
        with suppress(UserError):  # a full disk: the words are safe, only the place is forgotten
            remember_place(self.workspace.vault, place)
        self._copy(partial(self._end, restart))

    def _copy(self, then: partial[None]) -> None:
        """Make the day's verified copy; a failed one keeps nobody from locking, the next tells."""
        vault, tasks = self.workspace.vault, self.workspace.tasks
        last = vault.last_copy()
        is_fresh = last is not None and last.made_at.astimezone().date() == today()
        if is_fresh or self.workspace.practice:
            then()
        else:
            tasks.run(vault.copy, then, self, otherwise=then)

    def _end(self, restart: bool, _copy: object = None) -> None:  # noqa: FBT001 - bound beforehand
        self._idle.stop()
        self._system.stop()
        self.workspace.close()
        self._preferences.store()
        self.closed.emit(restart)

    def _return(self, failure: str) -> None:
        """Show the words again that could not be stored: a lost one is worse than a late lock."""
        self._leaving = False
        self.window.show_content()
        self.workspace.desk.try_again()
        self.workspace.tasks.failed.emit(NotSaved(failure))

    def _rebuild(self, place: str) -> None:
        old, self.window = self.window, self._new_window()
        self.window.setGeometry(old.geometry())
        self.window.setWindowState(old.windowState())
        self._go_to(place)
        self.window.show()
        old.disconnect(self)
        old.hide()
        old.deleteLater()

    def _new_window(self) -> MainWindow:
        self._words = chosen_words(self.workspace.vault.centre)
        use_words(self._words)
        window = MainWindow(self.workspace)
        window.lock_wanted.connect(self.lock)
        window.quit_wanted.connect(self.quit)
        window.look_changed.connect(self.change_look)
        return window

    def _go_to(self, place: str) -> None:
        if place:
            self.window.go_to(place)

    @Slot(int)
    def _show_idle(self, seconds_left: int) -> None:
        self.window.show_idle(seconds_left)


def _nothing(_result: object) -> None:
    """Nobody waits for this result; only its failure is told."""
