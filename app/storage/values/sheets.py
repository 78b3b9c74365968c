"""What is handed out of recovery sheets: which of them open the vault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Sheet:
    """A printed recovery sheet, known by the public half of its key."""

    public: str
    made_on: date | None
    """Nothing for a sheet from before the day was kept."""
