"""Makes and judges many states in which a power cut may leave a vault."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.disk import Disk
from tests.faults.judges import JUDGES
from tests.faults.recording import Player, read_calls
from tests.faults.samples import Sample
from tests.faults.verdicts import Verdict


@dataclass(frozen=True)
class PowerCutLane:
    """Which states one lane makes, and what of."""

    start: str
    """A place with nothing but a vault in it, as it was before the recorded deed."""
    name: str
    """Of the vault's folder in it."""
    root: str
    """Where it lay when the deed was recorded."""
    trace: str
    work: str
    """An empty folder to make the states in."""
    judge: str
    seed: int
    states: int

    def run(self) -> Verdict:
        """Make states, judge each, and say how it went."""
        key = Sample(Path(self.start) / self.name).key
        total = Verdict()
        for number, (folder, lines) in enumerate(states(self)):
            judged = JUDGES[self.judge](folder, key, lines)
            total.add(judged, f"state {number} of seed {self.seed}")
        return total


def states(lane: PowerCutLane) -> Iterator[tuple[Path, list[str]]]:
    """Yield folders as a power cut may leave them, each with what had been acknowledged."""
    dice = random.Random(lane.seed)  # noqa: S311 - a test that can be repeated
    calls = list(read_calls(Path(lane.trace)))
    steps = _steps_of_the_deed(lane, calls)
    moments = sorted(dice.choices(steps, k=lane.states))
    player = Player(Disk(Path(lane.start)), Path(lane.root))
    for step, _nothing in enumerate(player.play(calls)):
        while moments and moments[0] == step:
            moments.pop(0)
            place = Path(lane.work) / "state"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            player.disk.crash(place, dice)
            yield place / lane.name, player.acknowledged
        if not moments:
            return


def _steps_of_the_deed(lane: PowerCutLane, calls: list) -> list[int]:
    player = Player(Disk(Path(lane.start)), Path(lane.root))
    return [step for step, _nothing in enumerate(player.play(calls)) if player.acknowledged]
