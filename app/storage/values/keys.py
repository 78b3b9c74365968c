"""What is handed out of the vault's key: never the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class KeyChange:
    """Which key the vault has now, and where it came from."""

    number: str
    """Six figures that two people compare, to know that they have the same key."""
    by: str = ""
    """The name of whoever made it; nothing for the first, and where nobody says so."""
    at: datetime | None = None
    """When it was decided upon; an earlier Leia did not keep that."""
    is_news: bool = False
    """Whether whoever unlocked the vault had not been here since."""
