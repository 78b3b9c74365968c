"""Verified copies. Each is a folder that opens like the vault itself, and says what is in it.

Made only by VACUUM INTO: the driver's own backup makes unusable copies of damaged files in silence.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from app.errors import NotSaved, VaultDamaged
from app.i18n import _
from app.storage import files, integrity
from app.storage.connection import PAGE_SIZE
from app.storage.copies.copy_checks import check_in_place, check_new, is_same, summarize
from app.storage.copies.manifest import (
    MANIFEST,
    fits,
    is_proved,
    manifest_bytes,
    read_manifest,
    write_manifest,
)
from app.storage.copies.shelves import (
    BEFORE,
    COPIES,
    clear_attempts,
    copies_in,
    folder_at,
    free_moment,
    named,
    thin_out,
)
from app.storage.failures import damaged
from app.storage.files import DATABASE
from app.storage.keys.keyfiles import read_locked
from app.storage.keys.sealing import SEALED, read_sealed
from app.storage.keys.unlocking import KEYS, key_files
from app.storage.pages import count_bad
from app.storage.progress import part, tell, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from app.storage.copies.copy_checks import Summary
    from app.storage.database import Database
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress
    from app.storage.values.copies import Copy

__all__ = ["BEFORE", "COPIES", "Source", "copies_in", "folder_at", "make_copy", "take_copy"]


@dataclass(frozen=True)
class Source:
    """An open vault to copy."""

    folder: Path
    database: Database
    material: KeyMaterial


def make_copy(source: Source, target: Path, progress: Progress | None = None) -> Copy:
    """Copy a vault into `target`, check the copy, and only then give it its name.

    The source is checked first. Older copies are thinned out, but never before the new one is
    verified. Raises Cancelled when `progress` says stop; nothing half-made stays.
    """
    with _disk_said():
        source.folder.stat()  # a vault that was taken away is not made anew as an empty folder
        files.make_folder(target)
        clear_attempts(target, is_own=target.is_relative_to(source.folder))
        check_source(source, part(progress, 0, 0.3))
        copy = named(target, free_moment(target, datetime.now(UTC)))
        with _built(copy) as building:
            _build(source, building, copy.made_at, part(progress, 0.3, 1))
        thin_out(target, copy, source.material)
    return copy


def make_copy_before_update(source: Source, schema_version: int) -> Copy:
    """Copy a vault about to be upgraded, so that the update can be undone; kept for half a year."""
    target = source.folder / COPIES / f"{BEFORE}{schema_version}"
    copy = make_copy(source, target)
    with suppress(OSError):
        for older in copies_in(target):
            if older.made_at < copy.made_at:
                files.remove_folder(older.path)
    return copy


def take_copy(copy: Copy, source: Source, place: Path, progress: Progress | None = None) -> Copy:
    """Take a verified copy to another place, and verify it again from there.

    Raises NotSaved when the place is full, closed or pulled out meanwhile, VaultDamaged when what
    lies there afterwards is not what was written, and Cancelled.
    """
    target = folder_at(place, source.material.vault_id)
    with _disk_said():
        manifest = read_manifest(copy.path)
        if manifest is None:
            raise damaged()
        target.mkdir(mode=0o700, exist_ok=True)
        clear_attempts(target, is_own=False)
        taken = named(target, copy.made_at)
        if is_same(taken.path, copy.path, part(progress, 0, 0.5)):
            check_in_place(taken.path, source.material, manifest, part(progress, 0.5, 1))
            return taken
        taken = named(target, free_moment(target, copy.made_at))
        with _built(taken) as building:
            names = (*manifest.files, MANIFEST)
            _write_elsewhere(copy.path, names, building, part(progress, 0, 0.5))
            check_in_place(building, source.material, manifest, part(progress, 0.5, 1))
            if manifest_bytes(building) != manifest_bytes(copy.path):
                raise damaged()
        thin_out(target, taken, source.material)
    return taken


def newest_to_take(source: Source) -> Copy | None:
    """Return the newest copy beside the vault when it is whole and has the vault's present key."""
    newest = next(iter(copies_in(source.folder / COPIES)), None)
    try:
        manifest = None if newest is None else read_manifest(newest.path)
    except (OSError, ValueError):
        return None
    if newest is None or manifest is None or not is_proved(manifest, source.material):
        return None
    return newest if fits(newest.path, manifest) else None


