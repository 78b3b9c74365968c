"""The place of a vault changes under it: read-only, moved, gone, locked by somebody else."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import NotSaved, UserError, VaultDamaged, VaultInUse
from app.storage.copies.making import COPIES
from app.storage.files import DATABASE
from app.storage.keys.sealing import SEALED
from app.storage.keys.unlocking import unlock
from tests.faults.contending import Child
from tests.faults.edits import edit, say
from tests.faults.samples import PASSPHRASE, Sample
from tests.faults.verdicts import Verdict, judge_edits, promises


@dataclass(frozen=True)
class PlacesLane:
    """Where one lane tries its cases."""

    folder: str
    """Of the sample."""
    work: str
    rounds: int

    def run(self) -> Verdict:
        """Try every case, so many times."""
        sample, total = Sample(Path(self.folder)), Verdict()
        assert sample.key, "derived once, for every child"
        for number in range(self.rounds):
            for name, case in CASES.items():
                trial = sample.copied_to(Path(self.work) / "trial")
                total.add(_try(trial, case), f"{name}, round {number}")
        return total


def _try(sample: Sample, case: Callable[[Sample], None]) -> Verdict:
    place = sample.folder.parent
    lines = Child(lambda: _without_powers(sample, case)).end()
    for path in (sample.folder, *place.rglob("*")):
        with suppress(OSError):
            path.chmod(0o700)
    moved = place / "moved"
    if moved.exists():
        assert not sample.folder.exists(), "a folder came back by itself"
        moved.rename(sample.folder)
    verdict = Verdict()
    if promises(lines, "died") or not promises(lines, "held"):
        verdict.blame(f"{lines}", undetected=1)
    if strays := [each.name for each in place.iterdir() if each != sample.folder]:
        verdict.blame(f"{strays} lie beside the vault", undetected=1)
    if (sample.folder / DATABASE).exists():
        verdict.with_(judge_edits(sample.folder, sample.key, lines))
    elif promises(lines, "edit"):
        verdict.blame("saved, they said, and nothing is there", lost=1)
    return verdict


def _without_powers(sample: Sample, case: Callable[[Sample], None]) -> None:
    if os.geteuid() == 0:  # root may write anywhere, so it lays its powers down first
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)()) == 0
    case(sample)
    say(held=True)


def _save(vault, number: int) -> bool:
    """Make an edit; say so, or that a sentence told why not."""
    try:
        edit(vault, number)
    except UserError:
        return False
    say(edit=number)
    return True


def _read_only_folder(sample: Sample) -> None:
    _read_only(sample, sample.folder, 0o500)


def _read_only_file(sample: Sample) -> None:
    _read_only(sample, sample.folder / DATABASE, 0o400)


def _read_only(sample: Sample, path: Path, mode: int) -> None:
    sample.open().close()
    (sample.folder / f"{DATABASE}-journal").unlink()  # with it at hand, saving would do
    path.chmod(mode)
    with closing(sample.open()) as vault:
        assert vault.read_only
        assert not _save(vault, 1)
        assert vault.verify_chain().ok
    path.chmod(0o700)
    with closing(sample.open()) as vault:
        assert _save(vault, 2)


def _folder_locked_while_open(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        assert _save(vault, 1)
        sample.folder.chmod(0o500)
        _save(vault, 2)
        sample.folder.chmod(0o700)
        assert _save(vault, 4)


def _folder_closed_while_open(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        assert _save(vault, 1)
        sample.folder.chmod(0)
        _save(vault, 2)
        sample.folder.chmod(0o700)
        assert _save(vault, 4)


def _folder_moved_while_open(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        assert _save(vault, 1)
        sample.folder.rename(sample.folder.with_name("moved"))
        _save(vault, 2)
        with suppress(UserError):
            vault.copy()


def _folder_gone_while_open(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        shutil.rmtree(sample.folder)
        assert not _save(vault, 2)
        assert not _save(vault, 3)


def _database_gone_while_open(sample: Sample) -> None:
    with closing(sample.open()) as vault:
        (sample.folder / DATABASE).unlink()
        assert not _save(vault, 2)


def _folder_gone_before(sample: Sample) -> None:
    shutil.rmtree(sample.folder)
    _is_refused(VaultDamaged, lambda: unlock(sample.folder, PASSPHRASE))
    assert not sample.folder.exists()


def _no_right_to_the_folder(sample: Sample) -> None:
    sample.folder.chmod(0)
    _is_refused(UserError, lambda: unlock(sample.folder, PASSPHRASE))
    _is_refused(UserError, sample.open)


def _no_right_to_the_keys(sample: Sample) -> None:
    for file in (sample.folder / "keys").iterdir():
        file.chmod(0)
    _is_refused(VaultDamaged, lambda: unlock(sample.folder, PASSPHRASE))


def _no_right_to_vault_age(sample: Sample) -> None:
    (sample.folder / SEALED).chmod(0)
    _is_refused(VaultDamaged, lambda: unlock(sample.folder, PASSPHRASE))


def _read_only_copies(sample: Sample) -> None:
    (sample.folder / COPIES).mkdir()
    (sample.folder / COPIES).chmod(0o500)
    with closing(sample.open()) as vault:
        _is_refused(NotSaved, vault.copy)
        assert _save(vault, 1)


def _locked_by_another(sample: Sample) -> None:
    ready, go = os.pipe(), os.pipe()
    if not os.fork():
        _lock_whole_file(sample.folder / DATABASE, ready[1], go[0])
    os.read(ready[0], 1)
    _is_refused(VaultInUse, sample.open)
    os.write(go[1], b".")
    os.wait()
    with closing(sample.open()) as vault:
        assert _save(vault, 1)


def _lock_whole_file(file: Path, ready: int, go: int) -> None:
    with file.open("r+b") as held:
        fcntl.lockf(held, fcntl.LOCK_EX)
        os.write(ready, b".")
        os.read(go, 1)
    os._exit(0)


def _read_by_another(sample: Sample) -> None:
    """A virus scanner reads along."""
    with (sample.folder / DATABASE).open("rb") as held, closing(sample.open()) as vault:
        assert held.read(1 << 20)
        assert _save(vault, 1)
        assert vault.copy()


def _is_refused(kind: type[UserError], deed: Callable[[], object]) -> None:
    try:
        deed()
    except kind:
        pass
    else:
        raise AssertionError("not refused")


CASES: dict[str, Callable[[Sample], None]] = {
    "read-only folder": _read_only_folder,
    "read-only file": _read_only_file,
    "folder read-only while open": _folder_locked_while_open,
    "folder closed while open": _folder_closed_while_open,
    "folder moved while open": _folder_moved_while_open,
    "folder gone while open": _folder_gone_while_open,
    "database gone while open": _database_gone_while_open,
    "folder gone before": _folder_gone_before,
    "no right to the folder": _no_right_to_the_folder,
    "no right to the keys": _no_right_to_the_keys,
    "no right to vault.age": _no_right_to_vault_age,
    "read-only copies": _read_only_copies,
    "locked by another program": _locked_by_another,
    "read by another program": _read_by_another,
}
