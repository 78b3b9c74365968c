"""R4: the disk is full in every deed that writes: saving, copying, printing, upgrading, keys."""

import os
import sys

import pytest

from tests.faults.filling import FillingLane
from tests.faults.lanes import Lanes, own_folder, shares
from tests.faults.samples import OLD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")


@pytest.fixture
def fill(tally, counts, staffed, quick, lanes: Lanes):
    """Try every deed on a full disk: a real one, or one where no file may grow."""

    def run(*, is_mounted: bool) -> None:
        rounds = [
            FillingLane(
                folder=str(staffed.folder),
                old=str(OLD.folder),
                recovery=staffed.recovery,
                work=own_folder(quick, f"full-{is_mounted}-{seed}"),
                seed=seed,
                rounds=share,
                is_mounted=is_mounted,
            )
            for seed, share in enumerate(shares(counts["full-disks"]))
        ]
        tally.add(lanes.run(rounds))
        tally.check()

    return run


@pytest.mark.fault(id="R4", what="small disk that is full (tmpfs)")
def test_on_a_small_full_disk(tally, fill):
    if os.geteuid() != 0:
        tally.skip("no right to mount a small disk")

    fill(is_mounted=True)


@pytest.mark.fault(id="R4", what="no file may grow (RLIMIT_FSIZE)")
def test_where_no_file_may_grow(fill):
    fill(is_mounted=False)
