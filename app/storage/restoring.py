"""From a copy to a vault in its place, so that a kill at any step leaves the old vault or the new.

1. The copy's files are written to <vault>.restoring-…, and everything in them is checked.
2. There the vault gets a new device id, its new passphrase if need be, and a line in its log.
3. <vault>.restoring-… becomes <vault>.restored: from here on a crash is followed by 4 and 5.
4. <vault> becomes <vault>-set-aside-…, which Leia never deletes.
5. <vault>.restored becomes <vault>.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.domain.access_codes import Action
from app.domain.entities import new_id
from app.domain.restores import Restored
from app.errors import NotSaved, PlaceRefused
from app.foreign_files import clear_away, is_ordinary, is_real_folder, is_taken
from app.i18n import _
from app.storage import devices, files, integrity, meta
from app.storage.allowed_folder import check_place
from app.storage.connection import connect
from app.storage.copies.copy_checks import chain_end
from app.storage.copies.manifest import is_proved, read_manifest
from app.storage.copies.shelves import SET_ASIDE
from app.storage.database import Database
from app.storage.failures import damaged, error_code, in_use, translated
from app.storage.files import DATABASE
from app.storage.keys.sealing import NEXT, SEALED
from app.storage.keys.unlocking import KEYS, key_files, staged_key_files, vault_exists
from app.storage.memory import NOBODY, forget_all
from app.storage.migrations import SCHEMA_VERSION
from app.storage.progress import part, tell
from app.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.storage.copies.looking import CopyContents
    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress
    from app.storage.values.changes import ChainEnd
    from app.storage.values.rights import Rights

    LetIn = Callable[[Path], tuple[KeyFile, KeyMaterial]]

READY = ".restored"
"""Ends the name of a restored vault that waits to be put in place."""
_BUILDING = ".restoring-"
_JOURNAL = f"{DATABASE}-journal"
_BUSY = (5, 6)


def restore(
    contents: CopyContents,
    folder: Path,
    let_in: LetIn,
    progress: Progress | None = None,
    within: Sequence[Rights] = (),
) -> Path | None:
    """Make the vault in `folder` what the copy is; return where the one before it now lies.

    `let_in` opens the new vault where it is built, before it is put in place, and may give
    somebody a new passphrase there. Nobody gets more rights than `within`. Raises Cancelled,
    NotSaved or VaultDamaged, and then nothing is changed.
    """
    check_place(folder)
    _check_free(folder)
    building = folder.with_name(f"{folder.name}{_BUILDING}{secrets.token_hex(4)}")
    try:
        files.make_folder(folder.parent)
        _clear_attempts(folder)
        _copy(contents.copy.path, building, part(progress, 0, 0.5))
        _verify(building, contents, part(progress, 0.5, 0.9))
        _begin_anew(building, contents, let_in, within)
        tell(progress, 1.0)
        return _put_in_place(building, folder)
    except OSError as error:
        raise NotSaved(
            _(
                "The copy could not be restored: the disk is full, the copy was taken away, or the "
                "folder may not be written. The vault that was here is as it was. Free some space "
                "and try again."
            )
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def finish(folder: Path) -> None:
    """Put a verified vault in place that a crash left waiting, and clear away what was not ready.

    Without room or right to do so the present vault stays, and the restore is given up: somebody
    may go on working in it.
    """
    ready = _ready(folder)
    with suppress(OSError):
        _clear_attempts(folder)
    if is_real_folder(ready):
        with suppress(OSError):
            _swap_or_give_up(ready, folder)


def left_over(folder: Path) -> bool:
    """Whether a restore of a vault was cut off; quick."""
    return bool(_beside(folder, _BUILDING)) or is_real_folder(_ready(folder))


def _check_free(folder: Path) -> None:
    if not folder.exists():
        return
    if not vault_exists(folder) and any(folder.iterdir()):
        raise PlaceRefused(
            _(
                "There are other files in {folder}, and a vault needs a folder of its own. "
                "Nothing is changed. Choose an empty folder."
            ).format(folder=folder)
        )
    _check_unused(folder / DATABASE)


def _check_unused(file: Path) -> None:
    """Raise VaultInUse when a program has the vault open; without its key that is all we see."""
    if not is_ordinary(file):
        return
    connection = dbapi2.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except dbapi2.Error as error:
        if error_code(error) in _BUSY:
            raise in_use() from None
    finally:
        connection.close()


def _copy(source: Path, building: Path, progress: Progress) -> None:
    """Copy what opens a vault; a journal that waits to be played back belongs to it."""
    files.make_folder(building / KEYS)
    names = [DATABASE, SEALED, *(name for name in (NEXT, _JOURNAL) if _is_filled(source / name))]
    names += [f"{KEYS}/{file.name}" for file in (*key_files(source), *staged_key_files(source))]
    size, done = sum((source / name).stat().st_size for name in names) or 1, 0

    def written(count: int) -> None:
        nonlocal done
        done += count
        tell(progress, min(done / size, 1.0))

    for name in names:
        files.copy_file(source / name, building / name, written)
        files.forget_cached(building / name)


def _is_filled(file: Path) -> bool:
    return is_ordinary(file) and file.stat().st_size > 0


def _verify(building: Path, contents: CopyContents, progress: Progress) -> None:
    """Check everything in the database that was written, where it was written."""
    claims_whole = contents.copy.is_whole is not None
    with translated():
        connection = connect(building / DATABASE, contents.material)
        try:
            if claims_whole:
                integrity.check_copy(connection, progress)
            else:  # perhaps no copy but a vault: its unused pages may be torn
                integrity.check_fully(connection, progress)
            _check_claim(contents, chain_end(connection))
        finally:
            connection.close()


def _check_claim(contents: CopyContents, end: ChainEnd) -> None:
    """Raise VaultDamaged for an older database that was put into a newer copy."""
    try:
        manifest = read_manifest(contents.copy.path)
    except ValueError:
        return  # spoilt: it claims nothing, and the database was just checked
    is_believed = manifest is not None and is_proved(manifest, contents.material)
    if manifest is not None and is_believed and not manifest.ends_at(end):
        raise damaged()


def _begin_anew(
    building: Path, contents: CopyContents, let_in: LetIn, within: Sequence[Rights]
) -> None:
    """Make it a vault of this computer: its journal goes on under a device id of its own."""
    database = Database(building / DATABASE, contents.material)
    try:
        with database.transaction() as connection:
            meta.put(connection, "device_id", own := new_id())
            if database.version == SCHEMA_VERSION:  # else the upgrade gives it its line
                devices.begin(connection, own)
            forget_all(connection, NOBODY)
    finally:
        database.close()
    opened, material = let_in(building)
    vault = Vault(building, material, opened)
    try:
        seen = {end.device_id: end.seq for end in vault.upkeep.chain_ends() if end.seq}
        told = Restored(made_at=contents.made_at, seen=seen)
        if within:
            vault.keep_within(within)
        with vault.work() as work:
            work.access.log(Action.RESTORED, detail=told.written())
    finally:
        vault.close()


def _put_in_place(building: Path, folder: Path) -> Path | None:
    ready = _ready(folder)
    for each in (building / KEYS, building):
        files.sync_folder(each)
    if is_taken(ready):  # of a restore that was cut off; this one is asked for now
        files.remove_folder(ready)
    files.put_folder(building, ready)
    return _swap_or_give_up(ready, folder)


def _swap_or_give_up(ready: Path, folder: Path) -> Path | None:
    try:
        return _swap(ready, folder)
    except OSError:
        files.remove_folder(ready)
        raise


def _swap(ready: Path, folder: Path) -> Path | None:
    """Put what is ready in place of what is there, which is kept; all is as before if it fails."""
    aside = None
    if folder.exists():
        if any(folder.iterdir()):
            aside = _free_name(folder)
            files.put_folder(folder, aside)
        else:
            folder.rmdir()
    try:
        files.put_folder(ready, folder)
    except OSError:
        if aside is not None:
            files.put_folder(aside, folder)
        raise
    return aside


def _free_name(folder: Path) -> Path:
    named = folder.with_name(f"{folder.name}{SET_ASIDE}{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}")
    free, number = named, 2
    while free.exists():
        free, number = named.with_name(f"{named.name}-{number}"), number + 1
    return free


def _ready(folder: Path) -> Path:
    return folder.with_name(folder.name + READY)


def _clear_attempts(folder: Path) -> None:
    for attempt in _beside(folder, _BUILDING):
        clear_away(attempt)


def _beside(folder: Path, ending: str) -> list[Path]:
    if not folder.parent.exists():
        return []
    return [each for each in folder.parent.iterdir() if each.name.startswith(folder.name + ending)]
