"""Small files outside the vault that only their owner may read, written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = 0o700
_FILE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only the owner may enter."""
    folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)


def open_private(path: str, flags: int) -> int:
    """Open a file for Python's `open`; a new one only its owner may read."""
    return os.open(path, flags, _FILE)


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
