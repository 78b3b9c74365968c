"""Lets the n-th call to the disk fail, for one n after another."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.domain.clients import Client
from app.errors import UserError
from tests import raw
from tests.faults.edits import edit, say
from tests.faults.judges import JUDGES
from tests.faults.key_deeds import KEY_DEEDS
from tests.faults.samples import Sample
from tests.faults.shim import Calls, Shim
from tests.faults.verdicts import Verdict

Attempt = Callable[[Sample, AbstractContextManager], None]
"""Does a deed while the disk fails, and goes on when it is well again."""


@dataclass(frozen=True)
class FailingLane:
    """Which calls one lane lets fail, in what deed."""

    folder: str
    """Of the sample."""
    recovery: str
    work: str
    attempt: str
    error: int
    lasting: bool
    calls: int
    first: int
    step: int
    most: int
    """Trials after which a lane stops although there are more calls."""

    def run(self) -> Verdict:
        """Let call after call fail, until there are no more of them."""
        said = os.open(Path(self.work) / "said", os.O_RDWR | os.O_CREAT)
        os.dup2(said, 1)  # where deeds acknowledge
        sample, total, shim = Sample(Path(self.folder), self.recovery), Verdict(), Shim()
        assert sample.key, "derived once, for every trial"
        at = self.first
        while total.trials < self.most and _trial(self, sample, at, shim, total):
            at += self.step
        return total


def _trial(lane: FailingLane, sample: Sample, at: int, shim: Shim, total: Verdict) -> bool:
    """Let one call fail; say whether there was such a call."""
    trial = sample.copied_to(Path(lane.work) / "trial")
    armed = shim.failing(
        trial.folder.parent, Calls(lane.calls), at, lane.error, lasting=lane.lasting
    )
    os.ftruncate(1, 0)
    os.lseek(1, 0, os.SEEK_SET)
    where = f"call {at} fails with {lane.error}"
    try:
        ATTEMPTS[lane.attempt](trial, armed)
    except Exception as error:  # whatever is no sentence is what is looked for
        crashed = Verdict()
        crashed.blame(f"{type(error).__name__}: {error}", undetected=1)
        total.add(crashed, where)
        return True
    if not shim.fired:
        return False
    lines = (Path(lane.work) / "said").read_text(encoding="utf-8").splitlines()
    judge = JUDGES[lane.attempt if lane.attempt in JUDGES else "edits"]
    total.add(judge(trial.folder, trial.key, lines), where)
    return True


def saving(sample: Sample, armed: AbstractContextManager) -> None:
    """Edit three times; then three times more with the same open vault."""
    with closing(sample.open()) as vault:
        with armed:
            for number in range(3):
                with suppress(UserError):
                    edit(vault, number)
                    say(edit=number)
        for number in range(3, 6):
            edit(vault, number)
            say(edit=number)


def reading(sample: Sample, armed: AbstractContextManager) -> None:
    """Read and edit; then anew, since SQLCipher believes a connection no more that failed so."""
    with closing(sample.open()) as vault:
        edit(vault, 0)
    say(edit=0)
    with armed, suppress(UserError), closing(sample.open()) as vault:
        with vault.work() as work:
            work.all(Client)
        edit(vault, 1)
        say(edit=1)
    with closing(sample.open()) as vault:
        edit(vault, 3)
    say(edit=3)


def copies(sample: Sample, armed: AbstractContextManager) -> None:
    """Make a copy; what has a copy's name is whole, and the next copy succeeds."""
    with closing(sample.open()) as vault:
        edit(vault, 1)
        say(edit=1, copy=vault.copy().path.name)
        edit(vault, 4)
        with armed, suppress(UserError):
            say(copy=vault.copy().path.name)
        edit(vault, 7)
        say(edit=7, copy=vault.copy().path.name)


def copying_unread(sample: Sample, armed: AbstractContextManager) -> None:
    """Fail to read while copying; after a new start everything is there and can be copied."""
    with closing(sample.open()) as vault:
        edit(vault, 1)
        say(edit=1)
        with armed, suppress(UserError):
            say(copy=vault.copy().path.name)
    with closing(sample.open()) as vault:
        edit(vault, 4)
        say(edit=4, copy=vault.copy().path.name)


def upgrade(sample: Sample, armed: AbstractContextManager) -> None:
    """Open a vault of an earlier release; then again."""
    with armed, suppress(UserError):
        sample.open().close()
    with closing(sample.open()) as vault:
        say(migrated=raw.database(vault).version)


def printing(sample: Sample, armed: AbstractContextManager) -> None:
    """Save a paper over an earlier one; the file is the old or the new, and can be saved again."""
    import ui  # noqa: F401 - before Qt
    from ui.printing import write_whole

    paper = sample.folder.parent / "karriereplan.pdf"
    paper.write_bytes(b"old" * 2000)
    with armed, suppress(UserError):
        write_whole(paper, b"new" * 9000)
    assert paper.read_bytes() in (b"old" * 2000, b"new" * 9000)
    write_whole(paper, b"newest")
    assert paper.read_bytes() == b"newest"


def with_keys(deed: str, sample: Sample, armed: AbstractContextManager) -> None:
    """Do a deed with keys; the next unlock puts in order what it left."""
    with armed, suppress(UserError):
        KEY_DEEDS[deed](sample, {})


ATTEMPTS: dict[str, Attempt] = {
    "saving": saving,
    "reading": reading,
    "copies": copies,
    "copying unread": copying_unread,
    "upgrade": upgrade,
    "printing": printing,
    **{deed: partial(with_keys, deed) for deed in KEY_DEEDS},
}
