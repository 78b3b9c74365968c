"""The way in with a recovery key: it sets a new passphrase and does nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.access_codes import Action
from app.errors import VaultDamaged
from app.storage import files, meta
from app.storage.copies import making as copies
from app.storage.database import Database
from app.storage.failures import damaged, disk_said
from app.storage.files import DATABASE
from app.storage.holders import renewing, staffing
from app.storage.holders.keyring import Keyring, NewKeys
from app.storage.holders.renewing import Renewal
from app.storage.journal import Author, read_head
from app.storage.keys.refusals import SealedToOthers
from app.storage.keys.sealing import NEXT, SEALED, open_with_recovery
from app.storage.keys.unlocking import KEYS
from app.storage.migrations import SCHEMA_VERSION, upgrade
from app.storage.upkeep import Upkeep
from app.storage.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.storage.holders.renewing import NewLock
    from app.storage.keys.sealing import KeyMaterial


_CENTRE = text("SELECT name FROM centre WHERE deleted = 0")
_LAST_CHANGE = text("SELECT at FROM change ORDER BY hlc DESC LIMIT 1")


def open_recovery(folder: Path, secret: str) -> Recovery:
    """Open a vault with a recovery key; no key file is needed.

    Raises VaultDamaged, VaultTooNew, VaultInUse or, for what is no such key, UserError.
    """
    files.keep_private()
    failures: list[VaultDamaged] = []
    for name in (SEALED, NEXT):
        if name == NEXT and not (folder / NEXT).exists():
            continue
        try:
            return Recovery(folder, open_with_recovery(folder, secret, name))
        except VaultDamaged as failure:
            failures.append(failure)
    others = [failure for failure in failures if isinstance(failure, SealedToOthers)]
    raise (others or failures)[0]


class Recovery:
    """A vault that is held open with its key but without anybody's passphrase."""

    def __init__(self, folder: Path, material: KeyMaterial) -> None:
        """Take hold of the vault; raises VaultDamaged when the key does not open it."""
        self._folder = folder
        self._database = Database(folder / DATABASE, material)
        self._keyring = Keyring(folder, self._database, material)
        try:
            self._keyring.check_writable()
            self._upgrade()
            self._check_same(material)
        except BaseException:
            self.close()
            raise

    def counsellors(self) -> tuple[Counsellor, ...]:
        """Return those who work here, by name."""
        active = (each for each in self._keyring.staff() if each.active)
        return tuple(sorted(active, key=lambda each: (each.name.casefold(), each.id)))

    @property
    def centre_name(self) -> str:
        """The name of the career centre the vault belongs to."""
        with self._database.transaction() as connection:
            return str(connection.execute(_CENTRE).scalar() or "")

    @property
    def last_change(self) -> datetime | None:
        """When the newest change was written, by the clock of whoever wrote it."""
        with self._database.transaction() as connection:
            at = connection.execute(_LAST_CHANGE).scalar()
        return datetime.fromisoformat(at) if at else None

    @property
    def upkeep(self) -> Upkeep:
        """What can hold the vault against what is known of it elsewhere."""
        with self._database.transaction() as connection:
            device_id = meta.get(connection, "device_id")
        source = copies.Source(self._folder, self._database, self._keyring.material)
        return Upkeep(source, device_id)

    def set_passphrase(self, counsellor_id: str, lock: NewLock) -> None:
        """Give somebody who works here new keys under a new passphrase."""
        person = next(each for each in self.counsellors() if each.id == counsellor_id)
        keyring, keys = self._keyring, NewKeys()
        with disk_said():
            files.make_folder(self._folder / KEYS)
            keyring.refuse_known(lock.passphrase)
            with self._database.transaction() as connection:
                device_id = meta.get(connection, "device_id")
            keyring.author = Author(person.id, device_id, keys.signing)
            renewed = renewing.with_keys(person, keys)
            renewing.renew(keyring, self._work, Renewal(renewed, keys, lock, Action.RECOVERED))

    def close(self) -> None:
        """Let go of the vault; a second time does nothing."""
        self._database.close()

    @contextmanager
    def _work(self) -> Iterator[Work]:
        author = self._keyring.author
        with self._database.transaction() as connection:
            work = Work(connection, author, read_head(connection, author.device_id))
            staffing.settle(connection, work)
            yield work
            work.finish()

    def _check_same(self, material: KeyMaterial) -> None:
        with self._database.transaction() as connection:
            if meta.get(connection, "vault_id") != material.vault_id:
                raise damaged()

    def _upgrade(self) -> None:
        if self._database.version == SCHEMA_VERSION:
            return
        source = copies.Source(self._folder, self._database, self._keyring.material)
        copies.make_copy_before_update(source, SCHEMA_VERSION)
        with self._database.transaction() as connection:
            upgrade(connection)
