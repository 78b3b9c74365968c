"""Looking after an open vault: copies elsewhere, checks, repair, and how far it has come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.storage import integrity, journal
from app.storage.clock import millis_of
from app.storage.copies import making as copies
from app.storage.holders.rekeying import former_keys
from app.storage.repair import repair
from app.storage.values.changes import ChainEnd
from app.storage.witness import Witness

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.copies.making import Source
    from app.storage.progress import Progress
    from app.storage.values.copies import Copy


class Upkeep:
    """What there is to do for a vault besides working in it. Slow, so beside the window."""

    def __init__(self, source: Source, device_id: str) -> None:
        self._source = source
        self._device_id = device_id

    def take_copy(self, copy: Copy, place: Path, progress: Progress | None = None) -> Copy:
        """Take a verified copy to another place, and verify it again from there."""
        return copies.take_copy(copy, self._source, place, progress)

    def copy_to(self, place: Path, progress: Progress | None = None) -> Copy:
        """Make a verified copy in a place that may serve several vaults."""
        target = copies.folder_at(place, self._source.material.vault_id)
        return copies.make_copy(self._source, target, progress)

    def has_copies_in(self, place: Path) -> bool:
        """Whether there is a folder for this vault's copies in another place."""
        return copies.folder_at(place, self._source.material.vault_id).is_dir()

    def whole_copy(self) -> Copy | None:
        """Return the vault's own newest copy, when it is as it was made and can be taken along."""
        return copies.newest_to_take(self._source)

    def check(self, progress: Progress | None = None) -> int:
        """Check everything while saves go on; return how many unused pages are damaged.

        Raises VaultDamaged when it is more than that.
        """
        return copies.check_source(self._source, progress)

    def repair(self, progress: Progress | None = None) -> Path:
        """Write the file anew without its damaged, unused pages; return where the old one is."""
        return repair(self._source, progress)

    def witness(self, state_folder: Path) -> Witness:
        """Return what remembers, outside the vault's own file, how far it had come."""
        present = self._source.material
        with self._source.database.transaction() as connection:
            former = former_keys(connection, present.vault_id)
        copies_folder = self._source.folder / copies.COPIES
        return Witness(state_folder, copies_folder, (present, *reversed(former)))

    def row_counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        return self._source.database.alone(integrity.count_rows)

    def chain_end(self) -> ChainEnd:
        """Return how far the journal of this computer has come; quick."""
        with self._source.database.transaction() as connection:
            head = journal.chain_end(connection, self._device_id)
        return ChainEnd(self._device_id, head.seq, head.hash)

    def chain_ends(self) -> tuple[ChainEnd, ...]:
        """Return how far every device's journal has come, this computer's first."""
        with self._source.database.transaction() as connection:
            others = journal.devices(connection) - {self._device_id}
            ids = (self._device_id, *sorted(others))
            heads = [journal.chain_end(connection, each) for each in ids]
        ends = zip(ids, heads, strict=True)
        return tuple(ChainEnd(device, head.seq, head.hash) for device, head in ends)

    def entry_hash(self, device_id: str, seq: int) -> bytes:
        """Return the hash of an entry of a device's journal; empty when there is none."""
        with self._source.database.transaction() as connection:
            return journal.hash_at(connection, device_id, seq)

    def newest_moment(self) -> datetime:
        """Return when the newest entry of any device was written, by the clocks of then."""
        with self._source.database.transaction() as connection:
            reading = journal.read_head(connection, self._device_id).hlc
        return datetime.fromtimestamp(millis_of(reading) / 1000, UTC)

    def last_change(self) -> int:
        """Return the place of the newest change in this computer's journal; quick."""
        with self._source.database.transaction() as connection:
            return journal.last_change(connection, self._device_id)
