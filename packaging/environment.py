"""Makes .venv: an interpreter with exactly the packages that packaging/locks/dev.txt pins."""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries
from project import PACKAGING, PYTHON, VENV, run_quietly, say

LOCK = PACKAGING / "locks" / "dev.txt"
STAMP = VENV / "leia-packages.txt"


def prepare() -> None:
    """Make whatever is still missing; with nothing missing it only reads a stamp."""
    interpreter = interpreter_stamp(PYTHON)
    wanted = f"{interpreter}\n{lock_stamp(LOCK.read_bytes())}\n"
    found = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if found != wanted:
        if not interpreter or not found.startswith(interpreter + "\n"):
            _make_interpreter()
        _install_packages()
        wanted = f"{interpreter_stamp(PYTHON)}\n{lock_stamp(LOCK.read_bytes())}\n"
        STAMP.write_text(wanted, encoding="utf-8")
    system_libraries.prepare()


def lock_stamp(lock: bytes) -> str:
    """Return a short text that changes with the lock file, but not with its line ends."""
    return hashlib.sha256(lock.replace(b"\r\n", b"\n")).hexdigest()


def interpreter_stamp(python: Path) -> str:
    """Return which interpreter `python` leads to, or nothing if it leads nowhere."""
    return str(python.resolve()) if python.exists() else ""


def _make_interpreter() -> None:
    options = [] if _can_bring_pip() else ["--without-pip"]
    say("Making .venv ...")
    if VENV.exists():
        shutil.rmtree(VENV)
    command = [sys.executable, "-m", "venv", *options, VENV]
    run_quietly(command, "The virtual environment .venv could not be made.")


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


def _install_packages() -> None:
    say(f"Installing the packages that packaging/locks/{LOCK.name} pins ...")
    pip: list[str | Path] = [PYTHON, "-m", "pip"]
    if subprocess.run([*pip, "--version"], check=False, capture_output=True).returncode:
        pip = [sys.executable, "-m", "pip", "--python", PYTHON]
    options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input"]
    options += ["--progress-bar", "off"]
    run_quietly(
        [*pip, "install", "--disable-pip-version-check", *options, "-r", LOCK],
        "The packages could not be installed; the lines above say why.",
    )
