"""Real vaults for faults to be tried on. Knows no Qt, so that lanes start quickly."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.staff import Centre, Counsellor
from app.i18n import use_language
from app.services.case.preparing import take_in
from app.services.program.practice import fill
from app.storage.keys import keyfiles
from app.storage.keys.keyfiles import KdfCost, KeyFile
from app.storage.keys.sealing import KeyMaterial, new_recovery_identity
from app.storage.keys.unlocking import unlock
from app.storage.vault import Vault, create_vault
from tests import raw

PASSPHRASE = "blåbær og hvit måse"
PEOPLE = ("Person 0", "Person 1", "Person 2")
TODAY = datetime.now().astimezone().date()

QUICK = KdfCost(64 * 1024, 13)
"""Marks key files that the suite locks in its own quick way."""
_argon2 = keyfiles.derive
_OWN_NOTES = ("access_log", "device", "memory", "meta")

Key = tuple[KeyFile, KeyMaterial]


@dataclass(frozen=True)
class Sample:
    """A closed vault, and what opens it."""

    folder: Path
    recovery: str = ""
    """Secret recovery key."""

    @cached_property
    def key(self) -> Key:
        """The vault's key, derived once."""
        return unlock(self.folder, PASSPHRASE)

    def copied_to(self, place: Path) -> "Sample":
        """Put a copy, alone, into a place of its own, whatever lies there."""
        shutil.rmtree(place, ignore_errors=True)
        folder = place / self.folder.name
        shutil.copytree(self.folder, folder)
        copied = Sample(folder, self.recovery)
        if "key" in self.__dict__:
            opened, material = self.key
            file = folder / opened.lock.file.relative_to(self.folder)
            copied.__dict__["key"] = opened.at(file), material
        return copied

    def open(self) -> Vault:
        return open_with(self.folder, self.key)


VAULT = "vault"
STATE = "state"
"""The folder beside the vault's where a computer remembers it."""
OLD = Sample(Path(__file__).resolve().parents[1] / "vaults" / "schema-1")
"""As the first release wrote it."""


def open_with(folder: Path, key: Key) -> Vault:
    """Open a vault past its passphrase, as quickly as hundreds of trials need it."""
    return Vault(folder, key[1], key[0])


def use_quick_keys() -> None:
    """Let this process lock and unlock key files of the cost QUICK without Argon2.

    Thousands of states are unlocked; how long a guess takes is not what is tried here.
    """
    keyfiles.derive = _derive


@contextmanager
def quick_keys() -> Iterator[None]:
    """Do so for a while."""
    use_quick_keys()
    try:
        yield
    finally:
        keyfiles.derive = _argon2


def _derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    if cost != QUICK:
        return _argon2(passphrase, salt, cost)
    return hashlib.blake2b(passphrase.encode(), key=salt, digest_size=32).digest()


def make_sample(folder: Path, *, names: tuple[str, ...] = PEOPLE, practice: bool = False) -> Sample:
    """Make a vault: with a few people, or with the ten that the program invents."""
    use_language("nb")
    secret, public = new_recovery_identity()
    centre = Centre(name="Karriere Øvingsdal", phone="990 00 010", county="18", municipality="1841")
    vault = create_vault(folder, PASSPHRASE, centre, Counsellor(name="Kari"), [public], QUICK)
    if practice:
        fill(vault, TODAY)
    else:
        for name in names:
            take_in(vault, Client(name=name), Intake(purpose="Vil ha jobb"))
    vault.close()
    return Sample(folder, secret)


def dump(vault: Vault) -> dict[str, str]:
    """Return a digest of the rows of each table, equal only when every value is.

    What Leia itself notes while it starts and checks is left out.
    """
    return raw.database(vault).alone(digests)


def digests(driver) -> dict[str, str]:
    """Return the same of a connection to a database, encrypted or not."""
    tables = driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    found = {}
    for (name,) in tables:
        if name in _OWN_NOTES:
            continue
        digest = hashlib.blake2b(digest_size=16)
        for row in driver.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a name of our own
            digest.update(repr(row).encode())
        found[name] = digest.hexdigest()
    return found
