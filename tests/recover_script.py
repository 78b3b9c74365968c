"""`packaging/recover.py`, run as county IT runs it: outside the program, with the key typed in."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_SCRIPT = Path(__file__).resolve().parents[1] / "packaging" / "recover.py"
_ASKED = "import getpass, runpy, sys; getpass.getpass = lambda _words: sys.stdin.readline();"
_ASKED += "runpy.run_path(sys.argv.pop(1), run_name='__main__')"


def recovered(folder: Path, key: str, target: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with the key on a folder, and return how it ended."""
    command = [sys.executable, "-X", "utf8", "-I", "-c", _ASKED]
    return subprocess.run(
        [*command, str(_SCRIPT), str(folder), str(target)],
        input=key + "\n",
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@contextmanager
def read_back(target: Path) -> Iterator[sqlite3.Connection]:
    """Read what was written into a database of its own."""
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.executescript(target.read_text(encoding="utf-8"))
        yield plain
