"""R11: the wall clock goes back a day, to 1970, ten years on, through summer time and zones.

The library of this suite moves the real clock of the process; nothing in Leia is replaced.
"""

import pytest

from tests.faults import shim
from tests.faults.clocking import ClockLane
from tests.faults.lanes import own_folder, shares


@pytest.mark.fault(id="R11", what="clock set back and forth (sequences of twelve jumps)")
def test_order_holds_whatever_the_wall_clock_does(tally, counts, few, quick, shimmed_lanes):
    sequences = shares(counts["clocks"])
    trials = [
        ClockLane(
            folder=str(few.folder),
            work=own_folder(quick, f"clock-{seed}"),
            seed=seed,
            sequences=share,
        )
        for seed, share in enumerate(sequences)
    ]
    tally.add(shimmed_lanes.run(trials))

    tally.check()


@pytest.mark.fault(id="control", what="the clock does move")
def test_the_clock_does_move(tally, library):
    if library is None:
        tally.skip(shim.why_not())
    script = (
        "import datetime; from tests.faults.shim import Shim; shim = Shim();"
        "shim.set_clock(-57 * 365 * 86400.0); print(datetime.datetime.now().year)"
    )
    year = int(shim.run_with(library, script))

    tally.trials, tally.caught = 1, int(year < 1990)
    assert year < 1990
