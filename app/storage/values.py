"""What storage hands out besides the entities themselves: values, never rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from app.domain.choices import PlanState
    from app.domain.meetings import Meeting
    from app.domain.plans import PlanActivity
    from app.domain.staff import Counsellor
    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial

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


@dataclass(frozen=True)
class ChainEnd:
    """How far one device's journal has come."""

    device_id: str
    seq: int
    hash: bytes


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
    owners: tuple[str, ...] = ()
    """The names of those whose case it is; not read where one works alone or lists one's own."""


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


@dataclass(frozen=True, kw_only=True)
class CopyContents:
    """What is in a copy, and its key: enough to decide, and to restore."""

    copy: FoundCopy
    clients: int
    last_change: datetime | None
    counsellors: tuple[Counsellor, ...]
    """Those who work there, by name."""
    material: KeyMaterial = field(repr=False)
    opened: KeyFile | None = field(default=None, repr=False)
    """Whose passphrase it was; nothing when a recovery key opened the copy."""
    secret: str = field(default="", repr=False)
    """The recovery key, when that opened the copy."""

    @property
    def made_at(self) -> datetime:
        """When the copy was made."""
        return self.copy.made_at
