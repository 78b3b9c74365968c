"""What the tour is walked with: a camera, hands that type, and patience.

Its pictures are numbered in the order they are taken.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

OUT = Path(__file__).resolve().parents[1] / "build" / "tour"
SIZE = (1366, 768)
SETTLE_MS = 450
"""What a window needs to lay itself out and draw its paper before its picture is taken."""


class Camera:
    """Numbers the pictures and says their names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("*.png"), *folder.glob("*.pdf")):
            old.unlink()

    def take(self, window: QWidget, name: str) -> None:
        """Take a picture of a window at 1366×768."""
        window.resize(*SIZE)
        self.take_as_is(window, name)

    def take_as_is(self, window: QWidget, name: str) -> None:
        """Take a picture of a window in the size it has."""
        window.activateWindow()
        rest(SETTLE_MS)
        self._number += 1
        file = self._folder / f"{self._number:02d}-{name}.png"
        if not window.grab().save(str(file)):
            raise SystemExit(f"could not write {file}")
        say(file)

    def keep(self, content: bytes, name: str) -> None:
        """Keep a paper."""
        file = self._folder / name
        file.write_bytes(content)
        say(file)


def say(file: Path) -> None:
    """Name a file that was made."""
    print(file.relative_to(OUT.parents[1]), flush=True)


def rest(time_ms: int) -> None:
    """Let the program go on for a while; unlike QTest's wait, other threads too."""
    loop = QEventLoop()
    QTimer.singleShot(time_ms, loop.quit)
    loop.exec()


def wait_for(found: Callable[[], object]) -> None:
    """Wait until something is there; what never comes ends the tour."""
    for _moment in range(1_200):
        if found():
            return
        rest(50)
    raise SystemExit("the tour waited a minute for a window that did not come")


def write(field: QWidget, text: str) -> None:
    """Type a text as hands do."""
    field.setFocus()
    QTest.keyClicks(field, text)
