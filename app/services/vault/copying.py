"""Copies: where they go, making them, and what is known of each place.

The folder beside the vault always gets a copy; the others may be gone, as a USB stick is when it
is in a drawer. That is normal: it is told quietly, and the place is tried again the next time.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.errors import NotSaved
from app.i18n import ngettext
from app.logs import Event, log_event
from app.services.vault.copy_records import read_records
from app.services.vault.copy_rounds import Round
from app.services.vault.copy_targets import CopyTarget, Outcome, TargetReport, check_copy_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.policy.policy import Policy
    from app.services.vault.copy_records import Record
    from app.settings import Settings
    from app.storage.progress import Progress
    from app.storage.vault import Vault

__all__ = [
    "CopyStatus",
    "CopyTarget",
    "Outcome",
    "TargetReport",
    "TargetStatus",
    "check_copy_folder",
    "copies_due",
    "copies_pressing",
    "copy_everywhere",
    "copy_status",
    "copy_targets",
    "copy_what_is_due",
]

_OWN = "backups"
_WORRY = timedelta(days=7)
_PATIENCE = timedelta(hours=1)
"""How long a place that was not there is left in peace, so that nobody need wait for it."""
_AHEAD = timedelta(hours=1)
"""How far the vault may be ahead of its newest copy while it is worked in."""


@dataclass(frozen=True, kw_only=True)
class TargetStatus:
    """What the vault remembers of one place; nothing is looked up on any disk."""

    place: CopyTarget
    verified_at: datetime | None = None
    """When the newest copy there was made and found whole; nothing when there never was one."""
    outcome: Outcome | None = None
    """How the last try went; nothing before the first."""
    tried_at: datetime | None = None
    sentence: str = ""
    """What the last try said, when it made none."""


@dataclass(frozen=True, kw_only=True)
class CopyStatus:
    """What to show of the copies, everywhere they are spoken of."""

    places: tuple[TargetStatus, ...]
    newest: TargetStatus | None
    """The place with the newest verified copy."""
    oldest_worry: TargetStatus | None
    """The place to warn about: its last try failed, or its copy is older than a week."""
    warning: str
    """The sentence for that place; empty when all is well."""


def copy_targets(vault_folder: Path, policy: Policy, settings: Settings) -> tuple[CopyTarget, ...]:
    """Return where copies go, the vault's own folder of copies first; no place twice."""
    own = CopyTarget(vault_folder / _OWN, "vault")
    decided = (CopyTarget(Path(each).expanduser(), "policy") for each in policy.copy_folders)
    chosen = (CopyTarget(Path(each), "chosen") for each in settings.copy_folders)
    places: dict[Path, CopyTarget] = {}
    for place in (own, *decided, *chosen):
        places.setdefault(place.folder, place)
    return tuple(places.values())


def copy_everywhere(
    vault: Vault, places: Sequence[CopyTarget], progress: Progress | None = None
) -> tuple[TargetReport, ...]:
    """Make a verified copy now and take it to every place, each checked again where it lies.

    Slow, so beside the window; saves go on. A place that is gone or fails stops no other. Raises
    Cancelled when `progress` says stop: what was half made is gone, what was finished stays.
    It is logged before. Where that cannot be, it is made all the same: a copy opens to nobody
    without a key, and a disk that takes no more is when it is worth most.
    """
    with suppress(NotSaved), vault.work() as work:
        work.access.log(Action.COPY_MADE)
    return _logged(Round(vault, progress).make(places), places)


def copy_what_is_due(
    vault: Vault, places: Sequence[CopyTarget], today: date, progress: Progress | None = None
) -> tuple[TargetReport, ...]:
    """Make only the copies that are missing: after unlock, while it is worked, at the end."""
    due = _due(vault, places, today)
    if not due:
        return ()
    own = [place for place in places if place.origin == "vault" and place not in due]
    made = Round(vault, progress, vault.upkeep.whole_copy() if own else None).make(due)
    return _logged(made, places)


