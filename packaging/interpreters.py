"""Which Python people get: 3.12 or newer wherever the machine that builds has one.

Up to 3.11 a program with PySide6 6.12 needs the workaround in ui/__init__.py. Nothing is fetched:
no registry that the project uses carries a Python for Linux that its makers signed.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from project import say

LEAST = (3, 12)
"""From here on None is immortal, as the wheels of PySide6 expect."""
LINES = ("3.13", "3.12")
"""What is looked for, the first one found is taken; each is tried by the self-test of a build."""
_PROBE = """
import ensurepip, os, sysconfig
name = sysconfig.get_config_var("INSTSONAME") or ""
places = [sysconfig.get_config_var(each) or "/" for each in ("LIBDIR", "LIBPL")]
there = any(os.path.exists(os.path.join(each, name)) for each in places)
raise SystemExit(0 if ".so" in name and there else 1)
"""
"""Whether a Python can make environments, and is there as the library that freezing needs."""


@cache
def shipped() -> Path:
    """Return the Python to freeze; this one where it is new enough or no other is found."""
    if sys.version_info >= LEAST:
        return Path(sys.executable)
    found = next(newer(os.environ, Path.home()), None)
    if found is None:
        say(
            f"No Python of {' or '.join(LINES)} is here, so {sys.version.split()[0]} is shipped, "
            "with the workaround in ui/__init__.py."
        )
    return found or Path(sys.executable)


def newer(environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Yield the Pythons of the lines we know that can be frozen, the wanted one first."""
    for line in LINES:
        for each in candidates(line, environment, home):
            if _can_be_frozen(each):
                yield each


def candidates(line: str, environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Yield where a Python of a line may be: on the path, or beside others, the newest first."""
    on_path = shutil.which(f"python{line}", path=environment.get("PATH"))
    if on_path:
        yield Path(on_path)
    beside = Path(environment.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    yield from sorted(beside.glob(f"{line}.*/bin/python{line}"), key=_numbers, reverse=True)


def _numbers(python: Path) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", python.parents[1].name))


def _can_be_frozen(python: Path) -> bool:
    command = [python, "-I", "-c", _PROBE]
    try:
        answer = subprocess.run(command, check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
