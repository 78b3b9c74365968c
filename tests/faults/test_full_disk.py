"""R4: the disk is full in every deed that writes: saving, copying, printing, upgrading, keys."""

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.clients import Client
from tests.faults.filling import FillingLane
from tests.faults.key_deeds import staff
from tests.faults.lanes import Lanes, own_folder, shares
from tests.faults.samples import OLD, VAULT, Sample, make_sample, quick_keys

PEOPLE = 500

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")


@pytest.fixture
def fill(tally, counts, staffed, quick, lanes: Lanes):
    """Try every deed on a full disk: a real one, or one where no file may grow."""

    def run(*, is_mounted: bool, sample: Sample = staffed, count="full-disks", **more) -> None:
        rounds = [
            FillingLane(
                folder=str(sample.folder),
                old=str(OLD.folder),
                recovery=sample.recovery,
                work=own_folder(quick, f"{count}-{is_mounted}-{seed}"),
                seed=seed,
                rounds=share,
                is_mounted=is_mounted,
                **more,
            )
            for seed, share in enumerate(shares(counts[count]))
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


@pytest.fixture
def crowded(tmp_path: Path) -> Sample:
    """A vault with a colleague, a copy and many people: a new key for it is many pages."""
    with quick_keys():
        sample = make_sample(tmp_path / VAULT)
        with closing(sample.open()) as vault, vault.work() as work:
            for number in range(PEOPLE):
                work.save(Client(name=f"Person {number}"))
        staff(sample)
    return sample


@pytest.mark.fault(id="R4", what="small full disk while somebody is taken out of a large vault")
def test_on_a_small_full_disk_while_somebody_is_taken_out(tally, fill, crowded):
    """Row, key and copies agree once there is room again; who left is never half in."""
    if os.geteuid() != 0:
        tally.skip("no right to mount a small disk")
    size = sum(each.stat().st_size for each in crowded.folder.rglob("*") if each.is_file())

    fill(is_mounted=True, sample=crowded, count="full-disks-crowded", only="take out", room=size)
