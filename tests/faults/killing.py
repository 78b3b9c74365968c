"""Kills a deed at one call to the disk after another, and judges what is left."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.faults.deeds import DEEDS
from tests.faults.judges import JUDGES
from tests.faults.samples import Sample
from tests.faults.shim import Calls, Shim
from tests.faults.verdicts import Verdict


@dataclass(frozen=True)
class KillingLane:
    """At which calls one lane kills, and in what deed."""

    folder: str
    """Of the sample."""
    recovery: str
    work: str
    deed: str
    judge: str
    first: int
    step: int
    most: int

    def run(self) -> Verdict:
        """Kill at call after call, until the deed comes to its end."""
        sample, total = Sample(Path(self.folder), self.recovery), Verdict()
        assert sample.key, "derived once, for every child"
        at = self.first
        while total.trials < self.most:
            trial = sample.copied_to(Path(self.work) / "trial")
            lines, was_killed = run_and_kill(trial, self.deed, at)
            if not was_killed:
                break
            judged = JUDGES[self.judge](trial.folder, sample.key, lines)
            total.add(judged, f"killed at call {at}")
            at += self.step
        return total


def run_and_kill(sample: Sample, deed: str, at: int) -> tuple[list[str], bool]:
    """Do a deed in a child that dies at its n-th call; return its promises, and whether it died."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _run(sample, deed, at, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        lines = said.read().splitlines()
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, lines
    return lines, os.WIFSIGNALED(status)


def _run(sample: Sample, deed: str, at: int, writing: int) -> None:
    code = 1
    try:
        os.dup2(writing, 1)
        Shim().arm(sample.folder.parent, Calls.CHANGES, at, error=0)
        DEEDS[deed](sample, {})
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise
    finally:
        os._exit(code)
