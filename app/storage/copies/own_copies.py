"""Where copies of one vault lie: in its places, and where a restore put what was there before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from app.foreign_files import is_ordinary
from app.storage import journal, meta
from app.storage.copies.manifest import read_manifest
from app.storage.copies.shelves import BEFORE, COPIES, SET_ASIDE, copies_in, folder_at
from app.storage.files import DATABASE
from app.storage.values.copies import Copy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.storage.database import Database
    from app.storage.keys.sealing import KeyMaterial


class Owner(Protocol):
    """An open vault, as far as its copies ask for it."""

    folder: Path
    database: Database
    material: KeyMaterial


def own_copies(source: Owner, places: Sequence[Path]) -> list[Copy]:
    """Return a vault's copies in these places, also those of before an update and set aside ones.

    A place that is not here has none; `is_here` tells it from an empty one. Another vault's copies
    in the same place are left out, and another computer's, unless this vault goes on from them.
    """
    found = [copy for copy in _all_copies(source, places) if not _is_anothers(copy, source)]
    return list({copy.path: copy for copy in (*found, *_set_aside(source.folder))}.values())


def others_copies(source: Owner, places: Sequence[Path]) -> list[Copy]:
    """Return the copies in these places that another computer made of a vault of this id."""
    return [copy for copy in _all_copies(source, places) if _is_anothers(copy, source)]


def is_here(place: Path) -> bool:
    """Whether a place can be looked into just now."""
    try:
        next(place.iterdir(), None)
    except OSError:
        return False
    return True


def _all_copies(source: Owner, places: Sequence[Path]) -> list[Copy]:
    vault_id = source.material.vault_id
    return [copy for place in places if is_here(place) for copy in _copies_at(place, vault_id)]


def _is_anothers(copy: Copy, source: Owner) -> bool:
    """Whether its journal has an end that this vault's journal does not know."""
    try:
        manifest = read_manifest(copy.path)
    except (OSError, ValueError):
        return False
    if manifest is None:
        return False
    with source.database.transaction() as connection:
        if manifest.device_id == meta.get(connection, "device_id"):
            return False
        known = journal.hash_at(connection, manifest.device_id, manifest.seq)
    return known.hex() != manifest.head


def _copies_at(place: Path, vault_id: str) -> list[Copy]:
    found = []
    for target in (place, folder_at(place, vault_id)):
        for shelf in (target, *target.glob(f"{BEFORE}*")):
            found += [copy for copy in copies_in(shelf) if _belongs(copy, vault_id)]
    return found


def _set_aside(folder: Path) -> list[Copy]:
    found = []
    for path in folder.parent.glob(f"{folder.name}{SET_ASIDE}*"):
        if is_ordinary(path / DATABASE):
            moved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            found.append(Copy(path=path, made_at=moved))
        found += copies_in(path / COPIES)
    return found


def _belongs(copy: Copy, vault_id: str) -> bool:
    try:
        manifest = read_manifest(copy.path)
    except (OSError, ValueError):
        return True
    return manifest is None or manifest.vault_id == vault_id
