"""From an unlocked vault to a locked one: the main window, and what ends it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from app.domain.staff import chosen_words
from app.errors import NotSaved, UserError
from app.i18n import _, use_words
from app.logs import Event, log_event
from app.services.program.bookmarks import recall_place, remember_place
from app.services.program.practice_vault import PRACTICE_PASSPHRASE
from app.services.vault.colleagues import confirm_knowledge
from app.services.vault.county import policy_in_force
from ui.caretaker import Caretaker
from ui.desk import Desk
from ui.front.front import bring_to_front, show_whole
from ui.front.leaving_window import LeavingWindow
from ui.held_words import HeldWords
from ui.preferences import look_of
from ui.system.clock import now, today
from ui.system.locking import IdleWatch, idle_minutes
from ui.system.practice_place import practise_beside
from ui.system.system_watch import SystemWatch
from ui.widgets.notices import Notice
from ui.windows.main_window import MainWindow
from ui.windows.news_dialog import tell_news
from ui.workspace import ChangeNotifier, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from app.policy.policy import PolicyReport
    from app.settings import Settings
    from app.storage.vault import Vault
    from ui.preferences import Preferences
    from ui.system.tasks import Tasks


class Session(QObject):
    """Holds everything that exists while a vault is unlocked, and lets go of it without asking."""

    closed = Signal(bool)
    """True when Leia locks and starts anew, False when it quits."""
    leaving = Signal()
    """The content is off the screen; what is left of it elsewhere is to go too."""
    look_changed = Signal(object)

    def __init__(
        self,
        vault: Vault,
        tasks: Tasks,
        preferences: Preferences,
        policy: PolicyReport,
        *,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        in_force = policy if practice else policy_in_force(vault, policy)
        self._policy = in_force.policy
        self._leaving = False
        self._parting: LeavingWindow | None = None
        self._held: HeldWords | None = None
        self.wants_restore = False
        """Whether the window that restores is to come next."""
        self._told_of_loss = False
        changes = ChangeNotifier()
        vault.listen(changes.changed.emit)
        if practice:
            _know(vault)
        desk = Desk(vault, today, now)
        self.workspace = Workspace(
            vault,
            tasks,
            desk,
            changes,
            now,
            preferences.settings,
            practice=practice,
            policy_report=in_force,
            machine_policy=policy,
        )
        self.idle = IdleWatch(idle_minutes(preferences.settings, self._policy))
        self._system = SystemWatch()
        self._care = self._new_caretaker()
        self.window = self._new_window()

    def begin(self, told: str = "", state_folder: Path | None = None) -> None:
        """Show the window as it was left, tell, watch; `state_folder` tells an older vault."""
        self._care.remember_in(state_folder)
        self.idle.due.connect(self.lock)
        self.idle.ticked.connect(self._show_idle)
        self._system.locking.connect(self.lock)
        self.idle.start()
        self._system.start(int(self.window.winId()))
        try:
            self._go_to(recall_place(self.workspace.vault))
        finally:
            show_whole(self.window)
        if self.workspace.practice:
            text = _("You are practising with invented people. The passphrase is: {passphrase}")
            self.workspace.tell(text.format(passphrase=PRACTICE_PASSPHRASE))
        else:
            tell_news(self.window, self.workspace.vault)
        self.workspace.notices.tell(Notice(told))
        self.window.get_ready()
        self._care.begin()  # last: from the moment damage is met, nothing can be read any more

    @Slot()
    def lock(self) -> None:
        """Hide and store everything, and go back to the unlock window in a fresh process.

        No copy is waited for, and one that is being made while Leia quits is stopped.
        """
        if self._parting is not None:
            self._care.hurry()
        self._leave(restart=True)

    @Slot()
    def restore(self) -> None:
        """Lock, and come back to the window that restores from a copy."""
        self.wants_restore = True
        self._leave(restart=True)

    @Slot()
    def quit(self) -> None:
        """Store everything, make the copies that are due, and end."""
        if self._held is None:
            self._leave(restart=False)
            return
        self._held.ends = True
        self._held.try_again()

    @Slot()
    def store(self) -> None:
        """Store what is on the desk; the system may end us soon."""
        self.workspace.desk.settle()

    @Slot()
    def show_window(self) -> None:
        """Bring the main window to the front."""
        if self._held is not None:
            self._held.show()
        else:
            bring_to_front(self._parting or self.window)

    @Slot(object)
    def change_look(self, settings: Settings) -> None:
        """Use other settings at once; the window is built anew, and nothing on the desk moves."""
        if self._leaving:
            return  # nothing is shown again by what the settings page still stores
        before = self._preferences.settings
        self._preferences.change(settings)
        self.workspace.settings = settings
        self.idle.set_minutes(idle_minutes(settings, self._policy))
        if (
            look_of(before) != look_of(settings)
            or self._words != chosen_words(self.workspace.vault.centre)
            or self.window.has_other_places
        ):
            self.workspace.desk.settle()
            self._rebuild(self.window.place())
        self.look_changed.emit(settings)

    @Slot(tuple)
    def _keep_known(self, lacking: tuple[Literal["disk", "swap"], ...]) -> None:
        """Do not tell again on this computer what is not encrypted."""
        self.change_look(replace(self._preferences.settings, known_unprotected=lacking))

    def _leave(self, *, restart: bool) -> None:
        if self._leaving:
            return
        self._leaving = True
        place, desk = self.window.place(), self.workspace.desk
        self.window.curtain.draw()
        self.leaving.emit()
        desk.close()
        if not desk.has_unkept:
            self._go(place, restart=restart)
        elif self.wants_restore and self._told_of_loss:
            desk.give_up()
            self._go(place, restart=restart)
        elif restart and not self.wants_restore:
            self._hold(place)
        else:
            self._return(desk.failure)

    def _go(self, place: str, *, restart: bool) -> None:
        with suppress(UserError):  # a full disk: the words are safe, only the place is forgotten
            remember_place(self.workspace.vault, place)
        if restart:
            self._care.lock(partial(self._end, restart))
            return
        self._parting = LeavingWindow()
        self._parting.wait_in(self.window)
        self._care.leave(self._parting, partial(self._end, restart))

    def _hold(self, place: str) -> None:
        """Keep the words in memory behind the curtain: nobody may be there to see them."""
        self._system.delay_sleep(wanted=False)
        self._held = HeldWords(self.workspace, self.window, place)
        self._held.stored.connect(self._lock_after_all)
        self._held.came_back.connect(self._come_back)

    @Slot()
    def _lock_after_all(self) -> None:
        held = self._let_go()
        if held is not None:
            self.workspace.desk.close()
            self._go(held.place, restart=not held.ends)

    @Slot()
    def _come_back(self) -> None:
        """Show everything as it was: its owner proved to be there."""
        if self._let_go() is not None:
            self._leaving = False
            self._system.delay_sleep(wanted=True)
            self.idle.start()
            self.window.curtain.open()
            self.workspace.desk.try_again()

    def _let_go(self) -> HeldWords | None:
        """End the holding of words, where there is any."""
        held, self._held = self._held, None
        if held is not None:
            held.leave()
        return held

    def _end(self, restart: bool) -> None:  # noqa: FBT001 - bound beforehand
        self.idle.stop()
        self._system.stop()
        self.workspace.close()
        self._preferences.store()
        if self._parting is not None:
            self._parting.leave()
        log_event(Event.LOCKED if restart else Event.QUIT)
        self.closed.emit(restart)

    def _return(self, failure: str) -> None:
        """Show the words again that could not be stored: a lost one is worse than a late lock."""
        if self.wants_restore:
            # A damaged vault takes no more words, and the way out of it must not be shut for ever.
            self._told_of_loss = True
            more = _(
                "Copy down the words on the screen that are not saved. If you then choose to "
                "restore once more, they are left behind."
            )
            failure = f"{failure} {more}"
        self._leaving = self.wants_restore = False
        self.window.curtain.open()
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
        window.restore_wanted.connect(self.restore)
        window.look_changed.connect(self.change_look)
        window.practice_wanted.connect(practise_beside)
        return window

    def _new_caretaker(self) -> Caretaker:
        care = Caretaker(self.workspace)
        care.restore_wanted.connect(self.restore)
        care.unprotected_known.connect(self._keep_known)
        return care

    def _go_to(self, place: str) -> None:
        if place:
            self.window.go_to(place)

    @Slot(int)
    def _show_idle(self, seconds_left: int) -> None:
        self.window.show_idle(seconds_left)


def _know(vault: Vault) -> None:
    """Ask nobody who practises what they know of privacy: the people are invented."""
    if vault.counsellor.must_confirm_knowledge(today()) and not vault.read_only:
        confirm_knowledge(vault, today())
