"""A vault of several counsellors, for tests of their keys; each key is derived once only."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.domain.permissions import Role, Roles
from app.domain.staff import Centre, Counsellor
from app.storage.connection import connect
from app.storage.holders.renewing import NewLock
from app.storage.keys import keyfiles
from app.storage.keys.keyfiles import FLOOR, KdfCost
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import Vault, create_vault, open_vault
from tests import raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.storage.keys.sealing import KeyMaterial

KARI, PER, OLA, NEW = "kari sin frase", "per sin frase", "ola sin frase", "en helt ny frase"
ADMIN = Roles({Role.COUNSELLOR, Role.ADMIN})


def derive_quickly(monkeypatch) -> None:
    """Leave out the work that makes guessing slow; tests of key files keep it."""

    def derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
        return blake2b(f"{cost} {passphrase}".encode(), digest_size=32, key=salt).digest()

    monkeypatch.setattr(keyfiles, "derive", derive)


def lock(passphrase: str) -> NewLock:
    return NewLock(passphrase, FLOOR)


@dataclass(frozen=True)
class SharedVault:
    """A closed vault with Kari, who administers it, Per, Ola and one client."""

    folder: Path
    recovery: str
    ids: dict[str, str]

    def copied_to(self, folder: Path) -> SharedVault:
        shutil.copytree(self.folder, folder)
        return SharedVault(folder, self.recovery, self.ids)

    @contextmanager
    def opened(self, passphrase: str = KARI) -> Iterator[Vault]:
        vault = open_vault(self.folder, passphrase)
        try:
            yield vault
        finally:
            vault.close()


def make_shared(folder: Path) -> SharedVault:
    secret, public = new_recovery_identity()
    vault = create_vault(folder, KARI, Centre(), Counsellor(name="Kari"), [public], FLOOR)
    ids = {"Kari": vault.counsellor.id}
    for name, passphrase, roles in (("Per", PER, ADMIN), ("Ola", OLA, Roles({Role.COUNSELLOR}))):
        added = vault.colleagues.add(Counsellor(name=name, roles=roles), lock(passphrase))
        ids[name] = added.id
    with vault.work() as work:
        work.save(Client(name="Liv Hansen"))
    vault.close()
    return SharedVault(folder, secret, ids)


def person(vault: Vault, name: str) -> Counsellor:
    with vault.work() as work:
        return next(each for each in work.all(Counsellor) if each.name == name)


def check_data(vault: Vault) -> None:
    """Everything that was saved is there, and the history holds."""
    with vault.work() as work:
        assert "Liv Hansen" in {each.name for each in work.all(Client)}
    vault.full_check()
    assert vault.verify_chain().ok


def remove(shared: SharedVault, name: str = "Per", passphrase: str = KARI) -> None:
    """Let a vault keeper take somebody out."""
    with shared.opened(passphrase) as vault:
        vault.colleagues.remove(person(vault, name), passphrase)


def codes(vault: Vault) -> list[tuple[str, str]]:
    """Return the log's codes and details, oldest first."""
    with raw.database(vault).transaction() as connection:
        query = "SELECT action, detail FROM access_log ORDER BY hlc"
        return [(row[0], row[1]) for row in connection.exec_driver_sql(query)]


def opens(file: Path, material: KeyMaterial) -> bool:
    """Whether a database opens with a key."""
    try:
        connect(file, material).close()
    except dbapi2.DatabaseError:
        return False
    return True
