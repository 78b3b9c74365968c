"""Runs a program under strace and says which sockets of the internet it opened; none is the proof.

    python3 packaging/prove_no_network.py COMMAND [ARGUMENT ...]

It ends with 0 if the program opened none, with 1 if it did (and says which), and with 2 if it
could not be watched. What the program itself ends with is said, but is not this script's business.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERNET = re.compile(r"\b(?:AF|PF)_(?:INET6?|PACKET)\b")
"""Families that leave the machine, or could. AF_UNIX and AF_NETLINK stay inside."""
TIMEOUT_S = 300


class CannotWatchError(Exception):
    """Why nothing could be proven, as one sentence."""


@dataclass(frozen=True)
class Watched:
    """How a program ended, and every network call it made that names the internet."""

    code: int
    calls: int
    """Network calls of any kind: a proof that strace saw something at all."""
    internet: tuple[str, ...]


def watch(
    command: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    timeout: int = TIMEOUT_S,
) -> Watched:
    """Run a command and all it starts under strace; raises CannotWatchError where that fails."""
    strace = shutil.which("strace")
    if strace is None:
        raise CannotWatchError("strace is not installed.")
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "calls"
        trace = [strace, "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", log]
        ended = subprocess.run(
            [*trace, *command],
            env=env,
            cwd=folder,
            check=False,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
        )
        if not log.exists():
            raise CannotWatchError("strace could not watch the program.")
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Watched(ended.returncode, len(lines), internet_calls(lines))


def internet_calls(lines: Sequence[str]) -> tuple[str, ...]:
    """Return those of strace's lines that name a family of the internet."""
    return tuple(line for line in lines if INTERNET.search(line))


def main(command: list[str]) -> int:
    """Watch one program and tell."""
    if not command:
        print(__doc__)
        return 2
    try:
        watched = watch(command)
    except (CannotWatchError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return 2
    print(
        f"{command[0]} ended with {watched.code}; {watched.calls} network calls,"
        f" {len(watched.internet)} of them to the internet"
    )
    for line in watched.internet:
        print(f"  {line}")
    return 1 if watched.internet else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
