"""R2: the power goes at any moment: what was acknowledged is there, and deeds are whole or absent.

System calls are recorded from the real storage code in a process of its own. Sure of being on the
disk is only what was synced; of the rest thousands of combinations are tried.
"""

import shutil
from pathlib import Path

import pytest

from tests.faults.disk import Cut, File, Write
from tests.faults.key_deeds import DOING
from tests.faults.lanes import Lanes, own_folder, shares
from tests.faults.power_cuts import PowerCutLane
from tests.faults.recording import record
from tests.faults.records import Tally
from tests.faults.samples import OLD, Sample
from tests.faults.verdicts import Verdict


@pytest.fixture
def power_cuts(tally: Tally, lanes: Lanes, quick: Path):
    """Record a deed and judge many states in which a power cut may leave it."""
    if shutil.which("strace") is None:
        tally.skip("strace is not installed")

    def run(start: Sample, deed: list[str], judge: str, states: int) -> Verdict:
        place = quick / "power-cuts"
        before, run = start.copied_to(place / "before"), start.copied_to(place / "run")
        trace = place / "trace"
        name, *told = deed
        told.append(f"recovery={start.recovery}")
        record(["tests.faults.deeds", name, str(run.folder), *told], trace)
        cuts = [
            PowerCutLane(
                start=str(before.folder.parent),
                name=start.folder.name,
                root=str(run.folder.parent),
                trace=str(trace),
                work=own_folder(place, seed),
                judge=judge,
                seed=seed,
                states=share,
            )
            for seed, share in enumerate(shares(states))
        ]
        return lanes.run(cuts)

    return run


@pytest.mark.fault(id="R2", what="power cut while saving")
def test_no_acknowledged_edit_is_lost_in_a_power_cut(tally, counts, few, power_cuts):
    found = power_cuts(few, ["save"], "edits", counts["power-cuts"])

    tally.add(found)
    tally.check()


@pytest.mark.fault(id="R2", what="power cut while copying")
def test_every_finished_copy_is_whole_after_a_power_cut(tally, counts, few, power_cuts):
    found = power_cuts(few, ["copy"], "copies", counts["power-cuts-deeds"])

    tally.add(found)
    tally.check()


@pytest.mark.fault(id="R2", what="power cut while upgrading the schema")
def test_a_vault_is_of_the_old_release_or_the_new_after_a_power_cut(tally, counts, power_cuts):
    states = counts["power-cuts-deeds"] // 2
    found = power_cuts(OLD, ["migrate"], "upgrade", states)

    tally.add(found)
    tally.check()


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(deed, marks=pytest.mark.fault(id="R2", what=f"power cut while {what}"))
        for deed, what in DOING.items()
    ],
)
def test_a_deed_with_keys_is_whole_or_absent_after_a_power_cut(
    tally, counts, staffed, power_cuts, deed
):
    found = power_cuts(staffed, [deed], deed, counts["power-cuts-deeds"])

    tally.add(found)
    tally.check()


@pytest.mark.fault(id="control", what="a vault that syncs too little is found out")
@pytest.mark.parametrize("setting", ["synchronous=0", "journal_mode=wal synchronous=1"])
def test_a_vault_that_syncs_too_little_is_found_out(tally, few, power_cuts, setting):
    deed = ["save", *setting.split()]
    found = power_cuts(few, deed, "edits", 40)

    tally.trials, tally.caught = found.trials, found.lost
    assert found.lost > found.trials


@pytest.mark.fault(id="control", what="key files that are never synced are found out")
def test_key_files_that_are_never_synced_are_found_out(tally, staffed, power_cuts):
    found = power_cuts(staffed, ["change", "fsync=never"], "change", 40)

    tally.trials, tally.caught = found.trials, found.lost
    assert found.lost


def test_a_synced_file_survives_and_an_unsynced_one_need_not(dice):
    file = File(b"old")
    file.pending += [Write(0, b"new"), Cut(2)]
    seen = {file.crashed(dice) for _ in range(200)}
    assert {b"old", b"new", b"ne", b"ol"} <= seen

    file.sync()

    assert {file.crashed(dice) for _ in range(50)} == {b"ne"}
