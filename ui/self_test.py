"""The self-test: does this installation work? Answered by a process of its own, and judged here.

The checks run in a child, so that nothing they run into – a hang inside Qt, a crash – keeps the
answer from being given in time.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from app import __version__
from app.paths import log_folder
from app.services.program.self_test import Finding
from ui.system.locking import program_command

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSED, FAILED = 0, 3
LONGEST_S = 60
RUNNING = "running"
FINDINGS = "findings.jsonl"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the self-test says, as it is written in JSON."""

    leia: str
    passed: bool
    seconds: float
    python: str
    system: str
    frozen: bool
    said: str
    """Why the test ended before its time; empty when it ran to its end."""
    checks: tuple[Finding, ...]


def run_self_test(file: str, longest_s: float = LONGEST_S) -> int:
    """Test this installation, write the verdict as JSON, and return the exit code."""
    with tempfile.TemporaryDirectory(prefix="leia-self-test-", ignore_cleanup_errors=True) as place:
        verdict = judge(Path(place), longest_s)
    written = msgspec.json.format(msgspec.json.encode(verdict), indent=1)
    if sys.stdout is not None:
        with suppress(OSError):  # a program with windows may have nobody to say it to
            sys.stdout.buffer.write(written + b"\n")
            sys.stdout.flush()
    kept = _keep(written, file) if file or sys.stdout is None else True
    return PASSED if verdict.passed and kept else FAILED


def _keep(written: bytes, file: str) -> bool:
    """Write the verdict into a file; tells whether that went well."""
    target = Path(file) if file else log_folder() / "self-test.json"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(written + b"\n")
    except OSError as error:
        if sys.stderr is not None:
            sys.stderr.write(f"{target}: {error.strerror}\n")
        return False
    return True


def judge(place: Path, longest_s: float) -> Verdict:
    """Run the whole program in a process of its own, and say whether it passed."""
    began = perf_counter()
    said = _run_child(place, longest_s)
    findings = _read_findings(place)
    passed = not said and bool(findings) and all(finding.passed for finding in findings)
    return Verdict(
        leia=__version__,
        passed=passed,
        seconds=round(perf_counter() - began, 2),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}",
        frozen=bool(getattr(sys, "frozen", False)),
        said=said,
        checks=findings,
    )


def _run_child(place: Path, longest_s: float) -> str:
    """Run the checks; returns why they ended too soon, or nothing."""
    command = program_command(["--self-test-in", str(place)])
    with (place / "output").open("wb") as output:
        child = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(os.environ, place),
        )
        try:
            code = child.wait(longest_s)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return f"stopped after {longest_s:g} seconds, in: {_running(place)}"
    if code == 0:
        return ""
    words = (place / "output").read_text(encoding="utf-8", errors="replace").strip()
    return f"ended with {code}, in: {_running(place)}. {words[-2_000:]}"


def _environment(theirs: Mapping[str, str], place: Path) -> dict[str, str]:
    """Return the environment of the checks; without a screen they draw unseen.

    What they keep on this computer goes with their place.
    """
    ours = {**theirs, "XDG_STATE_HOME": str(place / "state")}
    has_screen = os.name == "nt" or ours.get("DISPLAY") or ours.get("WAYLAND_DISPLAY")
    if has_screen or "QT_QPA_PLATFORM" in ours or sys.platform == "darwin":
        return ours
    return {**ours, "QT_QPA_PLATFORM": "offscreen"}


def _running(place: Path) -> str:
    file = place / RUNNING
    return file.read_text(encoding="utf-8") if file.exists() else "start"


def _read_findings(place: Path) -> tuple[Finding, ...]:
    file = place / FINDINGS
    lines = file.read_bytes().splitlines() if file.exists() else []
    return tuple(msgspec.json.decode(line, type=Finding) for line in lines)
