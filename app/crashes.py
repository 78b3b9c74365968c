"""A sudden end inside Qt or a driver: where it struck is kept, and told in the log the next time.

Python's faulthandler writes files, lines and names of functions when the process dies; no values.
"""

from __future__ import annotations

import faulthandler
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from app.logs import log_crash
from app.private_files import make_private_folder, open_private, read_private

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

CRASH = "crash.txt"
_LONGEST = 1 << 20
_LINE = re.compile(r'^  File "(.*)", line (\d+) in ', re.MULTILINE)
_kept: list[TextIO] = []
"""The file the faulthandler writes to; it must stay open as long as the process lives."""


def watch_crashes(folder: Path) -> None:
    """Tell of the crash before, if there was one, and be ready for the next."""
    with suppress(OSError):  # a disk that takes nothing must not keep anybody from working
        make_private_folder(folder)
        _tell(folder / CRASH)
        stays = open(folder / CRASH, "w", encoding="utf-8", opener=open_private)  # noqa: SIM115
        _kept.append(stays)
        faulthandler.enable(stays)


def _tell(file: Path) -> None:
    try:
        told = read_private(file, _LONGEST)
    except FileNotFoundError:
        return
    found = _LINE.findall(told)
    if found:
        log_crash([(name, int(line)) for name, line in found])
    elif told.strip():
        log_crash([])
