"""R12: two programs want one vault, and the one that holds it is killed: no stale lock is left."""

import pytest

from tests.faults.contending import ContendingLane
from tests.faults.lanes import own_folder, shares


@pytest.mark.fault(id="R12", what="two programs on one vault, and the first is killed")
def test_the_second_is_refused_and_the_next_gets_in(tally, counts, few, quick, lanes):
    rounds = [
        ContendingLane(
            folder=str(few.folder), work=own_folder(quick, f"two-{seed}"), seed=seed, rounds=share
        )
        for seed, share in enumerate(shares(counts["contests"]))
    ]

    tally.add(lanes.run(rounds))

    tally.check()
