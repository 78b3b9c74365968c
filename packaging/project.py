"""Where things are, and how a chore starts other programs and says what it does."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class ChoreError(Exception):
    """Why a chore cannot go on, as one sentence for whoever started it."""


def say(text: str) -> None:
    """Tell what is going on, in one short line."""
    print(text, file=sys.stderr, flush=True)


def has_screen() -> bool:
    """Tell whether a window could be seen here."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def offscreen() -> dict[str, str]:
    """Return the environment in which Qt draws without a screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def follow(command: Sequence[str | Path], env: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder, its output in sight; return its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def run_quietly(
    command: Sequence[str | Path],
    sentence: str,
    env: dict[str, str] | None = None,
    folder: Path = ROOT,
) -> str:
    """Run a command and return what it printed; if it fails show that, and stop with `sentence`."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        say(done.stdout.rstrip())
        raise ChoreError(sentence)
    return done.stdout


def version() -> str:
    """Return Leia's version, which app/__init__.py alone states."""
    text = (ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ChoreError("app/__init__.py does not state a version of three numbers.")
    return found[1]


def source_time() -> int:
    """Return the time all files of a build carry: that of the last commit, in seconds."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    git = ["git", "-c", f"safe.directory={ROOT}", "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(git, cwd=ROOT, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return _newest_change()
    return int(answer.stdout) if answer.returncode == 0 else _newest_change()


def _newest_change() -> int:
    """Stand in for the last commit where there is no git: the day the changes were written down."""
    return int((ROOT / "CHANGELOG.md").stat().st_mtime)
