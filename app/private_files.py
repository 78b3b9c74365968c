"""Small files outside the vault that only their owner may read, written whole or not at all.

Nothing is written or read through a link in such a file's place: whoever put it there would choose
what is overwritten. Windows lets only administrators make links.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import PlaceRefused
from app.foreign_files import open_ordinary
from app.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = 0o700
_FILE = 0o600
_OTHERS = 0o077
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only the owner may enter."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_FOLDER, exist_ok=True)
    folder.mkdir(exist_ok=True)  # raises for what is no folder


def claim_folder(folder: Path) -> None:
    """Make a folder, or shut everybody else out of it.

    Raises PlaceRefused when it is somebody else's, who could have put anything there, and OSError
    when it cannot be made. On Windows the rights of the folder above hold.
    """
    make_private_folder(folder)
    if os.name != "posix":
        return
    found = folder.stat()
    if found.st_uid != os.geteuid():
        raise _not_own(folder)
    if found.st_mode & _OTHERS:
        with suppress(OSError):  # a disk that knows no rights
            folder.chmod(_FOLDER)


def is_private(folder: Path) -> bool:
    """Whether this is a folder, and no link to one, that only this user may enter (POSIX)."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    is_shut = stat.S_ISDIR(found.st_mode) and not found.st_mode & _OTHERS
    return is_shut and found.st_uid == os.geteuid()


def open_private(path: str, flags: int) -> int:
    """Open a file for Python's `open`, but no link; a new one only its owner may read."""
    return open_ordinary(path, flags | _NO_LINK, _FILE)


def read_private(file: Path, limit: int) -> str:
    """Return the beginning of a text; raises OSError for a link and for no ordinary file."""
    with open(file, "rb", opener=open_private) as stream:
        return stream.read(limit).decode(errors="replace")


def write_private(file: Path, content: bytes) -> None:
    """Replace a file in one step: after a crash it holds the old content or the new."""
    make_private_folder(file.parent)
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    with open(beside, "xb", opener=open_private) as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(beside, file)  # noqa: PTH105 - the atomic one, named so


def _not_own(folder: Path) -> PlaceRefused:
    return PlaceRefused(
        _(
            "The folder {folder} belongs to another user of this computer, so Leia did not start. "
            "Nothing was written there. Start Leia with a folder of your own, or ask county IT."
        ).format(folder=folder)
    )
