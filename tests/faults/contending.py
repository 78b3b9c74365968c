"""Two programs want one vault: the first holds it, is killed, and the next one has it at once."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.errors import VaultInUse
from tests.faults.edits import edit, say
from tests.faults.samples import Sample
from tests.faults.verdicts import Verdict, judge_edits, promises

LATER = 90_000
"""The edit of whoever comes after the kill."""


@dataclass(frozen=True)
class ContendingLane:
    """How many rounds one lane plays."""

    folder: str
    """Of the sample."""
    work: str
    seed: int
    rounds: int

    def run(self) -> Verdict:
        """Play round after round."""
        import ui.system.instance  # noqa: F401 - loaded once, for every child

        os.environ["XDG_RUNTIME_DIR"] = self.work  # where programs find each other
        Path(self.work).chmod(0o700)
        dice = random.Random(self.seed)  # noqa: S311 - a test that can be repeated
        sample, total = Sample(Path(self.folder)), Verdict()
        assert sample.key, "derived once, for every child"
        for number in range(self.rounds):
            trial = sample.copied_to(Path(self.work) / "trial")
            total.add(_round(trial, dice), f"round {number} of seed {self.seed}")
        return total


def _round(sample: Sample, dice: random.Random) -> Verdict:
    holder = Child(lambda: _hold(sample))
    holder.wait_for("edit")
    second = Child(lambda: _be_refused(sample)).end()
    deadline = time.monotonic() + dice.uniform(0, 0.05)
    while time.monotonic() < deadline:
        holder.listen(0.01)
    holder.kill()
    lines = holder.end()
    third = Child(lambda: _take_over(sample)).end()
    verdict = judge_edits(sample.folder, sample.key, [*lines, *third])
    if promises(second, "refused") != [True]:
        verdict.blame(f"the second one was not refused: {second}", undetected=1)
    if not promises(third, "edit"):
        verdict.blame(f"after the kill nobody got in: {third}", lost=1)
    return verdict


def _hold(sample: Sample) -> None:
    from PySide6.QtCore import QCoreApplication, QTimer

    from ui.system.instance import Instance

    application, place = QCoreApplication([]), Instance(sample.folder)
    assert place.claim()
    vault, numbers = sample.open(), count()

    def work() -> None:
        number = next(numbers)
        edit(vault, number)
        say(edit=number)

    timer = QTimer(interval=0)
    timer.timeout.connect(work)
    timer.start()
    application.exec()


def _be_refused(sample: Sample) -> None:
    from PySide6.QtCore import QCoreApplication

    from ui.system.instance import Instance

    _application = QCoreApplication([])
    refused = not Instance(sample.folder).claim()
    try:
        sample.open()
    except VaultInUse:
        say(refused=refused)


def _take_over(sample: Sample) -> None:
    from PySide6.QtCore import QCoreApplication

    from ui.system.instance import Instance

    _application = QCoreApplication([])
    place = Instance(sample.folder)
    assert place.claim()
    with closing(sample.open()) as vault:
        edit(vault, LATER)
        say(edit=LATER)
    place.release()


class Child:
    """A program of its own, and what it says."""

    def __init__(self, deed: Callable[[], None]) -> None:
        self._reading, writing = os.pipe()
        self._said = b""
        self.pid = os.fork()
        if not self.pid:
            _be(deed, writing)
        os.close(writing)
        os.set_blocking(self._reading, False)

    def wait_for(self, name: str) -> None:
        """Listen until it has acknowledged something of this name."""
        assert self.says(name, 30), self._said

    def says(self, name: str, within_s: float) -> bool:
        """Listen whether it acknowledges something of this name; not once it has ended."""
        deadline = time.monotonic() + within_s
        while f'"{name}"'.encode() not in self._said:
            if time.monotonic() > deadline or not self.listen(0.01):
                return False
        return True

    def listen(self, seconds: float) -> bool:
        """Take in what it says within a moment; say whether it may say more."""
        ready, _w, _x = select.select([self._reading], [], [], seconds)
        piece = os.read(self._reading, 1 << 16) if ready else b""
        self._said += piece
        return bool(piece) or not ready

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> list[str]:
        """Return everything it said until its end."""
        os.set_blocking(self._reading, True)
        while piece := os.read(self._reading, 1 << 16):
            self._said += piece
        os.close(self._reading)
        os.waitpid(self.pid, 0)
        return self._said.decode().splitlines()[: self._said.count(b"\n")]


def _be(deed: Callable[[], None], writing: int) -> None:
    try:
        os.dup2(writing, 1)
        os.close(writing)
        deed()
    except BaseException as error:
        say(died=repr(error))
    os._exit(0)
