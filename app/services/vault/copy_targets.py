"""A place for copies, and how making one there went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Literal

from app.errors import PlaceRefused
from app.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.values.copies import Copy


@dataclass(frozen=True)
class CopyTarget:
    """A folder that copies go to, and who said so."""

    folder: Path
    origin: Literal["vault", "policy", "chosen"]
    """Beside the vault, from county IT's machine policy, or chosen by the user."""


class Outcome(Enum):
    """How the last try at a place went."""

    MADE = auto()
    ABSENT = auto()
    """The place is not there just now."""
    WAITING = auto()
    """There was no quiet moment between saves; it is tried again before long."""
    FAILED = auto()


@dataclass(frozen=True, kw_only=True)
class TargetReport:
    """How making a copy at one place went."""

    place: CopyTarget
    outcome: Outcome
    copy: Copy | None = None
    """The verified copy, when it was made."""
    sentence: str = ""
    """What to tell when it was not made; empty when it was."""


def check_copy_folder(vault_folder: Path, folder: Path) -> None:
    """Raise PlaceRefused when somebody chooses a folder for copies that is no good for them."""
    if folder.resolve().is_relative_to(vault_folder.resolve()):
        raise PlaceRefused(
            _(
                "That folder is inside the vault, where a copy helps nobody when the disk breaks. "
                "Choose a memory stick, a share, or another folder."
            )
        )
    if not folder.is_dir():
        raise PlaceRefused(
            _("Leia cannot find {folder}. Connect the disk, or choose another folder.").format(
                folder=folder
            )
        )
