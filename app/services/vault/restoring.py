"""Restoring a vault from a copy: found, looked into, verified aside, and only then put in place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import NotFinished, UserError
from app.i18n import _
from app.services.vault.copying import copy_targets
from app.services.vault.known_vaults import check_works, rights_elsewhere
from app.services.vault.recovering import RecoveryDoor
from app.services.vault.typed_keys import Passphrase, RecoverySecret

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.policy.policy import Policy
    from app.services.vault.known_vaults import Profile
    from app.settings import Settings
    from app.storage.copies.looking import CopyContents
    from app.storage.keys.keyfiles import KdfCost, KeyFile
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress
    from app.storage.values.copies import FoundCopy

__all__ = ["NewPassphrase", "Passphrase", "RecoverySecret", "Restored", "find_copies", "restore"]


@dataclass(frozen=True)
class NewPassphrase:
    """For whom, and what, when a copy was opened with a recovery key."""

    counsellor_id: str
    text: str = field(repr=False)
    cost: KdfCost | None = None
    """Without one the computer is measured first."""


@dataclass(frozen=True)
class Restored:
    """How a restore ended; the vault now opens with `Door(folder)` as always."""

    folder: Path
    set_aside: Path | None
    """Where the vault lies that was here before; nothing when there was none."""
    by_somebody_of_it: bool = False
    """Whether somebody of the vault that was here had it set aside."""
    is_narrowed: bool = False
    """Whether nobody got more rights than another vault on this computer gives them."""


def places_to_look(vault_folder: Path, policy: Policy, settings: Settings) -> tuple[Path, ...]:
    """Return the folders worth looking for copies in, whether they are there or not."""
    places = [place.folder for place in copy_targets(vault_folder, policy, settings)]
    return (*places, *set_aside(vault_folder))


def set_aside(vault_folder: Path) -> tuple[Path, ...]:
    """Return the vaults that restores have put aside, the newest first; Leia deletes none."""
    from app.storage.copies.shelves import SET_ASIDE

    if not vault_folder.parent.is_dir():
        return ()
    begins = f"{vault_folder.name}{SET_ASIDE}"
    found = [each for each in vault_folder.parent.iterdir() if each.name.startswith(begins)]
    return tuple(sorted(found, reverse=True))


def find_copies(folder: Path, progress: Progress | None = None) -> tuple[FoundCopy, ...]:
    """Return the copies in a folder somebody points at, newest first; beside the window.

    The folder may be a copy itself, hold copies, be a vault with its copies, or be a USB stick or
    share with several centres' copies. Each copy is read through and held against its own
    manifest, so `is_whole` needs no passphrase. A folder that is not there holds none.
    """
    from app.storage.copies import finding

    return finding.find_copies(folder, progress)


def open_copy(found: FoundCopy, key: Passphrase | RecoverySecret) -> CopyContents:
    """Look into a copy without writing anything to it: how many people, last change, who.

    Takes a second, so beside the window. Raises WrongPassphrase, VaultDamaged, VaultTooNew or
    UserError, each for its cause.
    """
    from app.storage.copies import looking

    if isinstance(key, RecoverySecret):
        return looking.look_with_recovery(found, key.text)
    return looking.look_with_passphrase(found, key.text)


def needs_present_key(contents: CopyContents, folder: Path) -> bool:
    """Whether a key of the vault that is in `folder` must be given before it is set aside.

    Not where there is none, nor where its keys are spoilt, nor where what opened the copy lets
    its owner into that vault today. Beside the window.
    """
    from app.storage import replacing

    return replacing.can_prove(folder) and not _opens_present(contents, folder)


def restore(  # noqa: PLR0913 - what a restore is told
    contents: CopyContents,
    folder: Path,
    new_passphrase: NewPassphrase | None = None,
    progress: Progress | None = None,
    *,
    present_key: Passphrase | RecoverySecret | None = None,
    known: Sequence[Profile] = (),
) -> Restored:
    """Put what was looked into in place as the vault in `folder`; beside the window.

    The vault that is there is kept aside, whole. Everything is verified before that, so a failure,
    a stop (Cancelled) or a crash leaves the present vault as it was. A copy opened with a recovery
    key needs a `new_passphrase`; where `needs_present_key`, the present vault needs its own.
    Where the vault lies elsewhere on this computer too, as far as it is `known`, nobody gets more
    rights than they have there, and where `wanted_elsewhere`, a key of that one is needed.
    """
    from app.storage import replacing, restoring

    if contents.opened is None and new_passphrase is None:
        raise NotFinished(_("Choose who gets a new passphrase, and type it. Nothing is done."))

    def let_in(building: Path) -> tuple[KeyFile, KeyMaterial]:
        if contents.opened is not None:
            return contents.opened, contents.material
        return _with_new_passphrase(building, contents.secret, new_passphrase)

    is_asked = replacing.can_prove(folder)
    if is_asked and not _opens_present(contents, folder):
        _check_present(folder, present_key)
    rights = rights_elsewhere(contents, folder, known, present_key)
    check_works(_who(contents, new_passphrase), rights)
    set_aside = restoring.restore(contents, folder, let_in, progress, rights)
    return Restored(folder, set_aside, by_somebody_of_it=is_asked, is_narrowed=bool(rights))


def _who(contents: CopyContents, new: NewPassphrase | None) -> str:
    """Return the id of whoever opens the vault once it is restored."""
    if contents.opened is not None:
        return contents.opened.user
    return new.counsellor_id if new is not None else ""


def _opens_present(contents: CopyContents, folder: Path) -> bool:
    """Whether what opened the copy is a key of the vault that is there, too."""
    from app.storage import replacing

    if contents.opened is not None:
        return replacing.is_of(folder, contents.opened)
    try:
        replacing.check_recovery(folder, contents.secret)
    except UserError:
        return False
    return True


def _check_present(folder: Path, key: Passphrase | RecoverySecret | None) -> None:
    from app.storage import replacing

    if key is None:
        raise NotFinished(
            _(
                "The vault that is here now opens, so somebody who works with it is asked before "
                "it is set aside. Nothing is done. Type their passphrase, or the recovery key."
            )
        )
    if isinstance(key, RecoverySecret):
        replacing.check_recovery(folder, key.text)
    else:
        replacing.check_passphrase(folder, key.text)


def _with_new_passphrase(
    folder: Path, secret: str, new: NewPassphrase | None
) -> tuple[KeyFile, KeyMaterial]:
    from app.storage.keys.unlocking import unlock

    if new is None:
        raise RuntimeError("no new passphrase")
    door = RecoveryDoor(folder)
    try:
        door.open(secret)
        door.set_passphrase(new.counsellor_id, new.text, new.cost)
    finally:
        door.close()
    return unlock(folder, new.text)
