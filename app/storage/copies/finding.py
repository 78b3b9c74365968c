"""Finding copies where somebody points, and judging them without their key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.foreign_files import is_folder
from app.storage.copies.manifest import MANIFEST, fits, read_manifest
from app.storage.copies.shelves import BEFORE, COPIES, ELSEWHERE, copies_in, moment_of
from app.storage.files import DATABASE
from app.storage.progress import part
from app.storage.values.copies import FoundCopy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.storage.copies.manifest import Manifest
    from app.storage.progress import Progress
    from app.storage.values.copies import Copy

_HOLDING = (COPIES, f"{BEFORE}*", f"{COPIES}/{BEFORE}*", f"{ELSEWHERE}*")


def find_copies(folder: Path, progress: Progress | None = None) -> tuple[FoundCopy, ...]:
    """Return the copies in a folder or in the usual folders within it, newest first."""
    paths = list(dict.fromkeys(_candidates(folder)))
    found = [
        _judge(path, part(progress, number / len(paths), (number + 1) / len(paths)))
        for number, path in enumerate(paths)
    ]
    return tuple(sorted(found, key=lambda copy: copy.made_at, reverse=True))


def is_intact(folder: Path) -> bool:
    """Whether a copy says what is in it, and holds just that; reads all of it."""
    manifest, is_readable = _read(folder)
    return is_readable and manifest is not None and fits(folder, manifest)


def newest_whole_copy(vault_folder: Path) -> Copy | None:
    """Return the newest of a vault's own copies that is as it was made."""
    copies = copies_in(vault_folder / COPIES)
    return next((copy for copy in copies if is_intact(copy.path)), None)


def _candidates(folder: Path) -> Iterator[Path]:
    if _is_copy(folder):
        yield folder
    yield from filter(_is_copy, _folders_in(folder))
    for holding in _HOLDING:
        for each in folder.glob(holding):
            yield from filter(_is_copy, _folders_in(each))


def _folders_in(folder: Path) -> list[Path]:
    try:
        found = list(folder.iterdir())
    except OSError:
        return []  # gone, closed to us, or no folder
    return [path for path in found if is_folder(path) and not path.name.startswith(".")]


def _is_copy(folder: Path) -> bool:
    try:
        return (folder / DATABASE).exists() or (folder / MANIFEST).exists()
    except OSError:
        return False  # closed to us: the others are not


def _judge(folder: Path, progress: Progress) -> FoundCopy:
    manifest, is_readable = _read(folder)
    if manifest is None:
        made_at, vault_id, is_whole = _moment(folder), "", None if is_readable else False
    else:
        made_at, vault_id = manifest.made_at, manifest.vault_id
        is_whole = fits(folder, manifest, progress)
    return FoundCopy(
        path=folder,
        made_at=made_at,
        is_whole=is_whole,
        vault_id=vault_id,
        before_update=folder.parent.name.startswith(BEFORE),
    )


def _read(folder: Path) -> tuple[Manifest | None, bool]:
    try:
        return read_manifest(folder), True
    except (OSError, ValueError):
        return None, False


def _moment(folder: Path) -> datetime:
    named = moment_of(folder.name)
    if named is not None:
        return named
    try:
        return datetime.fromtimestamp((folder / DATABASE).stat().st_mtime, UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)
