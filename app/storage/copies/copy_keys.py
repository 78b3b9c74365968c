"""Copies and keys: a copy opens for those who work here now, and no longer for those who left.

A copy that still has a former key of the vault gets the present one by the same steps as the vault
itself: vault.age.next first, then its database, then the files around it; vault.age.next goes last
and so says how far a crash let it come. A copy whose key the vault never had is left alone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.errors import NotSaved, UserError
from app.foreign_files import is_ordinary
from app.i18n import _
from app.storage import files, integrity, meta
from app.storage.connection import change_key, connect, connect_to_read
from app.storage.copies.copy_meta import close, keep, keep_lock
from app.storage.copies.manifest import fits, read_manifest, renew_manifest
from app.storage.copies.own_copies import is_here, others_copies, own_copies
from app.storage.failures import (
    NOT_A_DATABASE,
    damaged,
    disk_said,
    error_code,
    translated,
)
from app.storage.files import DAMAGED, DATABASE
from app.storage.holders import locks, rekeying, staffing
from app.storage.keys.keyfiles import read_locked
from app.storage.keys.sealing import NEXT, SEALED, read_sealed
from app.storage.keys.unlocking import KEYS, key_files
from app.storage.values.copies import Removal, StillOpen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.storage.holders.keyring import Keyring
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress
    from app.storage.values.copies import Copy

_SIGNING_KEY = "SELECT signing_key FROM counsellor WHERE id = ?"


@dataclass(frozen=True)
class Present:
    """What a copy is to open with from now on."""

    material: KeyMaterial
    former: tuple[KeyMaterial, ...]
    """The keys the vault had before, the latest first."""
    sealed: bytes = field(repr=False)
    key_files: dict[str, bytes] = field(repr=False)
    known: dict[str, str] = field(repr=False)
    """Who works here, and to which recovery keys the vault is sealed."""
    locks: str = field(repr=False)


def renew_copies(
    keyring: Keyring, places: Sequence[Path], progress: Progress | None = None
) -> Removal:
    """Give every copy in these places the vault's present key; what did not get it is told."""
    present = _present(keyring)
    waiting = [
        copy
        for copy in own_copies(keyring, places)
        if present.former or (copy.path / NEXT).exists()
    ]
    rekeyed: list[Copy] = []
    still_open: list[StillOpen] = []
    for done, copy in enumerate(waiting):
        if progress is not None and not progress(done / len(waiting)):
            still_open += [_stopped(each) for each in waiting[done:]]
            break
        try:
            if _renew(copy.path, present):
                rekeyed.append(copy)
        except UserError as failure:
            still_open.append(StillOpen(place=copy.path, made_at=copy.made_at, why=str(failure)))
    if present.former:
        still_open += [_anothers(copy) for copy in others_copies(keyring, places)]
        still_open += [_absent(place) for place in places if not is_here(place)]
        still_open += _damaged_files(keyring.folder, present)
    return Removal(rekeyed=tuple(rekeyed), still_open=tuple(still_open))


def carry_key_file(keyring: Keyring, places: Sequence[Path]) -> None:
    """Let copies open with the new passphrase of whoever is working too, where that is possible."""
    for copy in own_copies(keyring, places):
        with suppress(UserError), translated(), disk_said():
            _carry_key_file(keyring, copy.path)


def _present(keyring: Keyring) -> Present:
    with keyring.database.transaction() as connection:
        staff = staffing.people(connection)
        former = rekeying.former_keys(connection, keyring.material.vault_id)
        known = staffing.carried_by_copies(connection)
        kept = meta.get(connection, locks.LOCKS)
    active = [each.id for each in staff if each.active]
    found = [file for each in active for file in keyring.files_of(each)]
    return Present(
        material=keyring.material,
        former=former[::-1],
        sealed=read_sealed(keyring.folder / SEALED),
        key_files=dict(_whole(found)),
        known=known,
        locks=kept,
    )


def _whole(found: list[Path]) -> Iterator[tuple[str, bytes]]:
    for file in found:
        with suppress(UserError):  # a spoilt one opens no copy either
            yield file.name, read_locked(file)


def _renew(folder: Path, present: Present) -> bool:
    """Give one copy the present key; says whether there was anything to do."""
    with translated(), disk_said():
        interrupted = (folder / NEXT).exists()
        key = _key_of(folder, present)
        if key is present.material and not interrupted:
            return False
        for each in (folder, folder / KEYS):
            files.remove_strays(each)
        if key is not present.material:
            _check_before(folder, interrupted=interrupted)
            _rekey(folder, key, present)
        # No lock is asked for until the key files are there: whoever opens it gets in meanwhile.
        keep(folder, present.material, {**present.known, locks.LOCKS: ""})
        _check_after(folder / DATABASE, present.material)
        files.write_whole(folder / SEALED, present.sealed)
        _write_key_files(folder, present)
        keep(folder, present.material, {locks.LOCKS: present.locks})
        renew_manifest(folder, present.material)
        files.remove_for_good(folder / NEXT)
    return True


