"""One round of copies over several places, each remembered as soon as it is done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from app.errors import Cancelled, UserError, VaultBusy, VaultDamaged
from app.i18n import _
from app.services.vault.copy_records import Record, keep_record, read_records
from app.services.vault.copy_targets import CopyTarget, Outcome, TargetReport, check_copy_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.storage.progress import Progress
    from app.storage.values.copies import Copy
    from app.storage.vault import Vault


class Round:
    """One round of copies over several places."""

    def __init__(self, vault: Vault, progress: Progress | None, copy: Copy | None = None) -> None:
        self._vault = vault
        self._progress = progress
        self._copy = copy
        self._obstacle: VaultDamaged | VaultBusy | None = None
        self._records = read_records(vault)
        self._changes = vault.upkeep.last_change()

    def make(self, places: Sequence[CopyTarget]) -> tuple[TargetReport, ...]:
        """Make a copy at each place; remember and report how it went."""
        reports = []
        for number, place in enumerate(places):
            share = _part(self._progress, number / len(places), (number + 1) / len(places))
            report = self._report(place, share)
            keep_record(self._vault, place.folder, self._record(report))
            reports.append(report)
        return tuple(reports)

    def _report(self, place: CopyTarget, progress: Progress) -> TargetReport:
        if not self._is_here(place):
            said = _("{place} is not connected. The copy goes there the next time it is.")
            return _not_made(place, Outcome.ABSENT, said.format(place=place.folder))
        try:
            copy = self._make(place, progress)
        except Cancelled:
            raise
        except UserError as error:
            if place.origin == "vault" and isinstance(error, VaultDamaged | VaultBusy):
                self._obstacle = error
            return self._failed(place, error)
        return TargetReport(place=place, outcome=Outcome.MADE, copy=copy)

    def _make(self, place: CopyTarget, progress: Progress) -> Copy:
        if place.origin == "vault":
            self._copy = self._vault.copy(progress=progress)
            return self._copy
        check_copy_folder(self._vault.folder, place.folder)
        if self._copy is not None:
            return self._vault.upkeep.take_copy(self._copy, place.folder, progress)
        if self._obstacle is not None:
            raise self._obstacle
        # The vault's own disk may be full, and all the more is a copy elsewhere worth.
        return self._vault.upkeep.copy_to(place.folder, progress)

    def _failed(self, place: CopyTarget, error: UserError) -> TargetReport:
        if isinstance(error, VaultBusy):
            return _not_made(place, Outcome.WAITING, str(error))
        if place.origin == "vault":
            return _not_made(place, Outcome.FAILED, str(error))
        if not self._is_here(place):
            said = _("{place} was disconnected while the copy was made. It is tried again later.")
            return _not_made(place, Outcome.ABSENT, said.format(place=place.folder))
        said = _("No copy was made in {place}. {why}")
        is_unreadable = isinstance(error, VaultDamaged) and self._obstacle is None
        why = _unreadable() if is_unreadable else str(error)
        return _not_made(place, Outcome.FAILED, said.format(place=place.folder, why=why))

    def _is_here(self, place: CopyTarget) -> bool:
        """Whether a place is there; an empty folder where a disk used to be is not."""
        if place.origin == "vault":
            return True
        record = self._records.get(str(place.folder))
        if not _is_folder(place.folder):
            return False
        was_apart = record is not None and record.is_apart
        return (
            not was_apart or self._is_apart(place) or self._vault.upkeep.has_copies_in(place.folder)
        )

    def _is_apart(self, place: CopyTarget) -> bool:
        try:
            return place.folder.stat().st_dev != self._vault.folder.stat().st_dev
        except OSError:
            return False

    def _record(self, report: TargetReport) -> Record:
        now = datetime.now(UTC)
        before = self._records.get(str(report.place.folder))
        record = Record(
            since=before.since if before else now,
            tried_at=now,
            outcome=report.outcome.name,
            sentence=report.sentence,
            verified_at=before.verified_at if before else None,
            changes=before.changes if before else 0,
            is_apart=before.is_apart if before else False,
        )
        if report.copy is None:
            return record
        return msgspec.structs.replace(
            record,
            verified_at=report.copy.made_at,
            changes=self._changes,
            is_apart=self._is_apart(report.place),
        )


def _unreadable() -> str:
    return _(
        "What was written there was not the same when Leia read it back, so that disk "
        "should not be trusted. The vault and the other copies are safe."
    )


def _not_made(place: CopyTarget, outcome: Outcome, sentence: str) -> TargetReport:
    return TargetReport(place=place, outcome=outcome, sentence=sentence)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _part(progress: Progress | None, begins: float, ends: float) -> Progress:
    return lambda done: progress is None or progress(begins + (ends - begins) * done)
