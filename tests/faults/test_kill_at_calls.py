"""R13 and part of R1: killed at every single call to the disk, from the first to the last.

A chance moment nearly never falls between two certain calls; here each gap has its turn.
"""

from pathlib import Path

import pytest

from tests.faults.key_deeds import DOING
from tests.faults.killing import KillingLane
from tests.faults.lanes import LANES, Lanes, own_folder
from tests.faults.records import Tally
from tests.faults.samples import OLD, Sample

CALLS_ABOUT = {"save": 600, "copy": 400, "migrate": 360}
"""How many calls a deed makes; an ordinary run spreads its few kills over them."""


@pytest.fixture
def kill_at_calls(tally: Tally, counts, quick: Path, shimmed_lanes: Lanes):
    """Kill a deed at call after call."""

    def run(sample: Sample, deed: str, judge: str) -> None:
        most = counts["kills-at-calls"]
        step = max(LANES, LANES * CALLS_ABOUT.get(deed, 200) // most)
        trials = [
            KillingLane(
                folder=str(sample.folder),
                recovery=sample.recovery,
                work=own_folder(quick, f"kill-{deed}-{number}"),
                deed=deed,
                judge=judge,
                first=1 + number * step // LANES,
                step=step,
                most=most // LANES,
            )
            for number in range(LANES)
        ]
        tally.add(shimmed_lanes.run(trials))
        tally.check()

    return run


@pytest.mark.fault(id="R13", what="killed at each call while upgrading the schema")
def test_killed_at_any_call_while_upgrading(kill_at_calls):
    kill_at_calls(OLD, "migrate", "upgrade")


@pytest.mark.fault(id="R1", what="killed at each call while saving")
def test_killed_at_any_call_while_saving(kill_at_calls, few):
    kill_at_calls(few, "save", "edits")


@pytest.mark.fault(id="R1", what="killed at each call while copying")
def test_killed_at_any_call_while_copying(kill_at_calls, few):
    kill_at_calls(few, "copy", "copies")


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(
            deed, marks=pytest.mark.fault(id="R1", what=f"killed at each call while {what}")
        )
        for deed, what in DOING.items()
    ],
)
def test_killed_at_any_call_in_a_deed_with_keys(kill_at_calls, staffed, deed):
    kill_at_calls(staffed, deed, deed)