def _carry_key_file(keyring: Keyring, folder: Path) -> None:
    key_file = keyring.file_of(keyring.author.counsellor_id)
    file = folder / KEYS / key_file.name
    if not file.exists() or not _knows(folder, keyring):
        return
    # Its being there says that the copy's manifest may not fit; `renew_copies` would go on.
    files.write_whole(folder / NEXT, read_sealed(keyring.folder / SEALED))
    user, old, new = keyring.author.counsellor_id, locks.salt_of(file), locks.salt_of(key_file)
    keep_lock(folder, keyring.material, user, [old, new])  # whichever of them is there
    files.write_whole(file, read_locked(key_file))
    keep_lock(folder, keyring.material, user, [new])
    renew_manifest(folder, keyring.material)
    files.remove_for_good(folder / NEXT)


def _key_of(folder: Path, present: Present) -> KeyMaterial:
    for key in (present.material, *present.former):
        connection = _opened(folder / DATABASE, key)
        if connection is not None:
            close(connection, folder)
            return key
    raise UserError(
        _(
            "This copy could not be opened with any key the vault has had, so it was left as it "
            "is. It may be damaged, or another vault's. Delete it if nobody needs it."
        )
    )


def _check_before(folder: Path, *, interrupted: bool) -> None:
    """Raise VaultDamaged for a copy that is no longer as it was made."""
    try:
        manifest = None if interrupted else read_manifest(folder)
    except ValueError:
        raise damaged() from None
    if manifest is not None and not fits(folder, manifest):
        raise damaged()


def _rekey(folder: Path, key: KeyMaterial, present: Present) -> None:
    files.write_whole(folder / NEXT, present.sealed)
    connection = connect(folder / DATABASE, key)
    try:
        change_key(connection, present.material)
    except dbapi2.Error:
        close(connection, folder)  # which puts everything back
        files.remove_for_good(folder / NEXT)
        raise NotSaved(
            _(
                "This copy could not be given the new key: the disk is full or may not be "
                "written. The copy is as it was. Free some space, or delete the copy."
            )
        ) from None
    close(connection, folder)


def _check_after(file: Path, material: KeyMaterial) -> None:
    connection = connect_to_read(file, material)
    try:
        integrity.check_copy(connection)
    finally:
        connection.close()


def _write_key_files(folder: Path, present: Present) -> None:
    files.make_folder(folder / KEYS)
    for file in key_files(folder):
        if file.name not in present.key_files:
            files.remove_for_good(file)
    for name, content in present.key_files.items():
        files.write_whole(folder / KEYS / name, content)


def _knows(folder: Path, keyring: Keyring) -> bool:
    """Whether a copy has the present key, and knows whoever is working by the key of today."""
    connection = _opened(folder / DATABASE, keyring.material)
    if connection is None:
        return False
    author = keyring.author
    try:
        row = connection.execute(_SIGNING_KEY, (author.counsellor_id,)).fetchone()
    finally:
        close(connection, folder)
    return row is not None and row[0] == bytes(author.signing.verify_key).hex()


def _opened(file: Path, key: KeyMaterial) -> dbapi2.Connection | None:
    """Open a copy to write, so that what a crash left half done in it is undone first."""
    try:
        return connect(file, key)  # which reads of it already
    except dbapi2.Error as error:
        if error_code(error) == NOT_A_DATABASE:
            return None
        raise


def _damaged_files(folder: Path, present: Present) -> list[StillOpen]:
    """Return the files a repair put aside that a former key still opens."""
    why = _(
        "This file was put aside because it is damaged, so it cannot get the new key. Everything "
        "in it is in the vault. Delete it when nobody needs it any more."
    )
    return [
        StillOpen(place=file, made_at=datetime.fromtimestamp(file.stat().st_mtime, UTC), why=why)
        for file in sorted(folder.glob(f"{DAMAGED}*"))
        if is_ordinary(file) and any(_can_read(file, key) for key in present.former)
    ]


def _can_read(file: Path, key: KeyMaterial) -> bool:
    connection = connect_to_read(file, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.Error:
        return False
    finally:
        connection.close()
    return True


def _anothers(copy: Copy) -> StillOpen:
    why = _("Another computer made it from this vault. It gets its new key there.")
    return StillOpen(place=copy.path, made_at=copy.made_at, why=why)


def _absent(place: Path) -> StillOpen:
    why = _("Leia cannot find this place now. What is there was not touched.")
    return StillOpen(place=place, made_at=None, why=why)


def _stopped(copy: Copy) -> StillOpen:
    why = _("It was stopped before this copy had its turn.")
    return StillOpen(place=copy.path, made_at=copy.made_at, why=why)
