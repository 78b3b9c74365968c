"""New keys: what was lost, seen or copied opens nothing any more.

Everything here gives the vault a new key, and every copy within reach. It takes seconds, for big
vaults and many copies minutes, so always beside the window. Stopped by `progress`, it holds
nevertheless, and the remaining copies are in `still_open`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.permissions import Deed
from app.services.vault.founding import fingerprint
from app.services.vault.passphrases import new_lock
from app.storage.copies.making import COPIES
from app.storage.values.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from app.services.vault.founding import RecoveryKey
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.progress import Progress
    from app.storage.values.copies import Removal
    from app.storage.vault import Vault


@dataclass(frozen=True)
class SheetInForce:
    """A recovery sheet that opens the vault, as people tell it from others."""

    fingerprint: str
    """As it stands on the sheet."""
    made_on: date | None
    """Nothing for a sheet from before Leia kept the day."""


def sheets_in_force(vault: Vault) -> tuple[SheetInForce, ...]:
    """Return the recovery sheets that open the vault."""
    return tuple(
        SheetInForce(fingerprint(each.public), each.made_on) for each in vault.colleagues.sheets()
    )


def new_sheet(key: RecoveryKey, made_on: date) -> Sheet:
    """Return a printed sheet as the vault is to know it."""
    return Sheet(key.public, made_on)


def replace_sheet(
    vault: Vault,
    own_passphrase: str,
    sheet: Sheet,
    folders: Sequence[Path],
    progress: Progress | None = None,
) -> Removal:
    """Let a new recovery sheet open the vault, in place of those before.

    Raises NotAllowed, or WrongPassphrase when it is not that of whoever is working.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    make_ready(vault)
    vault.colleagues.replace_sheet(own_passphrase, sheet)
    return renew_copies(vault, folders, progress)


def replace_known_passphrase(  # noqa: PLR0913 - as `change_own_passphrase`, and how far it is
    vault: Vault,
    old: str,
    new: str,
    cost: KdfCost | None = None,
    folders: Sequence[Path] = (),
    *,
    progress: Progress | None = None,
) -> Removal:
    """Give whoever is working a new passphrase and new keys: somebody may know the old one.

    The vault's own key changes at once for whoever may make it, else when such a one unlocks next.
    Raises WrongPassphrase when the old passphrase is not right.
    """
    lock = new_lock(new, [vault.centre.name, vault.counsellor.name], cost)
    may_now = makes_keys(vault)
    if may_now:
        make_ready(vault)
    vault.colleagues.replace_own_keys(old, lock, now=may_now)
    return renew_copies(vault, folders, progress)


def makes_keys(vault: Vault) -> bool:
    """Whether whoever is working may give the vault a new key."""
    return vault.may(Deed.KEEP_COLLEAGUES)


def make_ready(vault: Vault) -> None:
    """Mend a torn page that holds nothing: it would keep the vault's key from changing."""
    if vault.upkeep.check():
        vault.upkeep.repair()


def renew_copies(
    vault: Vault, folders: Sequence[Path], progress: Progress | None = None
) -> Removal:
    """Give copies that were out of reach when the vault's key changed the new key now.

    Cheap when there are none, so worth trying whenever a stick or share turns up.
    """
    return vault.colleagues.renew_copies(places(vault, folders), progress)


def places(vault: Vault, folders: Sequence[Path]) -> list[Path]:
    """Return the places for copies; the vault's own folder is one as soon as it is there."""
    own = vault.folder / COPIES
    found = dict.fromkeys((own, *folders))
    return [place for place in found if place != own or own.exists()]
