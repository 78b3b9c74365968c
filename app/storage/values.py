"""What storage hands out besides the entities themselves: values, never rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from app.domain.choices import PlanState
    from app.domain.meetings import Meeting
    from app.domain.plans import PlanActivity

Changed = frozenset[tuple[str, str]]
"""The (kind, id) pairs that one piece of work touched."""

Progress = Callable[[float], bool]
"""Told how much of something long is done, 0 to 1; answers False to stop it."""

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
    """Hash of the newest entry, hexadecimal: an anchor to print or keep elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Text on its way into a field, as typed so far."""

    kind: str
    entity_id: str
    client_id: str
    field: str
    raw: str
    kept_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClientLine:
    """One client in the list."""

    id: str
    name: str
    birth_year: int | None
    municipality: str
    phone: str
    plan_state: PlanState | None
    plan_number: int | None
    meetings_held: int
    next_meeting: date | None
    """The nearest planned meeting from today on."""
    last_changed: datetime
    """When anything in the person's case last changed."""


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """A meeting and whose it is."""

    meeting: Meeting
    client_name: str
    birth_year: int | None


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """An activity of the current plan and whose it is."""

    activity: PlanActivity
    client_name: str
    birth_year: int | None


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A verified copy of the vault: a folder that opens like the vault itself."""

    path: Path
    made_at: datetime
