"""Makes interpreters with exactly the packages of a lock file: .venv, and one to freeze with."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import interpreters
import system_libraries
from project import BUILD, PACKAGING, VENV, run_quietly, say


@dataclass(frozen=True)
class Environment:
    """A folder with an interpreter and exactly the packages of one lock file."""

    folder: Path
    lock: Path
    base: Callable[[], Path] = lambda: Path(sys.executable)
    """Which Python it is made of."""

    @property
    def python(self) -> Path:
        """The interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def prepare(self) -> None:
        """Make whatever is still missing; with nothing missing it only reads a stamp."""
        stamp, base = self.folder / "leia-packages.txt", self.base()
        interpreter = interpreter_stamp(self.python)
        if base != Path(sys.executable) and interpreter != interpreter_stamp(base):
            interpreter = ""  # made of another Python, or not at all
        wanted = f"{interpreter}\n{lock_stamp(self.lock.read_bytes())}\n"
        found = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
        if found != wanted:
            if not interpreter or not found.startswith(interpreter + "\n"):
                _make_interpreter(self.folder, base)
            _install_packages(self.python, self.lock)
            wanted = f"{interpreter_stamp(self.python)}\n{lock_stamp(self.lock.read_bytes())}\n"
            stamp.write_text(wanted, encoding="utf-8")
        system_libraries.prepare(self.folder)


PROJECT = Environment(VENV, PACKAGING / "locks" / "dev.txt")
FREEZER = Environment(
    BUILD / "freezer", PACKAGING / "locks" / "build.txt", base=interpreters.shipped
)


def prepare() -> None:
    """Make .venv, which runs and tests the program."""
    PROJECT.prepare()


def lock_stamp(lock: bytes) -> str:
    """Return a short text that changes with the lock file, but not with its line ends."""
    return hashlib.sha256(lock.replace(b"\r\n", b"\n")).hexdigest()


def interpreter_stamp(python: Path) -> str:
    """Return which interpreter `python` leads to, or nothing if it leads nowhere."""
    return str(python.resolve()) if python.exists() else ""


def _make_interpreter(folder: Path, base: Path) -> None:
    is_other = base != Path(sys.executable)  # chosen because it brings pip
    options = [] if is_other or _can_bring_pip() else ["--without-pip"]
    say(f"Making {folder.name} ...")
    if folder.exists():
        shutil.rmtree(folder)
    command = [base, "-m", "venv", *options, folder]
    run_quietly(command, f"The virtual environment {folder.name} could not be made.")


def _can_bring_pip() -> bool:
    """Tell whether a new environment gets its own pip; Debian keeps that in a package apart."""
    if importlib.util.find_spec("ensurepip"):
        return True
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not system_libraries.may_install() and _pip_can_reach_elsewhere():
        return False
    system_libraries.install([package, *system_libraries.packages_likely_needed()])
    return True


def _pip_can_reach_elsewhere() -> bool:
    """Tell whether the pip beside this interpreter can install into another one (22.3 or newer)."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "--python", sys.executable, "--version"],
        check=False,
        capture_output=True,
    )
    return answer.returncode == 0


def _install_packages(python: Path, lock: Path) -> None:
    say(f"Installing the packages that packaging/locks/{lock.name} pins ...")
    pip: list[str | Path] = [python, "-m", "pip"]
    if subprocess.run([*pip, "--version"], check=False, capture_output=True).returncode:
        pip = [sys.executable, "-m", "pip", "--python", python]
    options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input"]
    options += ["--progress-bar", "off"]
    run_quietly(
        [*pip, "install", "--disable-pip-version-check", *options, "-r", lock],
        "The packages could not be installed; the lines above say why.",
    )
