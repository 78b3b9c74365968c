"""What is handed out of copies: made, found, or still open to somebody who left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A verified copy of the vault: a folder that opens like the vault itself."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class StillOpen:
    """A copy, or a place for copies, that somebody who left may still be able to open."""

    place: Path
    made_at: datetime | None
    """When the copy was made; nothing for a whole place that is out of reach."""
    why: str
    """Why it did not get the new key, as a sentence."""


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What became of the copies when somebody was taken out."""

    rekeyed: tuple[Copy, ...] = ()
    still_open: tuple[StillOpen, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FoundCopy:
    """A copy as it lies somewhere, judged without opening it."""

    path: Path
    made_at: datetime
    is_whole: bool | None
    """Whether every file is as it was written; None for a copy from before copies said so."""
    vault_id: str
    """Empty when the copy does not say."""
    before_update: bool = False
    """Whether it was made just before an update of Leia changed the vault."""
