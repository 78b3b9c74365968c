"""Folders of copies: what the copies in them are called, and which of them are kept."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.foreign_files import clear_away, is_ordinary, is_taken
from app.storage import files
from app.storage.copies import rotation
from app.storage.copies.copy_checks import is_whole
from app.storage.copies.manifest import read_manifest
from app.storage.files import DATABASE
from app.storage.values.copies import Copy

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.keys.sealing import KeyMaterial

COPIES = "backups"
BEFORE = "before-"
"""Folders in `COPIES` with what was copied before an update, by the schema it led to."""
ELSEWHERE = "leia-copies-"
"""Folders in other places, by the end of the vault's id: a share may serve several centres."""
SET_ASIDE = "-set-aside-"
"""Follows a vault's name in that of a folder it was moved to when a copy was restored."""
_BEFORE_KEPT = timedelta(days=183)
_ABANDONED_S = 24 * 60 * 60
_NAME = "%Y-%m-%dT%H%M%S.%fZ"


def folder_at(place: Path, vault_id: str) -> Path:
    """Return the folder of a vault's copies in a place that may serve several."""
    return place / f"{ELSEWHERE}{vault_id[-8:]}"


def named(target: Path, made_at: datetime) -> Copy:
    """Return a copy of this moment, where it would lie."""
    return Copy(path=target / made_at.strftime(_NAME), made_at=made_at)


def free_moment(target: Path, moment: datetime) -> datetime:
    """Return a moment whose name is free, also where the clock stood still or went back."""
    while is_taken(target / moment.strftime(_NAME)):
        moment += timedelta(microseconds=1)
    return moment


def copies_in(target: Path) -> list[Copy]:
    """Return the finished copies in a folder, newest first; whether they are whole still, no."""
    found = []
    for path in target.glob("*Z"):
        made_at = moment_of(path.name)
        if made_at is not None and is_ordinary(path / DATABASE):
            found.append(Copy(path=path, made_at=made_at))
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def moment_of(name: str) -> datetime | None:
    """Return when a copy of this name was made; nothing for somebody else's folder."""
    try:
        return datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def clear_attempts(target: Path, *, is_own: bool) -> None:
    """Clear away what was cut off; elsewhere another computer may be at work just now.

    What cannot be cleared away stays: it takes room, and is in nobody's way.
    """
    abandoned = time.time() - _ABANDONED_S
    for stray in files.strays(target):
        with suppress(OSError):
            if is_own or stray.lstat().st_mtime < abandoned:
                clear_away(stray)


def thin_out(target: Path, newest: Copy, material: KeyMaterial) -> None:
    """Remove the computer's copies that no day, week or month needs; what cannot be, stays.

    Several computers may have a vault of one id, and one place for copies: each thins its own.
    """
    device = _device_of(newest)
    own = [each for each in copies_in(target) if _is_ours(each, material, device)]
    found = {copy.made_at.astimezone(): copy for copy in own}
    now = max(newest.made_at, datetime.now(UTC)).astimezone()

    def is_good(moment: datetime) -> bool:
        return moment == newest.made_at or is_whole(found[moment].path, material)

    keeping = {newest.made_at, *rotation.kept(found, now, lambda _moment: True)}
    if not keeping.issuperset(found):
        keeping |= rotation.kept(found, now, is_good)
    for moment in found.keys() - keeping:
        with suppress(OSError):
            files.remove_folder(found[moment].path)
    with suppress(OSError):
        _forget_updates(target, now)


def _device_of(copy: Copy) -> str:
    manifest = read_manifest(copy.path)
    return manifest.device_id if manifest is not None else ""


def _is_ours(copy: Copy, material: KeyMaterial, device: str) -> bool:
    try:
        manifest = read_manifest(copy.path)
    except (OSError, ValueError):
        return True  # spoilt: our own, by the folder it lies in
    if manifest is None:
        return True
    return manifest.vault_id == material.vault_id and manifest.device_id == device


def _forget_updates(target: Path, now: datetime) -> None:
    for folder in target.glob(f"{BEFORE}*"):
        for copy in copies_in(folder):
            if now - copy.made_at > _BEFORE_KEPT:
                files.remove_folder(copy.path)
        if not any(folder.iterdir()):
            folder.rmdir()
