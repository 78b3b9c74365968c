"""Files of a vault: private, written whole or not at all, and what the first of them are called."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from app.foreign_files import clear_away, open_foreign, unlink_foreign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATABASE = "vault.db"
DAMAGED = f"{DATABASE}.damaged-"
"""Begins the names of the files that were set aside."""
_TEMPORARY = ".new-"
_PIECE = 1 << 20
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


def keep_private() -> None:
    """Let every file this process makes from now on be readable by its owner only."""
    os.umask(0o077)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only the owner may enter; a power cut keeps them."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def write_whole(file: Path, content: bytes) -> None:
    """Replace a file in one step: after a crash it holds the old content or the new, never half."""
    beside = temporary_beside(file)
    try:
        with open(beside, "xb", opener=_open_private) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, file)  # noqa: PTH105 - the atomic one, named so
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def move_over(file: Path, target: Path) -> None:
    """Give a finished file another's place in one step, and see to it that it stays so."""
    os.replace(file, target)  # noqa: PTH105 - the atomic one, named so
    sync_folder(target.parent)


def remove_for_good(file: Path) -> None:
    """Delete a file that may be gone already, and see to it that it stays deleted.

    A folder of that name is nobody's file, and stays.
    """
    if unlink_foreign(file):
        sync_folder(file.parent)


def temporary_beside(target: Path) -> Path:
    """Return a free name beside `target` that `remove_strays` recognises."""
    return target.with_name(f"{_TEMPORARY}{secrets.token_hex(4)}-{target.name}")


def put_folder(building: Path, target: Path) -> None:
    """Give a finished folder its name in one step, and see to it that it keeps it.

    Some shares and memory sticks cannot be asked to keep a name; they do it when they do it.
    """
    os.rename(building, target)  # noqa: PTH104 - beside its atomic sibling os.replace
    with suppress(OSError):
        sync_folder(target.parent)


def remove_folder(folder: Path) -> None:
    """Delete a folder so that, after a crash, there is all of it or only a stray.

    A link in its place goes alone.
    """
    stray = temporary_beside(folder)
    put_folder(folder, stray)
    clear_away(stray)


def copy_file(source: Path, target: Path, written: Callable[[int], None]) -> None:
    """Copy a file to a private new one that has reached the disk; `written` hears of each piece."""
    with open_foreign(source) as old, open(target, "xb", opener=_open_private) as new:
        while piece := old.read(_PIECE):
            new.write(piece)
            written(len(piece))
        new.flush()
        os.fsync(new.fileno())


def forget_cached(file: Path) -> None:
    """Let a file be read from its disk the next time, and not from memory; where that can be had.

    It must have reached the disk before.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    handle = os.open(file, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def strays(folder: Path) -> list[Path]:
    """Return what interrupted writes left in a folder."""
    return sorted(folder.glob(f"{_TEMPORARY}*"))


def remove_strays(folder: Path) -> None:
    """Clear away temporary files a crash left behind; the real files never need them.

    Folders stay. What cannot be deleted stays too: it does no harm.
    """
    for stray in strays(folder):
        with suppress(OSError):
            unlink_foreign(stray)


def touch_private(file: Path) -> None:
    """Make an empty file only the owner may read."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE))


def sync_file(file: Path) -> None:
    """Make sure a file's content has reached the disk."""
    handle = os.open(file, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make sure new names in a folder have reached the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE_FILE)
