"""copy.json: what lies in a copy, so that it can be found whole or damaged without its key.

It names no people and counts none. Its digests say whether each file is as it was written; its
proof, which takes the vault's key, says that nobody else wrote it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec

from app.errors import Cancelled
from app.foreign_files import is_ordinary, open_foreign, read_foreign
from app.storage.files import DATABASE, write_whole
from app.storage.keys.sealing import SEALED
from app.storage.keys.unlocking import KEYS, key_files
from app.storage.progress import tell

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress
    from app.storage.values.changes import ChainEnd

MANIFEST = "copy.json"
FORMAT = 1
_SIZE_LIMIT = 1 << 20
_PIECE = 1 << 20
_PURPOSE = b"leia-copy"

_Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Manifest(msgspec.Struct, kw_only=True, frozen=True):
    """What a copy says of itself; a later Leia may say more."""

    format: int = FORMAT
    vault_id: str
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    schema_version: int
    generation: int
    """Of the vault's key."""
    database_bytes: int
    files: dict[str, _Hex32]
    """BLAKE2b-256 of every other file, by its name in the copy."""
    device_id: str
    seq: int
    """How far the journal of that device had come."""
    head: _Hex32
    """The hash of its newest entry."""
    proof: str = ""

    def ends_at(self, end: ChainEnd) -> bool:
        """Whether a journal with this end is the one that was copied."""
        return (self.device_id, self.seq, self.head) == (end.device_id, end.seq, end.hash.hex())


def write_manifest(
    folder: Path, material: KeyMaterial, made_at: datetime, schema_version: int, end: ChainEnd
) -> Manifest:
    """Describe the files in a copy, and sign the description with the vault's key."""
    manifest = Manifest(
        vault_id=material.vault_id,
        made_at=made_at,
        schema_version=schema_version,
        generation=material.generation,
        database_bytes=(folder / DATABASE).stat().st_size,
        files={name: digest(folder / name) for name in _names(folder)},
        device_id=end.device_id,
        seq=end.seq,
        head=end.hash.hex(),
    )
    return _store(folder, manifest, material)


def renew_manifest(folder: Path, material: KeyMaterial) -> None:
    """Describe a copy anew after its files were given another key; without a manifest, nothing.

    To be called last, and only for a copy whose files were whole before.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return
    renewed = msgspec.structs.replace(
        manifest,
        generation=material.generation,
        database_bytes=(folder / DATABASE).stat().st_size,
        files={name: digest(folder / name) for name in _names(folder)},
    )
    _store(folder, renewed, material)


def manifest_bytes(folder: Path) -> bytes:
    """Return a copy's manifest as it is written; raises OSError when it cannot be read."""
    return read_foreign(folder / MANIFEST, _SIZE_LIMIT)


def read_manifest(folder: Path) -> Manifest | None:
    """Return what a copy says of itself; nothing for a copy from before manifests.

    Raises ValueError when it is spoilt, and OSError when it cannot be read.
    """
    try:
        content = manifest_bytes(folder)
    except FileNotFoundError:
        return None
    try:
        return msgspec.json.decode(content, type=Manifest)
    except RecursionError:
        raise ValueError("nested beyond sense") from None


def fits(folder: Path, manifest: Manifest, progress: Progress | None = None) -> bool:
    """Whether every file of a copy is there and as it was written; reads all of it."""
    try:
        if (folder / DATABASE).stat().st_size != manifest.database_bytes:
            return False
        if sorted(_names(folder)) != sorted(manifest.files):
            return False
        if not is_ordinary(folder / SEALED, _SIZE_LIMIT):
            return False
        others = (name for name in manifest.files if name != DATABASE)
        if any(digest(folder / name) != manifest.files[name] for name in others):
            return False
        return digest(folder / DATABASE, progress) == manifest.files[DATABASE]
    except Cancelled:
        raise
    except (OSError, KeyError):
        return False


def is_proved(manifest: Manifest, material: KeyMaterial) -> bool:
    """Whether somebody with the vault's key of that time wrote this manifest."""
    return material.proves(manifest.proof, _PURPOSE, _proved_bytes(manifest))


def digest(file: Path, progress: Progress | None = None) -> str:
    """Return the BLAKE2b-256 of a file, hexadecimal."""
    size = max(file.stat().st_size, 1)
    state, done = hashlib.blake2b(digest_size=32), 0
    with open_foreign(file) as stream:
        while piece := stream.read(_PIECE):
            state.update(piece)
            done += len(piece)
            tell(progress, min(done / size, 1.0))
    return state.hexdigest()


def _names(folder: Path) -> list[str]:
    return [DATABASE, SEALED, *(f"{KEYS}/{file.name}" for file in key_files(folder))]


def _store(folder: Path, manifest: Manifest, material: KeyMaterial) -> Manifest:
    proof = material.proof(_PURPOSE, _proved_bytes(manifest))
    proved = msgspec.structs.replace(manifest, proof=proof)
    write_whole(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(proved)))
    return proved


def _proved_bytes(manifest: Manifest) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(manifest, proof=""), order="deterministic")
