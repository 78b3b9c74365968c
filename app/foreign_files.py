"""Files that somebody else may have put there: read with a limit, and never waited for.

Links are followed when something is read, since a folder or a file may lie elsewhere for a good
reason; never when something is deleted, so that nothing outside the folder goes.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def open_foreign(file: Path) -> BinaryIO:
    """Open an ordinary file for reading; raises OSError for a pipe, a device or a folder."""
    return open(file, "rb", opener=open_ordinary)


def read_foreign(file: Path, limit: int) -> bytes:
    """Return what is in an ordinary file; raises OSError, also when that is more than `limit`."""
    with open_foreign(file) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, "longer than such a file can be")
    return content


def is_ordinary(file: Path, limit: int | None = None) -> bool:
    """Whether an ordinary file, no longer than `limit`, can be reached under a name."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and (limit is None or found.st_size <= limit)


def is_odd(file: Path) -> bool:
    """Whether something lies under a name that is no ordinary file, nor leads to one."""
    return is_taken(file) and not is_ordinary(file)


def is_taken(path: Path) -> bool:
    """Whether anything lies under a name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def is_real_folder(path: Path) -> bool:
    """Whether a folder itself, and no link to one, lies under a name."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, can be reached under a name."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def unlink_foreign(path: Path) -> bool:
    """Delete what lies under a name unless it is a folder; says whether anything went.

    A link goes, and what it leads to stays. Raises OSError when it cannot be deleted.
    """
    if not is_taken(path) or is_real_folder(path):
        return False
    path.unlink(missing_ok=True)
    return True


def clear_away(path: Path) -> None:
    """Delete what lies under a name, a folder with everything in it; a link as such.

    Raises OSError when a part of it cannot be deleted.
    """
    if not unlink_foreign(path) and is_taken(path):
        shutil.rmtree(path)


def open_ordinary(path: str, flags: int, mode: int = 0o600) -> int:
    """Open an ordinary file for Python's `open`; raises OSError for anything else."""
    handle = os.open(path, flags | _WITHOUT_WAITING, mode)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "no ordinary file")
