"""What every stored thing has in common: a value with an id of its own."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from uuid import UUID


def new_id() -> str:
    """Return a UUIDv7 (RFC 9562): unique anywhere, and sorted by the time it was made."""
    millis = time.time_ns() // 1_000_000
    number = (millis & (1 << 48) - 1) << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=number))


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A stored value. Change it with `replace`; store it with `work.save`.

    Every field is one column of its table and, when it changes, one row of history.
    """

    id: str = field(default_factory=new_id)


@dataclass(frozen=True, kw_only=True)
class CaseEntity(Entity):
    """A stored value that belongs to one client's case."""

    client_id: str = ""
