"""What the drafts hand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Text on its way into a field, as typed so far."""

    kind: str
    entity_id: str
    client_id: str
    field: str
    raw: str
    kept_at: datetime
    began: bytes | None = None
    """Stands for the value that the typing began from; None where that was not kept."""