def check_source(source: Source, progress: Progress | None = None) -> int:
    """Check everything in an open vault while saves go on; return how many unused pages are bad.

    Raises VaultDamaged when it is more than that. A bad page without data comes from a power cut,
    and a copy does not have it.
    """
    bad = count_bad(source.database, source.material, part(progress, 0, 0.4))
    checking = part(progress, 0.4, 1)
    source.database.alone(lambda driver: integrity.check_fully(driver, checking), checking)
    return bad


def write_database(
    source: Source, file: Path, progress: Progress | None = None
) -> tuple[Summary, int]:
    """Write the database anew into a file; return what it holds, and what `writes` said then."""
    size = max(source.database.page_count * PAGE_SIZE, 1)

    def deed(driver: dbapi2.Connection) -> tuple[Summary, int]:
        file.unlink(missing_ok=True)
        files.touch_private(file)
        with watched(driver, progress, lambda: file.stat().st_size / size):
            held = summarize(driver), driver.total_changes
            driver.execute("VACUUM INTO ?", (str(file),))
        return held

    return source.database.alone(deed, progress, hurried=True)


def _build(source: Source, building: Path, made_at: datetime, progress: Progress) -> None:
    files.make_folder(building / KEYS)
    _copy_keys(source, building)
    copied = building / DATABASE
    expected, _writes = write_database(source, copied, part(progress, 0, 0.4))
    files.sync_file(copied)
    files.forget_cached(copied)
    check_new(copied, source.material, expected, part(progress, 0.4, 0.9))
    for leftover in building.glob(f"{DATABASE}-*"):
        leftover.unlink()
    write_manifest(building, source.material, made_at, expected.schema_version, expected.end)
    tell(progress, 1.0)


def _copy_keys(source: Source, building: Path) -> None:
    sealed = read_sealed(source.folder / SEALED)
    if not source.material.is_from(sealed):
        raise damaged()
    files.write_whole(building / SEALED, sealed)
    for file in key_files(source.folder):
        try:
            content = read_locked(file)
        except VaultDamaged:
            if _is_id(file.stem):
                raise
            continue  # no name that Leia gives: somebody put it there, and it opens nothing
        files.write_whole(building / KEYS / file.name, content)


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _write_elsewhere(
    copy: Path, names: tuple[str, ...], building: Path, progress: Progress
) -> None:
    """Copy every file of a copy, and let the next reading be from the place itself."""
    building.mkdir(mode=0o700)
    (building / KEYS).mkdir(mode=0o700)
    size, done = sum((copy / name).stat().st_size for name in names) or 1, 0

    def written(count: int) -> None:
        nonlocal done
        done += count
        tell(progress, min(done / size, 1.0))

    for name in names:
        files.copy_file(copy / name, building / name, written)
        files.forget_cached(building / name)
    with suppress(OSError):  # as in `put_folder`
        files.sync_folder(building / KEYS)
        files.sync_folder(building)


@contextmanager
def _built(copy: Copy) -> Iterator[Path]:
    """Give a name to build under; put in place if the block ends well, cleared away if not."""
    building = files.temporary_beside(copy.path)
    try:
        yield building
        files.put_folder(building, copy.path)
    finally:
        shutil.rmtree(building, ignore_errors=True)


@contextmanager
def _disk_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotSaved(
            _(
                "The copy could not be made: the disk is full or may not be written. The vault "
                "and the earlier copies are safe. Free some space, or choose another place."
            )
        ) from error
