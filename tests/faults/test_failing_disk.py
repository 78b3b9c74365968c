"""R3: the n-th call to the disk fails, for every n: a sentence, nothing lost, and Leia goes on.

`libfiu` fails calls by chance; the library of this suite (shim.c) fails exactly the n-th below the
vault's folder, once or from then on, so that every n can be tried.
"""

import errno
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.failing import FailingLane
from tests.faults.key_deeds import DOING
from tests.faults.lanes import LANES, Lanes, own_folder
from tests.faults.records import Tally
from tests.faults.samples import OLD, Sample
from tests.faults.shim import Calls


@dataclass(frozen=True)
class Way:
    """How the disk fails."""

    error: int
    lasting: bool
    calls: Calls = Calls.CHANGES


WAYS = (
    Way(errno.EIO, lasting=False),
    Way(errno.EIO, lasting=True),
    Way(errno.ENOSPC, lasting=False),
    Way(errno.ENOSPC, lasting=True),
)
READING = (Way(errno.EIO, lasting=False, calls=Calls.READS),)


@pytest.fixture
def fail_calls(tally: Tally, counts, quick: Path, shimmed_lanes: Lanes):
    """Let call after call of a deed fail, in all the ways given."""

    def run(sample: Sample, attempt: str, ways: tuple[Way, ...] = WAYS) -> None:
        most = counts["failing-calls"] // len(ways)
        stride = 1 if most > 500 else max(1, CALLS_ABOUT.get(attempt, 200) // most)
        trials = [
            FailingLane(
                folder=str(sample.folder),
                recovery=sample.recovery,
                work=own_folder(quick, f"{attempt}-{index}-{number}"),
                attempt=attempt,
                error=way.error,
                lasting=way.lasting,
                calls=int(way.calls),
                first=1 + number * stride + index * stride // len(ways),
                step=LANES * stride,
                most=max(1, most // LANES),
            )
            for index, way in enumerate(ways)
            for number in range(LANES)
        ]
        tally.add(shimmed_lanes.run(trials))
        tally.check()

    return run


CALLS_ABOUT = {"saving": 80, "reading": 60, "copies": 160, "upgrade": 400, "printing": 5}
"""How many calls an attempt makes; an ordinary run spreads its few failures over them."""


@pytest.mark.fault(id="R3", what="failing call while saving")
def test_a_failing_call_while_saving(fail_calls, few):
    fail_calls(few, "saving")


@pytest.mark.fault(id="R3", what="failing call while reading")
def test_a_failing_call_while_reading(fail_calls, few):
    fail_calls(few, "reading", READING)


@pytest.mark.fault(id="R3", what="failing call while copying")
def test_a_failing_call_while_copying(fail_calls, few):
    fail_calls(few, "copies")


@pytest.mark.fault(id="R3", what="failing read while copying")
def test_a_failing_read_while_copying(fail_calls, few):
    fail_calls(few, "copying unread", READING)


@pytest.mark.fault(id="R3", what="failing call while upgrading the schema")
def test_a_failing_call_while_upgrading(fail_calls):
    fail_calls(OLD, "upgrade")


@pytest.mark.fault(id="R3", what="failing call while saving a paper")
def test_a_failing_call_while_saving_a_paper(fail_calls, few):
    fail_calls(few, "printing")


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(deed, marks=pytest.mark.fault(id="R3", what=f"failing call while {what}"))
        for deed, what in DOING.items()
    ],
)
def test_a_failing_call_in_a_deed_with_keys(fail_calls, staffed, deed):
    fail_calls(staffed, deed)
