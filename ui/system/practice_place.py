"""Where a practice vault lies: a folder of its own that is gone when the program ends."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_PREFIX = "leia-practice-"
_MARK = "made-for-practice"


def make_place() -> Path:
    """Return a new folder that only its owner may enter."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    (folder / _MARK).touch(0o600)
    return folder


def remove_place(folder: Path) -> None:
    """Remove a folder made for practice; a folder somebody chose is left alone."""
    if (folder / _MARK).exists():
        shutil.rmtree(folder, ignore_errors=True)
