"""A small disk that is full, for every deed that writes: a sentence, and on with it afterwards."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.errors import UserError
from app.services.vault.restoring import find_copies
from app.storage.copies.making import COPIES
from tests.faults.contending import Child
from tests.faults.edits import edit, say
from tests.faults.judges import JUDGES
from tests.faults.key_deeds import KEY_DEEDS
from tests.faults.samples import Sample
from tests.faults.verdicts import Verdict, promises

DISK = "8m"
ROOM = 300_000
"""The most that is left free, in bytes: about a vault's size."""
_OWN_MOUNTS = 0x20000  # CLONE_NEWNS


@dataclass(frozen=True)
class FillingLane:
    """What one lane tries on a full disk."""

    folder: str
    """Of the sample."""
    old: str
    """Of the sample that an earlier release wrote."""
    recovery: str
    work: str
    seed: int
    rounds: int
    is_mounted: bool
    """Whether there is a real small disk; else no file may grow beyond a size."""
    only: str = ""
    """The one deed to try; every one where none is named."""
    room: int = ROOM
    """The most that is left free, in bytes."""

    def run(self) -> Verdict:
        """Try every deed, so many times."""
        dice = random.Random(self.seed)  # noqa: S311 - a test that can be repeated
        total = Verdict()
        new, old = Sample(Path(self.folder), self.recovery), Sample(Path(self.old))
        assert all((new.key, old.key)), "derived once, for every child"
        if self.is_mounted:
            mount_small_disk(Path(self.work))
        for number in range(self.rounds):
            for name, (judge, deed) in self._cases:
                trial = (old if name == "upgrade" else new).copied_to(Path(self.work) / "trial")
                room = dice.randrange(self.room)
                found = self._try(trial, room, judge, deed)
                total.add(found, f"{name} with {room} bytes free, round {number}")
        return total

    @property
    def _cases(self) -> list[tuple[str, tuple[str, Callable[[Sample], None]]]]:
        return [each for each in CASES.items() if self.only in {"", each[0]}]

    def _try(
        self, sample: Sample, room: int, judge: str, deed: Callable[[Sample], None]
    ) -> Verdict:
        before = _copies(sample)
        filler = Path(self.work) / "filler"
        if self.is_mounted:
            lines = _on_a_full_disk(filler, room, lambda: deed(sample))
        else:
            lines = Child(lambda: _with_short_files(room, lambda: deed(sample))).end()
        after = _copies(sample)
        again = Child(lambda: _goes_on(sample)).end() if judge in {"copies", "upgrade"} else []
        found = JUDGES[judge](sample.folder, sample.key, [*lines, *again])
        if promises(lines, "died") or promises(again, "died") or not promises(lines, "told"):
            found.blame(f"{lines} {again}", undetected=1)
        if judge == "copies" and max(after) == max(before) and after != before:
            found.blame("the earlier copies changed, and there is no newer one", lost=1)
        return found


def mount_small_disk(place: Path) -> None:
    """Mount a small disk that only this process sees, and that goes with it."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_OWN_MOUNTS):
        raise OSError(ctypes.get_errno(), "no mounts of one's own")
    mount = shutil.which("mount") or "mount"
    subprocess.run([mount, "--make-rprivate", "/"], check=True)
    options = f"size={DISK},mode=700"
    subprocess.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)


def _on_a_full_disk(filler: Path, room: int, deed: Callable[[], None]) -> list[str]:
    free = shutil.disk_usage(filler.parent).free
    filler.write_bytes(bytes(max(0, free - room)))
    try:
        return Child(deed).end()
    finally:
        filler.unlink()


def _with_short_files(size: int, deed: Callable[[], None]) -> None:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    deed()


def _copies(sample: Sample) -> dict[str, bytes]:
    """Return the finished copies: what each says of itself, which binds every file in it."""
    found = find_copies(sample.folder / COPIES)
    return {copy.path.name: (copy.path / "copy.json").read_bytes() for copy in found}


def _told(deed: Callable[[], object]) -> None:
    """Do something; a sentence is as good an end as success."""
    try:
        deed()
    except UserError as error:
        say(told=str(error))
    else:
        say(told="")


def _saving(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        _told(lambda: [_edit(vault, number) for number in range(3, 600)])


def _edit(vault, number: int) -> None:
    edit(vault, number)
    say(edit=number)


def _copying(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        _told(vault.copy)


def _goes_on(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        edit(vault, 3_000)
        say(edit=3_000, copy=vault.copy().path.name)


def _printing(sample: Sample) -> None:
    import ui  # noqa: F401 - before Qt
    from ui.printing import write_whole

    paper = sample.folder.parent / "karriereplan.pdf"
    _told(lambda: write_whole(paper, os.urandom(400_000)))
    if paper.exists():
        assert paper.stat().st_size == 400_000
    assert not list(paper.parent.glob(".leia-*"))


def _upgrading(sample: Sample) -> None:
    _told(lambda: sample.open().close())


def _with_keys(deed: str) -> Callable[[Sample], None]:
    return lambda sample: _told(lambda: KEY_DEEDS[deed](sample, {}))


CASES: dict[str, tuple[str, Callable[[Sample], None]]] = {
    "save": ("copies", _saving),
    "copy": ("copies", _copying),
    "print": ("copies", _printing),
    "upgrade": ("upgrade", _upgrading),
    **{deed: (deed, _with_keys(deed)) for deed in KEY_DEEDS},
}
"""Each deed, and how the vault is judged after it."""
