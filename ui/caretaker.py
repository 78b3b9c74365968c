"""What is done for the vault beside the work: checked at start, copied now and then."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.errors import Cancelled, NotSaved, UserError
from app.i18n import _
from app.logs import Event, log_event
from app.policy.policy import Verdict
from app.services.program.disk_protection import lacking_sentence, look_at_disks
from app.services.vault.colleagues import renew_copies
from app.services.vault.copying import copies_due, copies_pressing, copy_what_is_due
from app.services.vault.county import believe_county, meet_county
from app.services.vault.health import (
    accept_state,
    check_at_start,
    check_state,
    remember_state,
)
from app.services.vault.own_clock import clock_sentence
from ui.widgets.notices import Notice, tone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from app.services.program.disk_protection import DiskProtection
    from app.services.vault.copying import CopyTarget
    from app.services.vault.county import CountyMet
    from app.services.vault.health import Health, StateCheck
    from app.storage.progress import Progress
    from app.storage.vault import Vault
    from ui.front.leaving_window import LeavingWindow
    from ui.workspace import Workspace

T = TypeVar("T")
EVERY_MS = 10 * 60 * 1000
"""How often is looked whether an hour, a new day or a memory stick that came back wants a copy."""


class Caretaker(QObject):
    """Never in the way: everything goes on in the worker, and locking stops what can be stopped."""

    restore_wanted = Signal()
    unprotected_known = Signal(tuple)
    """What is not encrypted and is not to be told again on this computer."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._state_folder: Path | None = None
        self._has_left = False
        self._often = QTimer(self, interval=EVERY_MS)
        self._often.timeout.connect(self.copy_if_due)

    def remember_in(self, state_folder: Path | None) -> None:
        """Keep in a folder outside the vault how far it has come; without one, nowhere."""
        self._state_folder = state_folder

    def begin(self) -> None:
        """Look whether the vault is whole, and as new as it was; then make what copies are due."""
        workspace, state_folder = self._workspace, self._state_folder
        vault, today, report = workspace.vault, workspace.today(), workspace.machine_policy
        running = workspace.tasks.follow(_unseen, self)
        if state_folder is not None:
            self._run(lambda: _compare(vault, state_folder), self._say_older)
        self._run(lambda: check_at_start(vault, today, running), self._say_health)
        if workspace.policy_report.verdict is Verdict.OF_VAULT:
            workspace.notices.tell(Notice(workspace.policy_report.warning, "red"))
        if not workspace.practice:
            self._run(lambda: meet_county(vault, report), self._say_county)
            workspace.tasks.run(
                lambda: look_at_disks(vault.folder), self._say_disks, self, quick=True
            )

    def lock(self, then: Callable[[], None]) -> None:
        """Go at once: no copy keeps the keys here. What is in none yet is copied after unlock."""
        if self._is_over():
            then()
            return
        vault, state_folder = self._workspace.vault, self._state_folder

        def job() -> None:
            if state_folder is not None:
                remember_state(vault, state_folder)

        self._workspace.tasks.run(job, lambda _done: then(), self, otherwise=lambda _error: then())

    def leave(self, parting: LeavingWindow, then: Callable[[], None]) -> None:
        """Make what copies are due, then go; a failed one keeps nobody from leaving.

        `parting` shows how far it is, and can stop it.
        """
        if self._is_over():
            then()
            return
        workspace, state_folder = self._workspace, self._state_folder
        vault, places, today = workspace.vault, workspace.copy_targets(), workspace.today()
        running = workspace.tasks.follow(parting.busy.show_part, parting)
        parting.stop_wanted.connect(running.stop)

        def job() -> None:
            with suppress(UserError):  # the places remember it, and the next start tells
                _copy(vault, places, today, running)
            if state_folder is not None:
                remember_state(vault, state_folder)

        workspace.tasks.run(job, lambda _done: then(), self, otherwise=lambda _error: then())

    def hurry(self) -> None:
        """Stop the copies that leaving waits for."""
        self._workspace.tasks.halt()

    @Slot()
    def copy_if_due(self) -> None:
        """Copy where a place has none of today, or the last hour's work is in none."""
        self._copy_where(copies_pressing)

    def _copy_where(self, asks: Callable[[Vault, Sequence[CopyTarget], date], bool]) -> None:
        workspace = self._workspace
        if workspace.practice or workspace.vault.read_only:
            return
        vault, places, today = workspace.vault, workspace.copy_targets(), workspace.today()
        if asks(vault, places, today):
            running = workspace.tasks.follow(_unseen, self)
            self._run(lambda: _copy(vault, places, today, running), self._tell_copied)

    def _is_over(self) -> bool:
        """End what goes on beside; says whether nothing is left to do."""
        self._often.stop()
        self._has_left = True
        self._workspace.tasks.halt()
        return self._workspace.practice or self._workspace.vault.read_only

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._workspace.tasks.run(work, then, self, otherwise=self._fail)

    def _fail(self, error: BaseException) -> None:
        """Tell of a failure, unless it only was stopped or nobody is there any more."""
        if not self._has_left and not isinstance(error, Cancelled):
            self._workspace.tasks.failed.emit(error)
            self._workspace.changes.copied.emit()

    def _say_older(self, found: StateCheck) -> None:
        back = found.rollback
        if back is not None:
            log_event(Event.ROLLBACK, known=back.known_change, found=back.found_change)
        if self._has_left:
            return
        self._workspace.notices.tell(self._notice_of(found))

    def _notice_of(self, found: StateCheck) -> Notice:
        """Offer the way back to everybody, and to take it as it is to whoever may say so."""
        tone = "red" if found.is_against else "sun"
        is_older = found.rollback is not None or found.knows_newer_key
        restore = _("Restore from a copy …") if is_older else ""
        accept = _("This is the right one") if found.may_accept else ""
        return Notice(found.sentence, tone, restore, self.restore_wanted.emit, accept, self._accept)

    @Slot()
    def _accept(self) -> None:
        """Take the vault as it is; logged."""
        vault, state_folder = self._workspace.vault, self._state_folder
        if state_folder is not None:
            self._run(lambda: accept_state(vault, state_folder), lambda _done: None)

    def _say_health(self, health: Health) -> None:
        log_event(
            Event.CHECK,
            damaged=health.needs_restore,
            repaired=health.repaired,
            thorough=health.thorough,
            contradicted=health.contradicted,
        )
        if self._has_left:
            return
        if health.needs_restore:
            restore = _("Restore from a copy …")
            notice = Notice(health.sentence, tone_of(health), restore, self.restore_wanted.emit)
            self._workspace.notices.tell(notice)
            return  # a copy of a damaged vault would be none
        self._workspace.notices.tell(Notice(health.sentence, tone_of(health)))
        vault = self._workspace.vault
        self._run(lambda: clock_sentence(vault, datetime.now(UTC)), self._say_quietly)
        self._often.start()
        self._copy_where(copies_due)  # what was written before the last lock is in none yet

    def _say_disks(self, found: DiskProtection) -> None:
        """Tell what is not encrypted, until somebody says that it is known."""
        if self._has_left or set(found.lacking) <= set(self._workspace.settings.known_unprotected):
            return
        known = partial(self.unprotected_known.emit, found.lacking)
        quiet = _("Do not show this again")
        self._workspace.notices.tell(Notice(lacking_sentence(found), "sun", quiet, known))

    def _say_county(self, met: CountyMet) -> None:
        if self._has_left:
            return
        self._workspace.notices.tell(Notice(met.told, "ok"))
        if met.to_compare:
            text = _(
                "The policy on this computer is signed with a key that this vault does not know, "
                "so its recovery keys are not used. Compare these figures with county IT before "
                "you say that it is theirs: {figures}"
            ).format(figures=met.to_compare)
            theirs = _("It is the county’s key")
            self._workspace.notices.tell(Notice(text, "red", theirs, self._believe_county))

    @Slot()
    def _believe_county(self) -> None:
        vault, report = self._workspace.vault, self._workspace.machine_policy
        self._run(lambda: believe_county(vault, report), self._tell_well)

    def _tell_well(self, told: str) -> None:
        if not self._has_left:
            self._workspace.notices.tell(Notice(told, "ok"))

    def _say_quietly(self, told: str) -> None:
        if not self._has_left:
            self._workspace.notices.tell(Notice(told))

    def _tell_copied(self, _result: object) -> None:
        if not self._has_left:
            self._workspace.changes.copied.emit()


def _compare(vault: Vault, state_folder: Path) -> StateCheck:
    found = check_state(vault, state_folder)
    remember_state(vault, state_folder)
    return found


def _copy(
    vault: Vault, places: Sequence[CopyTarget], today: date, progress: Progress | None
) -> None:
    """Give copies that were away the new key of the vault, and copy in any case."""
    with suppress(NotSaved):
        renew_copies(vault, [place.folder for place in places], progress)
    copy_what_is_due(vault, places, today, progress)


def _unseen(_part: float) -> None:
    """Nobody looks at how far it is."""
