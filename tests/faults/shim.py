"""The library between a program and its system: builds it, loads it into lanes, and steers it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntFlag
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
VARIABLE = "LD_PRELOAD"


class Calls(IntFlag):
    """Kinds of system calls."""

    READS = 1
    WRITES = 2
    NAMES = 4
    SYNCS = 8
    CHANGES = 14
    """Everything but reading."""


def why_not() -> str:
    """Return why the library cannot be used here; nothing when it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    return "" if shutil.which("gcc") else "needs a C compiler (gcc)"


def build(folder: Path) -> Path:
    """Compile the library into a folder."""
    library = folder / "shim.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    return library


def environment(library: Path) -> dict[str, str]:
    """Return the environment in which a program starts with the library in it."""
    return {**os.environ, VARIABLE: str(library)}


def run_with(library: Path, script: str) -> str:
    """Run a line of Python with the library in it; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=SOURCE.parents[2],
        env=environment(library),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


class Shim:
    """Steers the library inside this process."""

    def __init__(self) -> None:
        """Find it; raises AttributeError when this process was started without it."""
        self._library = ctypes.CDLL(None)
        self._library.shim_count.restype = ctypes.c_long
        self._library.shim_fired.restype = ctypes.c_long
        self._library.shim_shift.argtypes = [ctypes.c_longlong]

    @contextmanager
    def failing(
        self, folder: Path, calls: Calls, at: int, error: int, *, lasting: bool = False
    ) -> Iterator[None]:
        """Let the n-th call below a folder fail; with 0 as the error it kills this process."""
        self.arm(folder, calls, at, error, lasting=lasting)
        try:
            yield
        finally:
            self.disarm()

    def arm(
        self, folder: Path, calls: Calls, at: int, error: int, *, lasting: bool = False
    ) -> None:
        """Begin to count, and strike at the n-th call; at 0 only count."""
        self._library.shim_arm(
            os.fsencode(folder), int(calls), ctypes.c_long(at), error, int(lasting)
        )

    def disarm(self) -> None:
        """Strike no more."""
        self._library.shim_disarm()

    @property
    def count(self) -> int:
        """How many calls came by."""
        return int(self._library.shim_count())

    @property
    def fired(self) -> int:
        """How many of them were made to fail."""
        return int(self._library.shim_fired())

    def set_clock(self, offset_s: float) -> None:
        """Let the wall clock go wrong by so much from now on."""
        self._library.shim_shift(round(offset_s * 1_000_000_000))
