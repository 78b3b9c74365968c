"""The way in with a recovery key, when nobody's passphrase opens the vault any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.recovering import Recovery


@dataclass(frozen=True, kw_only=True)
class AboutVault:
    """Whose vault a recovery key opened. A key is public: anybody can seal a vault to it."""

    centre: str
    people: tuple[Counsellor, ...]
    """Those who work there, by name."""
    last_change: datetime | None
    proof: str
    """What this computer knows of the vault, as a sentence."""
    is_known: bool
    """Whether it has seen this vault before, and nothing speaks against it."""


class RecoveryDoor:
    """Opens a vault with a recovery key, to set a new passphrase and nothing else.

    No case can be read this way; afterwards the vault is unlocked as always. Every method is
    slow, so beside the window.
    """

    def __init__(self, folder: Path, state_folder: Path | None = None) -> None:
        self._folder = folder
        self._state_folder = state_folder
        self._recovery: Recovery | None = None

    def open(self, secret: str) -> tuple[Counsellor, ...]:
        """Return whose passphrase may be set, by name; the vault is held until `close`.

        `secret` is the key of the recovery sheet or the county's, however it is spaced. Raises a
        UserError when it does not open this vault, VaultInUse while a Leia has it open.
        """
        from app.storage.allowed_folder import check_place
        from app.storage.recovering import open_recovery

        check_place(self._folder)
        self.close()
        self._recovery = open_recovery(self._folder, secret)
        return self._recovery.counsellors()

    def about(self) -> AboutVault:
        """Return whose vault it is, and what speaks for and against it; nothing of a case."""
        from app.services.vault.health import compare

        recovery = self._recovery
        if recovery is None:
            raise RuntimeError("not open")
        is_known, proof = False, _unproved()
        if self._state_folder is not None:
            found = compare(recovery.upkeep, self._state_folder)
            is_known = found.is_known and not found.is_against
            proof = _seen() if is_known else found.sentence or proof
        return AboutVault(
            centre=recovery.centre_name,
            people=recovery.counsellors(),
            last_change=recovery.last_change,
            proof=proof,
            is_known=is_known,
        )

    def set_passphrase(
        self, counsellor_id: str, passphrase: str, cost: KdfCost | None = None
    ) -> None:
        """Give somebody a new passphrase; the one before no longer opens the vault.

        Raises NotFinished when the passphrase is too weak. Without a `cost`, the computer is
        measured first.
        """
        from app.services.vault.passphrases import new_lock

        if self._recovery is None:
            raise RuntimeError("not open")
        names = [each.name for each in self._recovery.counsellors() if each.id == counsellor_id]
        lock = new_lock(passphrase, names, cost)
        self._recovery.set_passphrase(counsellor_id, lock)

    def close(self) -> None:
        """Let go of the vault; a second time does nothing."""
        if self._recovery is not None:
            self._recovery.close()
            self._recovery = None


def _seen() -> str:
    return _("This computer has seen this vault before, and it is no older than it was.")


def _unproved() -> str:
    return _(
        "Nothing on this computer proves that this is your vault: whoever could write to its "
        "folder may have put another in its place. Do you know the people, and is the last change "
        "the one you expect? If not, go back and tell county IT."
    )
