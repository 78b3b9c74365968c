"""Why Leia did not start: on the screen, and for whoever reads standard error."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from ui.errors import warning_box

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

REFUSED = 4
"""The exit code of a start that something kept from happening."""


def refuse_start(app: QApplication, sentence: str) -> int:
    """Say why Leia did not start, until that is closed; returns the exit code."""
    say(sentence)
    box = warning_box(None, sentence)

    def leave() -> None:
        app.exit(REFUSED)

    box.finished.connect(leave)
    box.open()
    return app.exec()


def say(sentence: str) -> None:
    """Write a sentence to standard error, where there is one."""
    if sys.stderr is not None:  # a program with windows has none on Windows
        with suppress(OSError, ValueError):  # nobody listens any more
            sys.stderr.write(f"Leia: {sentence}\n")
            sys.stderr.flush()
