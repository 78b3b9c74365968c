"""What the access log hands out, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class AccessEntry:
    """One entry of the access log: codes and ids, and a name only for those who see cases."""

    action: str
    client_id: str
    client_name: str
    detail: str
    counsellor_id: str
    at: datetime
    hlc: str


@dataclass(frozen=True, kw_only=True)
class AccessQuery:
    """Which entries of the access log are asked for; what is empty asks for all."""

    counsellor_id: str = ""
    actions: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    """The last day."""
    words: str = ""
    """Parts of a client's name, or a case's short code."""
