"""Damages a vault again and again, and looks each time whether it is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from app.errors import UserError, VaultDamaged
from app.services.vault import health
from app.storage.connection import PAGE_SIZE
from app.storage.files import DATABASE
from app.storage.keys.sealing import unseal
from app.storage.keys.unlocking import unlock
from app.storage.vault import Vault
from tests.faults.records import Tally
from tests.faults.samples import PASSPHRASE, TODAY, Key, Sample, dump, open_with
from tests.faults.verdicts import Verdict

Opener = Callable[[Path, Key], Vault]


def open_past_keys(folder: Path, key: Key) -> Vault:
    """Open with the database's key at hand: where only the database is spoilt."""
    return open_with(folder, key)


def open_past_passphrase(folder: Path, key: Key) -> Vault:
    """Open with a counsellor's secrets at hand: where only vault.age is spoilt."""
    held = key[0].secrets
    return open_with(folder, (key[0], unseal(folder, held.identity, held.pins)))


def open_by_passphrase(folder: Path, _key: Key) -> Vault:
    """Open as a counsellor does."""
    return open_with(folder, unlock(folder, PASSPHRASE))


class Spoiler:
    """Puts other contents in place of one file of a vault."""

    def __init__(self, sample: Sample, tally: Tally, opens: Opener = open_past_keys) -> None:
        self._sample = sample
        self._tally = tally
        self._opens = opens
        self._before = {path: path.read_bytes() for path in files_in(sample.folder)}
        self._rows = self.rows()

    def whole(self, name: str = DATABASE) -> bytes:
        """Return a file as it was."""
        return self._before[self._sample.folder / name]

    def try_each(
        self,
        contents: Iterable[bytes],
        name: str = DATABASE,
        accepted: Iterable[dict[str, str]] = (),
    ) -> None:
        """Expect each content to be noticed, or to leave exactly rows that are accepted."""
        for number, content in enumerate(contents):
            self._put_back()
            (self._sample.folder / name).write_bytes(content)
            self._tally.add(self._judge(f"{name}, number {number}", list(accepted)))

    def rows(self) -> dict[str, str]:
        """Return what the vault holds; raises UserError where damage is noticed."""
        return self._look()[0]

    def _look(self) -> tuple[dict[str, str], bool]:
        """Return what the vault holds, and whether something of no weight had to be repaired."""
        with closing(self._opens(self._sample.folder, self._sample.key)) as vault:
            found = health.check_now(vault, TODAY)
            if found.needs_restore or not vault.verify_chain().ok:
                raise VaultDamaged(found.sentence)
            return dump(vault), found.repaired

    def _judge(self, what: str, accepted: list[dict[str, str]]) -> Verdict:
        found = Verdict(trials=1)
        try:
            rows, repaired = self._look()
        except UserError:
            return found
        if repaired and rows == self._rows:
            found.repaired = 1
        elif rows not in accepted:
            found.blame(f"{what} passed for whole", undetected=1)
        return found

    def _put_back(self) -> None:
        for path in files_in(self._sample.folder):
            if path not in self._before:
                path.unlink()
        for path, content in self._before.items():
            path.write_bytes(content)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def flipped(content: bytes, place: int, bit: int) -> bytes:
    """Return a content with one bit the other way."""
    changed = bytearray(content)
    changed[place] ^= 1 << bit
    return bytes(changed)


def pages_of(content: bytes) -> list[bytes]:
    return [content[at : at + PAGE_SIZE] for at in range(0, len(content), PAGE_SIZE)]
