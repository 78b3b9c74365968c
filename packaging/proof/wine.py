"""A Windows that is not Windows: wine in a folder of its own, without the network."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import build_tools
from project import BUILD, PACKAGING, run_quietly, say
from proof.screen import Screen

SHIMS = PACKAGING / "windows" / "shims"
PREFIX = BUILD / "wine"
MARK = "exit code "
MISSING_IN_WINE = ("bcryptprimitives", "icuuc", "mscms")


@dataclass(frozen=True)
class Answer:
    """What a Windows program printed, and how it ended."""

    code: int
    text: str


@dataclass(frozen=True)
class Wine:
    """One wine, with a Windows disk in a folder."""

    prefix: Path
    screen: Screen | None = None

    @property
    def disk(self) -> Path:
        """What Windows calls C:."""
        return self.prefix / "drive_c"

    @property
    def local_data(self) -> Path:
        """The user's local, never roaming, folder of data."""
        return next((self.disk / "users").glob("*/AppData/Local"))

    def run(
        self, command: str, variables: Mapping[str, str] | None = None, longest_s: int = 300
    ) -> Answer:
        """Run a command line as Windows would, and wait for its end."""
        # wine hides QT_* of the outside from programs, so they are set inside
        lines = [f"set {name}={value}" for name, value in (variables or {}).items()]
        lines += [command, f"echo {MARK}%errorlevel%"]
        script = self.disk / "run.bat"
        script.write_bytes("\r\n".join(["@echo off", *lines, ""]).encode("cp850"))
        done = subprocess.run(
            ["wine", "cmd", "/c", r"C:\run.bat"],
            check=False,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=longest_s,
        )
        text, _, code = done.stdout.decode("utf-8", "replace").rpartition(MARK)
        return Answer(int(code.strip() or -1), text.strip())

    @contextmanager
    def running(self, *command: str) -> Iterator[None]:
        """Run a program on the screen for as long as the block lasts."""
        program = subprocess.Popen(
            ["wine", *command],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            program.terminate()
            program.wait()

    def on(self, screen: Screen) -> "Wine":
        """Return the same wine, with a screen."""
        return Wine(self.prefix, screen)

    def stop(self) -> None:
        """End every program in this wine."""
        subprocess.run(["wineserver", "-k"], check=False, env=self._environment())

    def _environment(self) -> dict[str, str]:
        ours = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        ours |= {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all"}
        ours |= {"LC_ALL": "C.UTF-8"}  # else keys beyond ASCII are lost
        ours["PATH"] += ":/usr/lib/wine"
        if self.screen is not None:
            # wine 8 has no colour management, which Qt asks for when there is a screen
            ours |= {"DISPLAY": self.screen.display, "WINEDLLOVERRIDES": "mscms=n"}
        return ours


def fresh_wine() -> Wine:
    """Return a wine nothing has been installed in, but for what wine 8 lacks of Windows 10."""
    build_tools.need(["wine", "x86_64-w64-mingw32-gcc"])
    wine = Wine(PREFIX)
    shutil.rmtree(PREFIX, ignore_errors=True)
    PREFIX.mkdir(parents=True)
    say("Making a wine ...")
    run_quietly(["wineboot", "--init"], "Wine could not be made.", env=wine._environment())  # noqa: SLF001
    system = wine.disk / "windows" / "system32"
    for name in MISSING_IN_WINE:
        shim = SHIMS / f"{name}.c"
        command = ["x86_64-w64-mingw32-gcc", "-shared", "-O1", "-s", "-w"]
        command += [str(shim), "-ladvapi32", "-o", str(system / f"{shim.stem}.dll")]
        run_quietly(command, f"The shim {shim.stem} could not be compiled.")
    return wine
