"""From a folder and a passphrase to the vault's key."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import NotAllowed, UserError, VaultDamaged, VaultTooNew, WrongPassphrase
from app.foreign_files import is_ordinary
from app.i18n import _
from app.storage import files
from app.storage.failures import disk_said
from app.storage.files import DATABASE
from app.storage.keys.keyfiles import SIZE_LIMIT, read_key_file
from app.storage.keys.refusals import SealedToOthers
from app.storage.keys.sealing import NEXT, SEALED, unseal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeVar

    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial

    T = TypeVar("T")

KEYS = "keys"
STAGED = ".next"
"""Ends the name of a key file that waits to replace the one of the same name without it."""
_KEY_FILES = "*.key"
MOST_TRIED = 64
"""With so many key files at most is a passphrase tried, the one used last first.

Each costs up to Argon2id with 1 GiB and 16 passes, a minute or so, and anybody who can write to
the folder can put any number of them there. Files that are no key files cost nothing and do not
count.
"""


def vault_exists(folder: Path) -> bool:
    """Whether a vault, whole or damaged, lies in a folder."""
    return (folder / DATABASE).exists() or (folder / SEALED).exists() or bool(_named(folder))


def key_files(folder: Path) -> list[Path]:
    """Return the vault's key files, the one used last first; what can be none is left out."""
    return _possible(_named(folder))


def staged_key_files(folder: Path) -> list[Path]:
    """Return the key files that wait to replace others, and do if the vault says so."""
    return _possible(_named(folder, STAGED))


def unlock(folder: Path, passphrase: str) -> tuple[KeyFile, KeyMaterial]:
    """Return whose passphrase it is, and the vault's key, without a look at the database."""
    return unlock_with(folder, passphrase, lambda opened, material: (opened, material))


def unlock_with(folder: Path, passphrase: str, open_with: Callable[[KeyFile, KeyMaterial], T]) -> T:
    """Return what `open_with` makes of the first way in that the passphrase opens.

    There may be several: a key file left by an interrupted deed, or a key of the vault that is
    just being changed. `open_with` raises a UserError for one that leads nowhere.
    """
    with disk_said():
        is_there = vault_exists(folder)
    if not is_there:
        raise VaultDamaged(
            _("There is no vault in {folder}. Choose another folder, or make a new vault.").format(
                folder=folder
            )
        )
    for each in (folder, folder / KEYS):
        with suppress(OSError):  # a folder that may only be read; strays do no harm
            files.remove_strays(each)
    return look_in(folder, passphrase, open_with)


def look_in(folder: Path, passphrase: str, open_with: Callable[[KeyFile, KeyMaterial], T]) -> T:
    """Do as `enter` does, in a folder that nothing may be written to or cleared from."""
    failures: list[UserError] = []
    for opened in _opened_keys(folder, passphrase, failures):
        try:
            return _enter_with(folder, opened, open_with)
        except (VaultDamaged, NotAllowed) as failure:
            failures.insert(0, failure)
    raise _worst(failures)


def _enter_with(folder: Path, opened: KeyFile, open_with: Callable[[KeyFile, KeyMaterial], T]) -> T:
    failures: list[VaultDamaged] = []
    for name in (SEALED, NEXT):
        if name == NEXT and not (folder / NEXT).exists():
            continue
        try:
            held = opened.secrets
            return open_with(opened, unseal(folder, held.identity, held.pins, name))
        except VaultDamaged as failure:
            failures.append(failure)
    # Whoever may no longer come in is not to hear that something is broken.
    others = [failure for failure in failures if isinstance(failure, SealedToOthers)]
    raise (others or failures)[0]


def _opened_keys(folder: Path, passphrase: str, failures: list[UserError]) -> Iterator[KeyFile]:
    tried = 0
    for file in (*_named(folder), *_named(folder, STAGED)):
        if tried == MOST_TRIED:
            failures.append(_too_many())
            return
        try:
            opened = read_key_file(file, passphrase)
        except WrongPassphrase as failure:
            tried += 1
            failures.append(failure)
        except (VaultDamaged, VaultTooNew) as failure:
            failures.append(failure)
        else:
            tried += 1
            yield opened


def _worst(failures: list[UserError]) -> UserError:
    # A file that could not be read may have been the right one, so it is said first.
    worse = [failure for failure in failures if not isinstance(failure, WrongPassphrase)]
    if worse:
        return worse[0]
    return failures[-1] if failures else _no_key_file()


def _too_many() -> WrongPassphrase:
    return WrongPassphrase(
        _(
            "That passphrase opens none of the {n} key files that were used last, and there are "
            "more in the folder “keys” than Leia tries. Nothing is changed. Please try again; if "
            "the passphrase is right, ask county IT to clear the folder."
        ).format(n=MOST_TRIED)
    )


def _no_key_file() -> VaultDamaged:
    return VaultDamaged(
        _(
            "The vault's key files are missing, so no passphrase opens it. The cases themselves "
            "are untouched. Put the folder “keys” back from a copy, or open the vault with the "
            "recovery key."
        )
    )


def _named(folder: Path, ending: str = "") -> list[Path]:
    """Return whatever is called like a key file, the one used last first."""
    return sorted((folder / KEYS).glob(_KEY_FILES + ending), key=_last_used, reverse=True)


def _possible(named: list[Path]) -> list[Path]:
    return [file for file in named if is_ordinary(file, SIZE_LIMIT)]


def _last_used(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # a link that leads nowhere
        return 0
