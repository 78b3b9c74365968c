"""Does a copy hold what its source did? Asked of the copy itself, opened anew where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import UserError
from app.storage import integrity
from app.storage.connection import connect, connect_to_read
from app.storage.copies.manifest import fits, is_proved, manifest_bytes, read_manifest
from app.storage.failures import damaged, translated
from app.storage.files import DATABASE
from app.storage.journal import FIRST
from app.storage.progress import part, tell
from app.storage.values.changes import ChainEnd

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from app.storage.copies.manifest import Manifest
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress

_END = (
    "SELECT device_seq, hash FROM ("
    "SELECT device_seq, hash FROM change WHERE device_id = :device "
    "UNION ALL SELECT device_seq, hash FROM access_log WHERE device_id = :device"
    ") ORDER BY device_seq DESC LIMIT 1"
)


@dataclass(frozen=True)
class Summary:
    """What a database and its copy must have in common."""

    rows: dict[str, int]
    """How many each table holds."""
    schema_version: int
    end: ChainEnd


def summarize(connection: dbapi2.Connection) -> Summary:
    """Count the rows of each table, and find the end of the device's journal."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return Summary(integrity.count_rows(connection), version, chain_end(connection))


def chain_end(connection: dbapi2.Connection) -> ChainEnd:
    """Return how far the journal of the device this database is on has come."""
    device = connection.execute("SELECT value FROM meta WHERE key = 'device_id'").fetchone()[0]
    newest = connection.execute(_END, {"device": device}).fetchone()
    return ChainEnd(device, *(newest or (0, FIRST)))


def check_new(
    file: Path, material: KeyMaterial, expected: Summary, progress: Progress | None = None
) -> None:
    """Raise VaultDamaged unless a freshly written copy is whole and holds what is expected."""
    with translated():
        connection = connect(file, material)
        try:
            integrity.check_copy(connection, progress)
            if summarize(connection) != expected:
                raise damaged()
        finally:
            connection.close()


def check_in_place(
    folder: Path, material: KeyMaterial, manifest: Manifest, progress: Progress | None = None
) -> None:
    """Raise VaultDamaged unless a copy is whole where it lies; nothing is written to it."""
    if not is_proved(manifest, material):
        raise damaged()
    if not fits(folder, manifest, part(progress, 0, 0.4)):
        raise damaged()
    with translated():
        connection = connect_to_read(folder / DATABASE, material)
        try:
            integrity.check_copy(connection, part(progress, 0.4, 1))
            end = chain_end(connection)
        finally:
            connection.close()
    if not manifest.ends_at(end):
        raise damaged()
    tell(progress, 1.0)


def is_same(folder: Path, other: Path, progress: Progress | None = None) -> bool:
    """Whether a copy, read through, is exactly what another one says it is."""
    try:
        if manifest_bytes(folder) != manifest_bytes(other):
            return False
        manifest = read_manifest(folder)
    except (OSError, ValueError):
        return False
    return manifest is not None and fits(folder, manifest, progress)


def is_whole(folder: Path, material: KeyMaterial) -> bool:
    """Whether a copy of this vault may count as good; reads all of it."""
    try:
        manifest = read_manifest(folder)
        if manifest is not None:
            return manifest.vault_id == material.vault_id and fits(folder, manifest)
        with translated():  # from before copies had manifests
            connection = connect_to_read(folder / DATABASE, material)
            try:
                integrity.check_copy(connection)
            finally:
                connection.close()
    except (OSError, ValueError, UserError):
        return False
    return True
