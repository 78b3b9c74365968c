"""Where a vault lies: known without loading the storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import PlaceRefused
from app.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

_OF_A_COPY = "copy.json"
"""Lies in every copy, and in no vault."""
NEW_FOLDER = "leia-vault"
"""The folder made for a vault inside a chosen one that holds other files."""
_LEFT_OVER = ".restor"
"""Begins the end of every name a restore uses on its way."""


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


def check_no_copy(folder: Path) -> None:
    """Raise PlaceRefused for a copy: it is restored, which asks what people may do today."""
    if (folder / _OF_A_COPY).exists():
        raise PlaceRefused(
            _(
                "There is a copy of a vault in {folder}, and it is left as it is. Choose "
                "“Restore from a copy” instead."
            ).format(folder=folder)
        )


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


def finish_interrupted_restore(folder: Path) -> None:
    """Complete a restore that a crash cut off after all was verified; else clear it away.

    To be called at start, before anybody asks whether a vault lies in `folder`. Fast.
    """
    if not folder.parent.is_dir():
        return
    begins = f"{folder.name}{_LEFT_OVER}"
    if any(each.name.startswith(begins) for each in folder.parent.iterdir()):
        from app.storage import restoring

        restoring.finish(folder)
