"""Who may have the vault that is here set aside for a copy: somebody of that vault, if it opens.

Else whoever was taken out could bring a copy from their time, and work here again. A vault whose
keys are gone or spoilt can prove nobody; what this computer remembers of it tells then.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import NotAllowed, UserError, VaultDamaged
from app.i18n import _
from app.storage.copies.looking import read_aside
from app.storage.failures import damaged, translated
from app.storage.files import DATABASE
from app.storage.holders.admitting import admit
from app.storage.keys.keyfiles import read_locked
from app.storage.keys.sealing import NEXT, SEALED, is_sealed, open_with_recovery, unseal
from app.storage.keys.unlocking import key_files, look_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial


def can_prove(folder: Path) -> bool:
    """Whether there is a vault to which somebody's key can still belong."""
    is_shut = any(is_sealed(folder / name) for name in _names(folder))
    return is_shut and any(_is_whole(file) for file in key_files(folder))


def is_of(folder: Path, opened: KeyFile) -> bool:
    """Whether somebody's key, opened here or elsewhere, lets them into the vault here today."""
    held, names, keys = opened.secrets, _names(folder), []
    for name in names:
        with suppress(VaultDamaged):
            keys.append(unseal(folder, held.identity, held.pins, name))
    for key in keys:
        with suppress(VaultDamaged):  # not its key, or spoilt
            return _is_admitted(folder, opened, key)
    # Nobody can ask its rows any more. Whoever all its seals are for was not being taken out.
    return bool(names) and len(keys) == len(names)


def check_passphrase(folder: Path, passphrase: str) -> None:
    """Raise WrongPassphrase, NotAllowed or VaultDamaged unless it is somebody's of the vault."""

    def check(opened: KeyFile, _key: KeyMaterial) -> None:
        if not is_of(folder, opened):
            raise _not_of_it()

    look_in(folder, passphrase, check)


def check_recovery(folder: Path, secret: str) -> None:
    """Raise a UserError unless it is a recovery key of the vault."""
    failures: list[VaultDamaged] = []
    for name in _names(folder):
        try:
            open_with_recovery(folder, secret, name)
        except VaultDamaged as failure:
            failures.append(failure)
        else:
            return
    raise failures[0]


def _is_admitted(folder: Path, opened: KeyFile, key: KeyMaterial) -> bool:
    """Whether the vault's own rows let them in; raises VaultDamaged where they cannot be read."""
    if not (folder / DATABASE).is_file():
        raise damaged()
    with translated(), read_aside(folder, key) as connection:
        try:
            admit(connection, key, opened)
        except NotAllowed:
            return False
    return True


def _names(folder: Path) -> list[str]:
    return [name for name in (SEALED, NEXT) if (folder / name).is_file()]


def _is_whole(file: Path) -> bool:
    try:
        read_locked(file)
    except UserError:
        return False
    return True


def _not_of_it() -> NotAllowed:
    return NotAllowed(
        _(
            "That is nobody’s who works with the vault that is here now, so it stays. Nothing is "
            "changed. Somebody who does, or the recovery key, is needed."
        )
    )
