"""Brings up one robot after another, quickly, and kills each in the middle of its work.

    python -m tests.faults.nursery     one line of JSON in for each life, one line out

Everything is loaded once; each robot is a fork that begins where a program begins.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from app.i18n import use_language
from tests.faults.robot import run
from tests.faults.samples import use_quick_keys

_PATIENCE_S = 30.0


def main() -> None:
    """Answer line by line, until there are no more."""
    use_language("nb")
    use_quick_keys()
    for line in sys.stdin:
        asked = json.loads(line)
        until, moment_s = asked.pop("until"), asked.pop("moment_s")
        lines = _live_and_die(asked, f'"{until}"'.encode(), moment_s)
        sys.stdout.write(json.dumps(lines) + "\n")
        sys.stdout.flush()


def _live_and_die(asked: dict[str, Any], until: bytes, moment_s: float) -> list[str]:
    """Return the whole lines that a robot said before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _live(asked, writing)
    os.close(writing)
    said = _listen(reading, until, time.monotonic() + _PATIENCE_S)
    said += _listen(reading, b"", time.monotonic() + moment_s)
    os.kill(child, signal.SIGKILL)
    said += _listen(reading, b"", time.monotonic() + _PATIENCE_S)
    os.close(reading)
    _child, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return [json.dumps({"died": status})]
    return said.decode().splitlines()[: said.count(b"\n")]


def _listen(reading: int, until: bytes, deadline: float) -> bytes:
    """Read until something was said, the other end is closed, or time is up."""
    said = b""
    with selectors.DefaultSelector() as selector:
        selector.register(reading, selectors.EVENT_READ)
        while not (until and until in said):
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return said
            piece = os.read(reading, 1 << 16)
            if not piece:
                return said
            said += piece
    return said


def _live(asked: dict[str, Any], writing: int) -> None:
    try:
        os.dup2(writing, 1)
        run(**{**asked, "folder": Path(asked["folder"])})
    except BaseException:
        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    main()
