"""Runs lanes, each in a child of its own, so that what they need is loaded only once.

python -m tests.faults.worker     one line of JSON in for each lane, one line out
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import asdict
from typing import Any

from app.i18n import use_language
from tests.faults.clocking import ClockLane
from tests.faults.contending import ContendingLane
from tests.faults.failing import FailingLane
from tests.faults.filling import FillingLane
from tests.faults.killing import KillingLane
from tests.faults.meeting_lives import MeetingLane
from tests.faults.placing import PlacesLane
from tests.faults.power_cuts import PowerCutLane
from tests.faults.samples import use_quick_keys

_KINDS = (
    ClockLane,
    ContendingLane,
    FailingLane,
    FillingLane,
    KillingLane,
    MeetingLane,
    PlacesLane,
    PowerCutLane,
)
LANES: dict[str, Any] = {each.__name__: each for each in _KINDS}


def main() -> None:
    """Answer line by line, until there are no more."""
    use_language("nb")
    use_quick_keys()
    for line in sys.stdin:
        sys.stdout.write(_in_a_child(line) + "\n")
        sys.stdout.flush()


def _in_a_child(line: str) -> str:
    reading, writing = os.pipe()
    if not os.fork():
        _answer(line, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read()
    os.wait()
    return said or json.dumps({"error": "the lane died"})


def _answer(line: str, writing: int) -> None:
    asked = json.loads(line)
    try:
        answer = asdict(LANES[asked["lane"]](**asked["settings"]).run())
    except BaseException:  # told to the test
        answer = {"error": traceback.format_exc()}
    os.write(writing, json.dumps(answer).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
