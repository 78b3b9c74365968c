"""A screen nobody sees: programs draw on it, keys are typed into it, pictures are taken of it."""

import contextlib
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import build_tools
from environment import FREEZER
from project import PACKAGING, run_quietly

SIZE = "1366x768x24"
MOST_BLACK = 0.6
"""How much of a screen with a window on it may be black, a quarter being no colour at all."""
_STEP_S = 0.1
_REST_S = 0.3
_CARET_BYTES = 4_000
"""As much of a screen as a blinking caret changes, and no more than that."""


class Screen:
    """A running X server without a monitor."""

    def __init__(self, display: str, buffer: Path) -> None:
        self.display = display
        self._buffer = buffer

    def wait_for(self, title: str, *, after: str = "", longest_s: float = 60) -> str:
        """Return the id of the window with this title, once there is one besides `after`."""
        wanted = f"a window called {title}"
        return wait_for(lambda: self.shows(title, after), wanted, longest_s)

    def shows(self, title: str, besides: str = "") -> str:
        """Return the id of the newest window with this title, or nothing."""
        found = self._xdotool("search", "--onlyvisible", "--name", f"^{title}$").split()
        return next((each for each in reversed(found) if each != besides), "")

    def type(self, window: str, text: str) -> None:
        """Type a text into a window."""
        self._xdotool("windowfocus", "--sync", window, "type", "--delay", "30", text)

    def press(self, window: str, *keys: str) -> None:
        """Press keys, one after the other."""
        self._xdotool("windowfocus", "--sync", window, "key", "--delay", "50", *keys)

    def hit(self, *keys: str) -> None:
        """Press keys, one after the other, in whatever window has the keyboard."""
        self._xdotool("key", "--clearmodifiers", "--delay", "12", *keys)

    def write(self, text: str) -> None:
        """Type a text into whatever window has the keyboard."""
        self._xdotool("type", "--clearmodifiers", "--delay", "12", text)

    def in_front(self) -> str:
        """Return the title of the window that has the keyboard; needs a window manager."""
        return self._xdotool("getactivewindow", "getwindowname").strip()

    def at_rest(self, longest_s: float = 30) -> None:
        """Wait until nothing moves on the screen but a caret: what was asked for has been done."""
        before = b""

        def look() -> str:
            nonlocal before
            time.sleep(_REST_S)
            now = self._buffer.read_bytes()
            moved = len(now) if now[:100] != before[:100] else _bytes_that_differ(now, before)
            before = now
            return "at rest" if moved <= _CARET_BYTES else ""

        wait_for(look, "the screen to be at rest", longest_s)

    def picture(self, target: Path) -> None:
        """Take a picture of the whole screen, once something is drawn on it."""
        wait_for(self._drawn, "something on the screen", 30)
        target.parent.mkdir(parents=True, exist_ok=True)
        raw = target.with_suffix(".raw")
        width, height, pixels = _pixels(self._buffer.read_bytes())
        raw.write_bytes(pixels)
        script = PACKAGING / "proof" / "as_png.py"
        command = [FREEZER.python, script, raw, str(width), str(height), target]
        run_quietly(command, "The picture could not be written.")
        raw.unlink()

    def _drawn(self) -> str:
        _width, _height, pixels = _pixels(self._buffer.read_bytes())
        return "drawn" if pixels.count(0) < len(pixels) * MOST_BLACK else ""

    def _xdotool(self, *words: str) -> str:
        environment = {**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["xdotool", *words], check=False, env=environment, capture_output=True, text=True
        )
        return done.stdout


@contextlib.contextmanager
def window_manager(shown: Screen) -> Iterator[None]:
    """Have somebody give the keyboard to dialogs and back, as on a desk; needs no settings."""
    build_tools.need(["openbox"])
    environment = {**os.environ, "DISPLAY": shown.display}
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        manager.terminate()
        manager.wait()


@contextlib.contextmanager
def screen(size: str = SIZE) -> Iterator[Screen]:
    """Give a screen for a while: width, height and depth."""
    build_tools.need(["Xvfb", "setxkbmap", "xdotool"])
    with tempfile.TemporaryDirectory(prefix="leia-screen-") as folder:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", folder]
        server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-ac", "-noreset"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                display = f":{answer.readline().strip()}"
            # a Norwegian keyboard, since passphrases have Norwegian letters
            subprocess.run(["setxkbmap", "-display", display, "no"], check=True)
            yield Screen(display, Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()


def wait_for(look: Callable[[], str], what: str, longest_s: float) -> str:
    """Return what `look` finds, once it finds something."""
    until = time.monotonic() + longest_s
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(_STEP_S)
    raise TimeoutError(f"waited {longest_s:g} seconds for {what}")


def _bytes_that_differ(one: bytes, other: bytes) -> int:
    """Return how many lines of the screen differ, in bytes; comparing lines is quick."""
    line = struct.unpack(">25I", one[:100])[12]
    lines = range(100, len(one), line)
    return sum(_differing(one[at : at + line], other[at : at + line]) for at in lines)


def _differing(one: bytes, other: bytes) -> int:
    return 0 if one == other else sum(a != b for a, b in zip(one, other, strict=True))


def _pixels(dump: bytes) -> tuple[int, int, bytes]:
    """Return width, height and pixels of a window dump, as X servers keep their screen."""
    head = struct.unpack(">25I", dump[:100])
    header_size, width, height, colours, line = head[0], head[4], head[5], head[19], head[12]
    begin = header_size + colours * 12
    return width, height, dump[begin : begin + line * height]
