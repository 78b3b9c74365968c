"""The way into a vault: make one, unlock one, and come back to where you were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.staff import Centre, Counsellor
from app.errors import PlaceRefused, WrongPassphrase
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from app.policy import Policy
    from app.storage.keyfiles import KdfCost
    from app.storage.vault import Vault

NEW_FOLDER = "leia-vault"
"""The folder made for a vault inside a chosen one that holds other files."""
UNLOCK = "UNLOCK"
UNLOCK_FAILED = "UNLOCK_FAILED"
PROOF_LENGTH = 6
"""How much of the recovery key is typed back, to prove that the sheet is at hand."""
PRACTICE_PASSPHRASE = "øv deg trygt i leia"  # noqa: S105 - it is told to everybody
_FREE_TRIES = 5
_LONGEST_PAUSE_S = 60
_PLACE = "place"


@dataclass(frozen=True)
class RecoveryKey:
    """A new recovery key: its secret goes on paper, its public half into the vault."""

    secret: str = field(repr=False)
    public: str

    @property
    def fingerprint(self) -> str:
        """The figures people compare; they tell nothing about the secret."""
        return fingerprint(self.public)

    def is_proved_by(self, typed: str) -> bool:
        """Whether the key's last signs were typed, whatever the spaces and the case."""
        return "".join(typed.split()).upper() == self.secret[-PROOF_LENGTH:].upper()


@dataclass(frozen=True, kw_only=True)
class NewVault:
    """What a vault is made of."""

    centre: Centre
    counsellor: Counsellor
    passphrase: str = field(repr=False)
    recovery: Sequence[str]
    """Public keys that open the vault besides the counsellor's."""


@dataclass
class Door:
    """The way into one vault; counts failed tries until the next good one."""

    folder: Path
    failed: int = 0

    @property
    def pause_s(self) -> int:
        """How long the next try has to wait; nobody is locked out for good."""
        over = self.failed - _FREE_TRIES
        return min(2**over, _LONGEST_PAUSE_S) if over >= 0 else 0

    def unlock(self, passphrase: str, today: date) -> Vault:
        """Open the vault, log it, and turn drafts left by a crash into state; takes a second."""
        from app.storage.place import check_place
        from app.storage.vault import open_vault

        check_place(self.folder)
        try:
            vault = open_vault(self.folder, passphrase)
        except WrongPassphrase:
            self.failed += 1
            raise
        try:
            self._settle(vault, today)
        except BaseException:
            vault.close()
            raise
        return vault

    def _settle(self, vault: Vault, today: date) -> None:
        from app.services.editing import settle_left_drafts

        if vault.read_only:
            return
        with vault.work() as work:
            if self.failed:
                work.access.log(UNLOCK_FAILED, detail=str(self.failed))
            work.access.log(UNLOCK)
        self.failed = 0
        settle_left_drafts(vault, today)


def load_storage() -> None:
    """Load what unlocking needs, beside the window, while the passphrase is being typed."""
    import app.services.editing
    import app.storage.place
    import app.storage.vault  # noqa: F401 - only to have it loaded


def holds_vault(folder: Path) -> bool:
    """Whether a vault, whole or damaged, lies in a folder; known without loading the storage."""
    if any((folder / name).exists() for name in ("vault.db", "vault.age")):
        return True
    return any((folder / "keys").glob("*.key"))


def vault_folder_in(folder: Path) -> Path | None:
    """Return the vault in a folder somebody chose, or in a folder of the usual name inside it."""
    inside = (folder, *(folder / name for name in ("vault", NEW_FOLDER)))
    return next((each for each in inside if holds_vault(each)), None)


def check_new_place(folder: Path) -> None:
    """Raise PlaceRefused when no vault may be made in a folder."""
    from app.storage.place import check_place

    check_place(folder)
    if holds_vault(folder):
        raise PlaceRefused(
            _(
                "There is a vault in this folder already, and it is left as it is. "
                "Open it, or choose another folder."
            )
        )


def new_recovery_key() -> RecoveryKey:
    """Return a recovery key nobody has seen yet."""
    from app.storage.sealing import new_recovery_identity

    return RecoveryKey(*new_recovery_identity())


def fingerprint(public: str) -> str:
    """Return a public key as figures to compare by eye or over the telephone."""
    from app.storage import sealing

    return sealing.fingerprint(public)


def county_fingerprints(policy: Policy) -> tuple[str, ...]:
    """Return the county's recovery keys as figures to compare; checks that they are keys."""
    if not policy.recovery_recipients:
        return ()
    from app.storage.sealing import check_recipients

    check_recipients(policy.recovery_recipients)
    return tuple(fingerprint(each) for each in policy.recovery_recipients)


def recovery_sheet(key: RecoveryKey, centre_name: str, made_on: date, language: str) -> bytes:
    """Return the recovery sheet as a PDF, made in memory."""
    from app.prints.recovery_sheet import recovery_sheet_pdf

    return recovery_sheet_pdf(key.secret, key.fingerprint, centre_name, made_on, language)


def make_vault(folder: Path, new: NewVault, cost: KdfCost | None = None) -> Vault:
    """Make a vault and open it; takes a second or two."""
    from app.storage.vault import create_vault

    vault = create_vault(
        folder, new.passphrase, new.centre, new.counsellor, new.recovery, cost=cost
    )
    with vault.work() as work:
        work.access.log(UNLOCK)
    return vault


def make_practice_vault(folder: Path, today: date) -> Vault:
    """Make a vault of invented people; its passphrase is no secret and its key not calibrated."""
    from app.services.practice import fill
    from app.storage.keyfiles import FLOOR

    new = NewVault(
        centre=Centre(
            name="Karriere Nordland Salten", phone="990 00 010", county="18", municipality="1804"
        ),
        counsellor=Counsellor(name="Kari Nilsen", phone="990 00 012"),
        passphrase=PRACTICE_PASSPHRASE,
        recovery=(new_recovery_key().public,),
    )
    vault = make_vault(folder, new, cost=FLOOR)
    fill(vault, today)
    return vault


def remember_place(vault: Vault, place: str) -> None:
    """Keep inside the vault where its counsellor was."""
    with vault.work() as work:
        work.memory.put(_PLACE, place)


def recall_place(vault: Vault) -> str:
    """Return where the counsellor was; empty the first time."""
    with vault.work() as work:
        return work.memory.get(_PLACE) or ""
