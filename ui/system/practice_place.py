"""Where a practice vault lies: a folder of its own that is gone when the program ends."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QProcess

from app.i18n import language
from ui.system.locking import program_command

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


def practise_beside() -> None:
    """Start a second Leia with invented people, in the language of this one."""
    command = program_command(
        ["--practice", "--data-dir", str(make_place()), "--language", language()]
    )
    QProcess.startDetached(command[0], command[1:])