def copies_due(vault: Vault, places: Sequence[CopyTarget], today: date) -> bool:
    """Whether `copy_what_is_due` has something to do; cheap."""
    return bool(_due(vault, places, today))


def copies_pressing(vault: Vault, places: Sequence[CopyTarget], today: date) -> bool:
    """Whether that should not wait for the next unlock: none is of today, or work is far ahead."""
    records, now = read_records(vault), datetime.now(UTC)
    due = _due(vault, places, today)
    return any(_is_pressing(records.get(str(each.folder)), today, now) for each in due)


def copy_status(vault: Vault, places: Sequence[CopyTarget]) -> CopyStatus:
    """Return what the vault remembers of its copies; cheap, no disk is asked."""
    records = read_records(vault)
    known = tuple(_status(place, records.get(str(place.folder))) for place in places)
    verified = [each for each in known if each.verified_at is not None]
    now = datetime.now(UTC)
    worries = [each for each in known if _age(each, records, now) > _WORRY or _has_failed(each)]
    worry = max(worries, key=lambda each: _age(each, records, now), default=None)
    return CopyStatus(
        places=known,
        newest=max(verified, key=lambda each: each.verified_at or now, default=None),
        oldest_worry=worry,
        warning="" if worry is None else _warning(worry, _age(worry, records, now)),
    )


def _logged(
    reports: tuple[TargetReport, ...], places: Sequence[CopyTarget]
) -> tuple[TargetReport, ...]:
    """Log how it went at each place, by its number: a folder's name may be somebody's."""
    for report in reports:
        log_event(Event.COPY, place=places.index(report.place) + 1, result=report.outcome)
    return reports


def _due(vault: Vault, places: Sequence[CopyTarget], today: date) -> list[CopyTarget]:
    if vault.read_only:
        return []
    records, now, changes = read_records(vault), datetime.now(UTC), vault.upkeep.last_change()
    return [
        place
        for place in places
        if _is_due(place, records.get(str(place.folder)), today, now, changes)
    ]


def _is_due(
    place: CopyTarget, record: Record | None, today: date, now: datetime, changes: int
) -> bool:
    if record is None:
        return True
    if record.verified_at is None or record.verified_at.astimezone().date() != today:
        was_absent = record.outcome == Outcome.ABSENT.name
        return not (was_absent and timedelta(0) <= now - record.tried_at < _PATIENCE)
    return place.origin == "vault" and record.changes != changes


def _is_pressing(record: Record | None, today: date, now: datetime) -> bool:
    if record is None or record.verified_at is None:
        return True
    is_of_today = record.verified_at.astimezone().date() == today
    return not (is_of_today and timedelta(0) <= now - record.verified_at < _AHEAD)


def _status(place: CopyTarget, record: Record | None) -> TargetStatus:
    if record is None:
        return TargetStatus(place=place)
    return TargetStatus(
        place=place,
        verified_at=record.verified_at,
        outcome=Outcome.__members__.get(record.outcome),
        tried_at=record.tried_at,
        sentence=record.sentence,
    )


def _has_failed(status: TargetStatus) -> bool:
    return status.outcome is Outcome.FAILED


def _age(status: TargetStatus, records: dict[str, Record], now: datetime) -> timedelta:
    """Return how old the newest copy is, or for how long there has been none."""
    record = records.get(str(status.place.folder))
    if record is None:
        return timedelta(0)
    return now - (record.verified_at or record.since)


def _warning(worry: TargetStatus, age: timedelta) -> str:
    if _has_failed(worry):
        return worry.sentence
    days = age.days
    if worry.verified_at is None:
        text = ngettext(
            "No copy has reached {place} for {n} day. Connect it, or choose another place.",
            "No copy has reached {place} for {n} days. Connect it, or choose another place.",
            days,
        )
    else:
        text = ngettext(
            "The newest verified copy in {place} is {n} day old.",
            "The newest verified copy in {place} is {n} days old.",
            days,
        )
    return text.format(place=worry.place.folder, n=days)
