"""The way into a vault: make one, unlock one, and come back to where you were."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.domain.staff import Centre, Counsellor
from app.errors import PlaceRefused, WrongPassphrase
from app.formats import near_moment
from app.i18n import _, ngettext
from app.logs import Event, log_event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault

NEW_FOLDER = "leia-vault"
"""The folder made for a vault inside a chosen one that holds other files."""
PROOF_LENGTH = 6
"""How much of the recovery key is typed back, to prove that the sheet is at hand."""
_FREE_TRIES = 5
_LONGEST_PAUSE_S = 60
_MOST_FIGURES = 6
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
    county: Sequence[str] = ()
    """Those of them that the county's policy named: it may name others later."""


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
        over = self.failed - _FREE_TRIES
        return min(2**over, _LONGEST_PAUSE_S) if over >= 0 else 0

    def unlock(self, passphrase: str, today: date) -> Vault:
        """Open the vault, log it, and turn drafts left by a crash into state; takes a second."""
        from app.storage.allowed_folder import check_place
        from app.storage.vault import open_vault

        check_place(self.folder)
        try:
            vault = open_vault(self.folder, passphrase, self.floor)
        except WrongPassphrase:
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
        kept = file.read_text(encoding="ascii") if file is not None else ""
        number, _space, since = kept.partition(" ")
        failed = int(number) if number.isdecimal() and len(number) <= _MOST_FIGURES else 0
        return failed, datetime.fromisoformat(since) if since else None
    except (OSError, ValueError):
        return 0, None


def failed_sentence(door: Door, today: date) -> str:
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


def load_storage() -> None:
    """Load what unlocking needs, beside the window, while the passphrase is being typed."""
    import app.services.case.left_drafts
    import app.storage.allowed_folder
    import app.storage.vault  # noqa: F401 - only to have it loaded


def holds_vault(folder: Path) -> bool:
    """Whether a vault, whole or damaged, lies in a folder; known without loading the storage."""
    try:
        if any((folder / name).exists() for name in ("vault.db", "vault.age")):
            return True
        return any((folder / "keys").glob("*.key"))
    except PermissionError:
        return True  # closed to us: unlocking says so


def vault_folder_in(folder: Path) -> Path | None:
    """Return the vault in a folder somebody chose, or in a folder of the usual name inside it."""
    inside = (folder, *(folder / name for name in ("vault", NEW_FOLDER)))
    return next((each for each in inside if holds_vault(each)), None)


def check_new_place(folder: Path) -> None:
    """Raise PlaceRefused when no vault may be made in a folder."""
    from app.storage.allowed_folder import check_place

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
    from app.storage.keys.sealing import new_recovery_identity

    return RecoveryKey(*new_recovery_identity())


def fingerprint(public: str) -> str:
    """Return a public key as figures to compare by eye or over the telephone."""
    from app.storage.keys import sealing

    return sealing.fingerprint(public)


def make_vault(folder: Path, new: NewVault, cost: KdfCost | None = None) -> Vault:
    """Make a vault and open it; takes a second or two."""
    from app.storage.vault import create_vault

    vault = create_vault(
        folder,
        new.passphrase,
        new.centre,
        new.counsellor,
        new.recovery,
        cost=cost,
        county=new.county,
    )
    with vault.work() as work:
        work.access.log(Action.UNLOCK)
    return vault


def remember_place(vault: Vault, place: str) -> None:
    """Keep inside the vault where its counsellor was."""
    with vault.work() as work:
        work.memory.put(_PLACE, place)


def recall_place(vault: Vault) -> str:
    """Return where the counsellor was; empty the first time."""
    with vault.work() as work:
        return work.memory.get(_PLACE) or ""
