"""What the journal hands out: what happened, and whether its chain holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


Changed = frozenset[tuple[str, str]]
"""The (kind, id) pairs that one piece of work touched."""

JsonValue = str | int | float | bool | None | dict[str, "JsonValue"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of history: a field that went from `old` to `new`.

    `field` is "*" when the entity was made (`new` holds every field that was filled in) and
    "deleted" when it was taken away or brought back.
    """

    id: str
    kind: str
    entity_id: str
    client_id: str
    field: str
    old: JsonValue
    new: JsonValue
    counsellor_id: str
    at: datetime
    hlc: str
    device_seq: int
    note: str = ""
    """Why, where a reason was given."""


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """What checking the whole history said."""

    ok: bool
    count: int
    first_bad: str
    """Id of the first entry that does not fit; empty when all do."""
    head: str
    """Hash of this device's newest entry, hexadecimal: an anchor to print or keep elsewhere."""
    unvouched: int = 0
    """How often somebody got keys or a role that no administrator's key vouches for."""
    newer: int = 0
    """How many entries are of kinds, fields or accesses that only a newer Leia knows."""


@dataclass(frozen=True)
class ChainEnd:
    """How far one device's journal has come."""

    device_id: str
    seq: int
    hash: bytes
