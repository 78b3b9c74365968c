"""From a folder and a passphrase to the vault's key."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import VaultDamaged, VaultTooNew, WrongPassphrase
from app.i18n import _
from app.storage import files
from app.storage.connection import DATABASE
from app.storage.keyfiles import damaged_key_file, read_key_file, wrong_passphrase
from app.storage.sealing import SEALED, unseal

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.keyfiles import KeyFile
    from app.storage.sealing import KeyMaterial

KEYS = "keys"
_KEY_FILES = "*.key"


def vault_exists(folder: Path) -> bool:
    """Whether a vault, whole or damaged, lies in a folder."""
    return (folder / DATABASE).exists() or (folder / SEALED).exists() or bool(key_files(folder))


def key_files(folder: Path) -> list[Path]:
    """Return the vault's key files, the one changed last first."""
    found = (folder / KEYS).glob(_KEY_FILES)
    return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)


def unlock(folder: Path, passphrase: str) -> tuple[KeyFile, KeyMaterial]:
    """Return whose passphrase it is, and the vault's key."""
    if not vault_exists(folder):
        raise VaultDamaged(
            _("There is no vault in {folder}. Choose another folder, or make a new vault.").format(
                folder=folder
            )
        )
    for each in (folder, folder / KEYS):
        with suppress(OSError):  # a folder that may only be read; strays do no harm
            files.remove_strays(each)
    opened = _open_key(folder, passphrase)
    return opened, unseal(folder, opened.secrets.identity, opened.secrets.pins)


def _open_key(folder: Path, passphrase: str) -> KeyFile:
    failures: list[WrongPassphrase | VaultDamaged | VaultTooNew] = []
    for file in key_files(folder):
        try:
            return read_key_file(file, passphrase)
        except (WrongPassphrase, VaultDamaged, VaultTooNew) as failure:
            failures.append(failure)
        except OSError:
            failures.append(damaged_key_file())
    if not failures:
        raise damaged_key_file()
    # A file that could not be read may have been the right one, so it is said first.
    worst = [failure for failure in failures if not isinstance(failure, WrongPassphrase)]
    raise worst[0] if worst else wrong_passphrase()
