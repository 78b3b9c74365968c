"""Is the vault whole, and as new as it was? Asked at each start, beside the window."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.domain.kinds import KINDS, kind_label
from app.domain.permissions import Deed
from app.errors import NotSaved, VaultBusy, VaultDamaged
from app.formats import long_date
from app.i18n import _
from app.services.case.history import chain_sentence
from app.storage.copies.finding import newest_whole_copy
from app.storage.progress import part

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.progress import Progress
    from app.storage.upkeep import Upkeep
    from app.storage.values.copies import Copy
    from app.storage.vault import Vault
    from app.storage.witness import Remembered

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
    contradicted: bool = False
    """Whether the history is not to be believed, or does not tell what the vault holds."""
    newer: int = 0
    """How many entries of the history only a newer Leia knows; they are kept as they are."""


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
    knows_newer_key: bool = False
    """Whether this computer has seen a later key of the vault than it has now."""
    spoilt: bool = False
    """Whether the memory itself could not be believed, and so was not."""
    is_known: bool = False
    """Whether this computer, or a copy beside the vault, has seen it before."""
    may_accept: bool = False
    """Whether whoever unlocked the vault may say that it is the right one all the same."""
    sentence: str = ""
    """What to tell; empty when all is well."""

    @property
    def is_against(self) -> bool:
        """Whether something speaks against this being the vault that was here."""
        return self.rollback is not None or self.knows_newer_key or self.spoilt


def check_at_start(vault: Vault, today: date, progress: Progress | None = None) -> Health:
    """Check what is in use, and once a week everything; repair what can lose nothing.

    Never raises for damage: it is in the answer. Raises Cancelled when `progress` says stop.
    """
    try:
        vault.quick_check()
    except VaultDamaged as error:
        return _damaged(vault, error)
    except VaultBusy as error:
        return Health(sentence=str(error))
    day = last_checked(vault)
    if day is not None and timedelta(0) <= today - day < _WEEK:
        return Health()
    return check_now(vault, today, progress)


def check_now(vault: Vault, today: date, progress: Progress | None = None) -> Health:
    """Check everything, because somebody asked; else as `check_at_start`.

    Everything: each page, each entry of the history, and that what is kept is what it tells.
    """
    try:
        bad_pages = vault.upkeep.check(part(progress, 0, 0.3))
        to_repair = bool(bad_pages) and not vault.read_only
        found = Health() if to_repair else contradictions(vault, part(progress, 0.3, 1))
    except VaultDamaged as error:
        return _damaged(vault, error)
    except VaultBusy as error:
        return Health(sentence=str(error))
    if to_repair:
        return _repair(vault, bad_pages)
    if found.contradicted:
        return found
    with suppress(NotSaved), vault.work() as work:
        work.vault_memory.put(_CHECKED, today.isoformat())
    return found


def contradictions(vault: Vault, progress: Progress | None = None) -> Health:
    """Return whether something is wrong with the history or with what is kept beside it.

    Named by kind and number, never with words. Raises Cancelled when `progress` says stop.
    """
    report = vault.verify_chain(part(progress, 0, 0.6))
    differing = vault.compare_state(part(progress, 0.6, 1))
    told = [] if report.ok else [chain_sentence(report)]
    if differing:
        things = ", ".join(f"{_thing(each)} ({n})" for each, n in sorted(differing.items()))
        told.append(
            _(
                "What is stored is not what the history says: {things}. Somebody may have "
                "changed the vault outside Leia. This check changed nothing. Tell county IT, "
                "and keep the copies."
            ).format(things=things)
        )
    return Health(
        sentence=" ".join(told), contradicted=bool(told), thorough=True, newer=report.newer
    )


def _thing(kind: str) -> str:
    return kind_label(kind) if kind in KINDS else _("how far a computer had come")


def last_checked(vault: Vault) -> date | None:
    """Return the day everything was last checked and found whole, or nothing."""
    with vault.work() as work:
        stored = work.vault_memory.get(_CHECKED)
    return date.fromisoformat(stored) if stored else None


def check_state(vault: Vault, state_folder: Path) -> StateCheck:
    """Compare the vault with what this computer showed last, device by device.

    What speaks against it is logged, never blocks, and is told to everybody who unlocks until an
    administrator says that it is right (`accept_state`). Called after each unlock, and followed
    by `remember_state`.
    """
    found = compare(vault.upkeep, state_folder)
    if found.rollback is not None or found.knows_newer_key:
        back = found.rollback
        detail = f"{back.found_change} {back.known_change}" if back is not None else ""
        with suppress(NotSaved), vault.work() as work:
            work.access.log(Action.ROLLBACK_SEEN, detail=detail)
    may_accept = found.is_against and not vault.read_only and vault.may(Deed.KEEP_COPIES)
    return replace(found, may_accept=may_accept)


def remember_state(vault: Vault, state_folder: Path) -> None:
    """Keep outside the vault how far it has come: after unlock, each copy, lock and quit.

    Not while something speaks against it: the next to unlock is to hear of that too.
    """
    if not compare(vault.upkeep, state_folder).is_against:
        _remember(vault, state_folder, accepted=False)


def accept_state(vault: Vault, state_folder: Path) -> None:
    """Take the vault as it is for the right one, because an administrator knows why it differs.

    Raises NotAllowed for anybody else, and NotSaved when it cannot be logged.
    """
    vault.require(Deed.KEEP_COPIES)
    with vault.work() as work:
        work.access.log(Action.ROLLBACK_ACCEPTED)
    _remember(vault, state_folder, accepted=True)


def remember_restored(vault: Vault, state_folder: Path) -> None:
    """Take a restored vault for the right one: somebody of the one before it had it put there."""
    _remember(vault, state_folder, accepted=True)


def compare(upkeep: Upkeep, state_folder: Path) -> StateCheck:
    """Hold a vault against what this computer and its nearest copies remember; writes nothing."""
    remembered = upkeep.witness(state_folder).recall()
    missing = [
        each
        for each in remembered.ends
        if upkeep.entry_hash(each.device_id, each.seq).hex() != each.head
    ]
    rollback = None
    if missing:
        latest = max(missing, key=lambda each: each.at)
        found = {end.device_id: end.seq for end in upkeep.chain_ends()}.get(latest.device_id, 0)
        rollback = Rollback(known_change=latest.seq, known_at=latest.at, found_change=found)
    return StateCheck(
        rollback=rollback,
        knows_newer_key=remembered.knows_newer_key,
        spoilt=remembered.spoilt,
        is_known=bool(remembered.ends) and not missing,
        sentence=_said(rollback, remembered),
    )


def _remember(vault: Vault, state_folder: Path, *, accepted: bool) -> None:
    upkeep = vault.upkeep
    witness = upkeep.witness(state_folder)
    with suppress(OSError):  # the disk is full: the copies remember as well
        witness.remember(upkeep.chain_ends(), datetime.now(UTC), accepted=accepted)


def _said(rollback: Rollback | None, remembered: Remembered) -> str:
    if remembered.knows_newer_key:
        return _newer_key()
    if rollback is not None:
        return _rolled_back(rollback)
    return _spoilt() if remembered.spoilt else ""


def _repair(vault: Vault, bad_pages: int) -> Health:
    try:
        vault.upkeep.repair()
        with vault.work() as work:
            work.access.log(Action.REPAIRED, detail=str(bad_pages))
    except VaultDamaged as error:
        return _damaged(vault, error)
    except NotSaved as error:
        return Health(sentence=str(error), thorough=True)
    said = _("Leia has mended the file. Nothing is lost, and the old file is kept.")
    return Health(sentence=said, repaired=True, thorough=True)


def _damaged(vault: Vault, error: VaultDamaged) -> Health:
    return Health(sentence=str(error), needs_restore=True, offered=newest_whole_copy(vault.folder))


def _newer_key() -> str:
    return _(
        "This vault is older than the one this computer has seen: since then it had got a "
        "new key. Somebody who has lost their access may be able to open it as it is now. "
        "Leia has logged it, and nothing is changed. Write nothing new here before the "
        "vault keeper knows why."
    )


def _spoilt() -> str:
    return _(
        "Everything is saved, and the vault is in order. But Leia could not check that this"
        " is the newest vault. Does something look old? Call county IT."
    )


def _rolled_back(rollback: Rollback) -> str:
    day = long_date(rollback.known_at.astimezone())
    if rollback.found_change < rollback.known_change:
        return _(
            "This is older than what you saw on {day}. Did somebody put an old copy back? "
            "If you do not know why, stop here and call county IT."
        ).format(day=day)
    return _(
        "This is not what you saw on {day}. Did somebody put an old copy back? If you do "
        "not know why, stop here and call county IT."
    ).format(day=day)
