"""A vault where there was none: its recovery key, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.access_codes import Action

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.staff import Centre, Counsellor
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault

PROOF_LENGTH = 6
"""How much of the recovery key is typed back, to prove that the sheet is at hand."""
PROOF_ROW = 3
"""The row of the sheet it is typed from: the middle of the key. No screen shows it."""
_ROW_BEGINS = len("AGE-SECRET-KEY-1") + 20


@dataclass(frozen=True)
class RecoveryKey:
    """A new recovery key: its secret goes on paper, its public half into the vault."""

    secret: str = field(repr=False)
    public: str

    @property
    def fingerprint(self) -> str:
        """The figures people compare; they tell nothing about the secret."""
        return fingerprint(self.public)

    @property
    def proof(self) -> str:
        """The signs to type back: the first ones of a row in the middle."""
        return self.secret[_ROW_BEGINS : _ROW_BEGINS + PROOF_LENGTH].upper()

    def is_proved_by(self, typed: str) -> bool:
        """Whether these signs were typed, whatever the spaces and the case."""
        return "".join(typed.split()).upper() == self.proof


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
