"""The way in with a recovery key, when nobody's passphrase opens the vault any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.recovering import Recovery


class RecoveryDoor:
    """Opens a vault with a recovery key, to set a new passphrase and nothing else.

    No case can be read this way; afterwards the vault is unlocked as always. Every method is
    slow, so beside the window.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
