"""Is the vault whole, and as new as it was? Asked at each start, beside the window."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.errors import NotSaved, VaultBusy, VaultDamaged
from app.formats import long_date
from app.i18n import _
from app.storage.copies.finding import newest_whole_copy

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.progress import Progress
    from app.storage.values.copies import Copy
    from app.storage.vault import Vault

_WEEK = timedelta(days=7)
_CHECKED = "checked"


@dataclass(frozen=True, kw_only=True)
class Health:
    """What a check found."""

    sentence: str = ""
    """What to tell; empty when the vault is whole."""
    needs_restore: bool = False
    """Whether the vault is damaged: say so loudly, and offer to restore."""
    repaired: bool = False
    """Whether unused, damaged parts were cleared away; nothing was lost."""
    offered: Copy | None = None
    """The newest whole copy to restore, when one is needed and known."""
    thorough: bool = False
    """Whether everything was read, or only what is in use."""


@dataclass(frozen=True, kw_only=True)
class Rollback:
    """The vault is older than it was."""

    known_change: int
    known_at: datetime
    found_change: int


@dataclass(frozen=True, kw_only=True)
class StateCheck:
    """What comparing the vault with this computer's memory of it gave."""

    rollback: Rollback | None = None
    spoilt: bool = False
    """Whether the memory itself could not be believed, and so was not."""
    sentence: str = ""
    """What to tell; empty when all is well."""


def check_at_start(vault: Vault, today: date, progress: Progress | None = None) -> Health:
    """Check what is in use, and once a week everything; repair what can lose nothing.

    Never raises for damage: it is in the answer. Raises Cancelled when `progress` says stop.
    """
    try:
        vault.quick_check()
    except VaultDamaged as error:
        return _damaged(vault, error)
    except VaultBusy:
        return Health()  # somebody saves all the time, and nothing they read was damaged
    day = last_checked(vault)
    if day is not None and timedelta(0) <= today - day < _WEEK:
        return Health()
    return check_now(vault, today, progress)


def check_now(vault: Vault, today: date, progress: Progress | None = None) -> Health:
    """Check everything, because somebody asked; else as `check_at_start`."""
    try:
        bad_pages = vault.upkeep.check(progress)
    except VaultDamaged as error:
        return _damaged(vault, error)
    except VaultBusy as error:
        return Health(sentence=str(error))
    if bad_pages and not vault.read_only:
        return _repair(vault, bad_pages)
    with suppress(NotSaved), vault.work() as work:
        work.vault_memory.put(_CHECKED, today.isoformat())
    return Health(thorough=True)


def last_checked(vault: Vault) -> date | None:
    """Return the day everything was last checked and found whole, or nothing."""
    with vault.work() as work:
        stored = work.vault_memory.get(_CHECKED)
    return date.fromisoformat(stored) if stored else None


def check_rollback(vault: Vault, state_folder: Path) -> StateCheck:
    """Compare the vault with what this computer showed last; a rollback is logged, never blocks.

    Called after each unlock, and followed by `remember_state`.
    """
    upkeep = vault.upkeep
    end = upkeep.chain_end()
    remembered = upkeep.witness(state_folder).recall(end.device_id)
    seen = remembered.seen
    if seen is None or upkeep.entry_hash(seen.seq).hex() == seen.head:
        said = _spoilt() if remembered.spoilt else ""
        return StateCheck(spoilt=remembered.spoilt, sentence=said)
    rollback = Rollback(known_change=seen.seq, known_at=seen.at, found_change=end.seq)
    with suppress(NotSaved), vault.work() as work:
        work.access.log(Action.ROLLBACK_SEEN, detail=f"{end.seq} {seen.seq}")
    return StateCheck(rollback=rollback, spoilt=remembered.spoilt, sentence=_rolled_back(rollback))


def remember_state(vault: Vault, state_folder: Path) -> None:
    """Keep outside the vault how far it has come: after unlock, each copy, lock and quit."""
    upkeep = vault.upkeep
    with suppress(OSError):  # the disk is full: the copies remember as well
        upkeep.witness(state_folder).remember(upkeep.chain_end(), datetime.now(UTC))


def _repair(vault: Vault, bad_pages: int) -> Health:
    try:
        vault.upkeep.repair()
        with vault.work() as work:
            work.access.log(Action.REPAIRED, detail=str(bad_pages))
    except VaultDamaged as error:
        return _damaged(vault, error)
    except NotSaved as error:
        return Health(sentence=str(error), thorough=True)
    said = _(
        "Parts of the vault's file that hold nothing were damaged, as after a power cut. Leia has "
        "written the file anew and checked it. Nothing is lost; the old file is kept beside it."
    )
    return Health(sentence=said, repaired=True, thorough=True)


def _damaged(vault: Vault, error: VaultDamaged) -> Health:
    return Health(sentence=str(error), needs_restore=True, offered=newest_whole_copy(vault.folder))


def _spoilt() -> str:
    return _(
        "What this computer remembered about the vault could not be believed, so an older vault "
        "put in its place would not have been noticed today. The vault itself is whole. If this "
        "comes again, tell county IT."
    )


def _rolled_back(rollback: Rollback) -> str:
    day = long_date(rollback.known_at.astimezone())
    if rollback.found_change < rollback.known_change:
        return _(
            "This data is older than what this computer showed on {day} (change {found} < "
            "{known}). Did somebody put an old copy in place? Leia has logged it. Tell county IT "
            "if you do not know why."
        ).format(day=day, found=rollback.found_change, known=rollback.known_change)
    return _(
        "This data is not what this computer showed on {day}: change {known} is another one. Did "
        "somebody put an old copy in place? Leia has logged it. Tell county IT if you do not know "
        "why."
    ).format(day=day, known=rollback.known_change)
