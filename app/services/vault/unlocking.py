"""The way into a vault with a passphrase: failed tries are counted, and told after a good one."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.access_codes import Action
from app.errors import NotAllowed, WrongPassphrase
from app.foreign_files import read_foreign
from app.formats import long_date, near_moment
from app.i18n import _, ngettext
from app.logs import Event, log_event
from app.services.vault.vault_folder import check_no_copy

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault

_FREE_TRIES = 5
_LONGEST_PAUSE_S = 60
_MOST_FIGURES = 6
_LONGEST_NUMBER = 256


@dataclass
class Door:
    """The way into one vault; counts failed tries until the next good one, across restarts too."""

    folder: Path
    failed: int = 0
    state_folder: Path | None = None
    """Where the number is kept while Leia does not run; nothing else is kept there."""
    floor: KdfCost | None = None
    """A key file that is easier to guess than this is locked anew at the next good unlock."""
    failed_before: int = 0
    """How many tries failed before the good one: to be told, for perhaps somebody else tried."""
    failed_since: datetime | None = None
    """When the first of them was."""

    def __post_init__(self) -> None:
        if not self.failed:
            self.failed, self.failed_since = _kept_tries(self._tries)

    @property
    def pause_s(self) -> int:
        """How long the next try has to wait; nobody is locked out for good."""
        return pause_after(self.failed)

    def unlock(self, passphrase: str, today: date) -> Vault:
        """Open the vault, log it, and turn drafts left by a crash into state; takes a second."""
        from app.storage.allowed_folder import check_place
        from app.storage.vault import open_vault

        check_place(self.folder)
        check_no_copy(self.folder)
        try:
            vault = open_vault(self.folder, passphrase, self.floor)
        except (WrongPassphrase, NotAllowed):  # a passphrase of before, or of one who left
            self.failed_since = self.failed_since if self.failed else datetime.now(UTC)
            self.failed += 1
            self._keep()
            log_event(Event.UNLOCK_FAILED, count=self.failed)
            raise
        try:
            self._settle(vault, today)
        except BaseException:
            vault.close()
            raise
        return vault

    def _settle(self, vault: Vault, today: date) -> None:
        from app.services.case.left_drafts import settle_left_drafts

        log_event(Event.UNLOCKED, failed=self.failed)
        if vault.read_only:
            return
        with vault.work() as work:
            if self.failed:
                work.access.log(Action.UNLOCK_FAILED, detail=str(self.failed))
            work.access.log(Action.UNLOCK)
        self.failed_before, self.failed = self.failed, 0
        self._keep()
        settle_left_drafts(vault, today)

    @property
    def _tries(self) -> Path | None:
        if self.state_folder is None:
            return None
        vault = hashlib.blake2b(str(self.folder.absolute()).encode(), digest_size=8).hexdigest()
        return self.state_folder / f"{vault}.tries"

    def _keep(self) -> None:
        """Keep the number; where that cannot be, it is at least counted while Leia runs."""
        from app.storage.files import make_folder, remove_for_good, write_whole

        if self._tries is None:
            return
        with suppress(OSError):
            if self.failed:
                make_folder(self._tries.parent)
                since = self.failed_since.isoformat() if self.failed_since else ""
                write_whole(self._tries, f"{self.failed} {since}".encode())
            else:
                remove_for_good(self._tries)


def _kept_tries(file: Path | None) -> tuple[int, datetime | None]:
    """Return how many tries have failed, and since when; a spoilt file tells of none."""
    try:
        kept = read_foreign(file, _LONGEST_NUMBER).decode("ascii") if file is not None else ""
        number, _space, since = kept.partition(" ")
        failed = int(number) if number.isdecimal() and len(number) <= _MOST_FIGURES else 0
        return failed, datetime.fromisoformat(since) if since else None
    except (OSError, ValueError):
        return 0, None


def pause_after(failed: int) -> int:
    """Return how many seconds a try waits after so many that failed."""
    over = failed - _FREE_TRIES
    return min(2**over, _LONGEST_PAUSE_S) if over >= 0 else 0


class Tries(Protocol):
    """What is known of failed tries before a good one."""

    failed_before: int
    failed_since: datetime | None


def failed_sentence(door: Tries, today: date) -> str:
    """Return what to tell after a good unlock of the tries before it; empty without any."""
    if not door.failed_before:
        return ""
    text = ngettext(
        "There was {n} failed try to unlock, {when}. If it was not you, tell the centre’s lead.",
        "There were {n} failed tries to unlock, the first {when}. "
        "If it was not you, tell the centre’s lead.",
        door.failed_before,
    )
    when = near_moment(door.failed_since, today) if door.failed_since else _("at an unknown time")
    return text.format(n=door.failed_before, when=when)


def key_sentence(vault: Vault) -> str:
    """Return what to tell whoever has not been here since the vault got a new key; else empty."""
    change = vault.key_change
    if not change.is_news:
        return ""
    when = long_date(change.at.astimezone()) if change.at is not None else _("an unknown day")
    text = _(
        "The vault has got a new key since you were here: on {day}, made by {name}. Its number is "
        "{number}; ask {name} whether that is theirs. If it is not, write nothing here and tell "
        "county IT."
    )
    name = change.by or _("somebody who is not named")
    return text.format(day=when, name=name, number=change.number)


def load_storage() -> None:
    """Load what unlocking needs, beside the window, while the passphrase is being typed."""
    import app.services.case.left_drafts
    import app.storage.allowed_folder
    import app.storage.vault  # noqa: F401 - only to have it loaded
