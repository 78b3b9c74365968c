"""Back to a vault that could not be locked, because the disk did not take the last words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.errors import NotSaved, WrongPassphrase
from app.logs import Event, log_event
from app.services.vault.unlocking import pause_after

if TYPE_CHECKING:
    from app.storage.vault import Vault


@dataclass
class WayBack:
    """The way back into a vault that is still open behind a hidden window."""

    vault: Vault
    failed: int = 0
    failed_before: int = 0
    """How many tries failed before the good one: to be told, for perhaps somebody else tried."""
    failed_since: datetime | None = None
    """When the first of them was."""

    @property
    def pause_s(self) -> int:
        """How long the next try has to wait."""
        return pause_after(self.failed)

    def prove(self, passphrase: str) -> None:
        """Let whoever unlocked the vault back in, and log it where the disk takes it.

        Takes a second. Raises WrongPassphrase, also for a colleague's: the words are not theirs.
        """
        vault = self.vault
        try:
            vault.colleagues.check_passphrase(vault.counsellor, passphrase)
        except WrongPassphrase:
            self.failed_since = self.failed_since if self.failed else datetime.now(UTC)
            self.failed += 1
            log_event(Event.UNLOCK_FAILED, count=self.failed)
            raise
        log_event(Event.UNLOCKED, failed=self.failed)
        with suppress(NotSaved), vault.work() as work:
            if self.failed:
                work.access.log(Action.UNLOCK_FAILED, detail=str(self.failed))
            work.access.log(Action.UNLOCK)
        self.failed_before, self.failed = self.failed, 0
