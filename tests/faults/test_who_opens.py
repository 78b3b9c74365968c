"""Random sequences of deeds with keys, on three people and two computers, beside a model."""

from __future__ import annotations

import gc
import os
import random
import shutil
from pathlib import Path

import pytest

from app.storage import replacing
from app.storage.holders import locks
from tests.faults.key_model import World, copy, do, plant, put_back
from tests.faults.verdicts import Verdict

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children it forks")
STEPS = 10
_WAYS = (*3 * ("deed",), "killed", "killed", "copy", "plant", *2 * ("put back",), "elsewhere")


@pytest.mark.fault(id="R1", what="deeds with keys in random order, killed or not, on two computers")
def test_whoever_may_opens_and_nobody_else(quick, tally, counts):
    for seed in range(counts["sequences"]):
        tally.add(_sequence(quick / f"sequence {seed}", seed))
        if not seed % 20:
            gc.collect()  # thousands of closed vaults are gigabytes

    tally.check()


def _sequence(place: Path, seed: int) -> Verdict:
    dice, world = random.Random(seed), World.founded(place)  # noqa: S311 - to be repeated
    found = Verdict(trials=1)
    copy(world, world.computers[0], dice)
    for number in range(STEPS):
        computer = dice.choice([each for each in world.computers if each.model is not None])
        match dice.choice(_WAYS):
            case "copy":
                why = copy(world, computer, dice)
            case "put back":
                why = put_back(world, computer, dice)
            case "plant":
                why = plant(world, computer, dice)
            case "elsewhere":
                why = put_back(world, world.computers[1], dice)
            case how:
                why = do(world, computer, dice, killed=how == "killed")
        wrong = [why] if why else world.wrong()
        if wrong:
            found.blame(f"seed {seed}, step {number}: {'; '.join(wrong)}", undetected=1)
            break
        found.acknowledged += 1
    shutil.rmtree(place)
    return found


@pytest.mark.fault(id="control", what="a lock that counts for ever; a copy put back unasked")
@pytest.mark.parametrize("sabotage", ["locks", "asking"])
def test_a_way_in_that_should_be_shut_would_be_noticed(quick, tally, monkeypatch, sabotage):
    if sabotage == "locks":
        monkeypatch.setattr(locks, "counts", lambda *_asked: True)
    else:
        monkeypatch.setattr(replacing, "can_prove", lambda *_asked: False)
    tally.trials = 1

    for seed in range(60):
        if _sequence(quick / f"sabotaged {seed}", seed).why:
            tally.caught = 1
            break

    assert tally.caught == tally.trials
