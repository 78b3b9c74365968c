"""Every way to judge a state that a fault left."""

from collections.abc import Callable
from pathlib import Path

from tests.faults.key_verdicts import KEY_JUDGES
from tests.faults.samples import Key
from tests.faults.verdicts import Verdict, judge_copying, judge_edits, judge_upgrade

JUDGES: dict[str, Callable[[Path, Key, list[str]], Verdict]] = {
    "edits": judge_edits,
    "copies": judge_copying,
    "upgrade": judge_upgrade,
    **KEY_JUDGES,
}
