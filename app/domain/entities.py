"""What every stored thing has in common: a value with an id of its own."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

_COUNTER_BITS = 12
_ticks = 0
_turn = Lock()


def new_id() -> str:
    """Return a UUIDv7 (RFC 9562): unique anywhere, and sorted by when it was made.

    The twelve bits after the milliseconds count (section 6.2, method 1), so that ids made
    within one millisecond keep their order too.
    """
    global _ticks  # noqa: PLW0603 - one order for the whole process
    with _turn:
        _ticks = max(_ticks + 1, time.time_ns() // 1_000_000 << _COUNTER_BITS)
        ticks = _ticks
    millis, count = ticks >> _COUNTER_BITS, ticks & (1 << _COUNTER_BITS) - 1
    version, variant = 0x7 << 76, 0x2 << 62
    return str(UUID(int=millis << 80 | version | count << 64 | variant | secrets.randbits(62)))


def make_ids_after(newest: str) -> None:
    """Let every id made from now on sort after this one, also when the clock was set back."""
    global _ticks  # noqa: PLW0603 - one order for the whole process
    try:
        value = UUID(newest).int
    except ValueError:
        return  # no id of ours: it has no place in the order
    ticks = value >> 80 << _COUNTER_BITS | value >> 64 & (1 << _COUNTER_BITS) - 1
    with _turn:
        _ticks = max(_ticks, ticks)


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
