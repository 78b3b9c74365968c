"""Looking into a copy without writing anything to it, not even a journal."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import StaticPool, create_engine, text
from sqlcipher3 import dbapi2

from app.domain.staff import Counsellor
from app.errors import VaultDamaged
from app.foreign_files import is_ordinary
from app.storage import meta
from app.storage.connection import APPLICATION_ID, connect, connect_to_read
from app.storage.copies.manifest import is_proved, read_manifest
from app.storage.failures import damaged, translated
from app.storage.files import DATABASE
from app.storage.holders import staffing
from app.storage.holders.admitting import admit
from app.storage.holders.rekeying import former_keys
from app.storage.keys.sealing import NEXT, SEALED, open_with_recovery
from app.storage.keys.unlocking import look_in
from app.storage.keys.versions import too_new
from app.storage.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.values.copies import FoundCopy

_JOURNAL = f"{DATABASE}-journal"
_CLIENTS = text("SELECT count(*) FROM client WHERE deleted = 0")
_LAST_CHANGE = text("SELECT at FROM change ORDER BY hlc DESC LIMIT 1")
_FIRST_STAFF = text(
    "SELECT id, name, phone, signing_key, sealing_key FROM counsellor "
    "WHERE deleted = 0 AND active = 1"
)
WITH_ROLES = 2
"""The schema from which on there is more to know of people."""


@dataclass(frozen=True, kw_only=True)
class CopyContents:
    """What is in a copy, and its key: enough to decide, and to restore."""

    copy: FoundCopy
    clients: int
    last_change: datetime | None
    counsellors: tuple[Counsellor, ...]
    """Those who work there, by name."""
    material: KeyMaterial = field(repr=False)
    opened: KeyFile | None = field(default=None, repr=False)
    """Whose passphrase it was; nothing when a recovery key opened the copy."""
    secret: str = field(default="", repr=False)
    """The recovery key, when that opened the copy."""
    is_misdescribed: bool = False
    """Whether what the copy says of itself was not written by anybody with a key of the vault."""

    @property
    def made_at(self) -> datetime:
        """When the copy was made; its newest change where nothing else can be believed."""
        if self.is_misdescribed and self.last_change is not None:
            return self.last_change
        return self.copy.made_at


def look_with_passphrase(found: FoundCopy, passphrase: str) -> CopyContents:
    """Return what is in a copy, for anybody who worked with the vault when it was made."""

    def look(opened: KeyFile, material: KeyMaterial) -> CopyContents:
        return _look(found, material, opened)

    return look_in(found.path, passphrase, look)


def look_with_recovery(found: FoundCopy, secret: str) -> CopyContents:
    """Return what is in a copy, for whoever holds a recovery key."""
    failures: list[VaultDamaged] = []
    for name in (SEALED, NEXT):
        if name == NEXT and not (found.path / NEXT).exists():
            continue
        try:
            material = open_with_recovery(found.path, secret, name)
            return _look(found, material, None, secret)
        except VaultDamaged as failure:
            failures.append(failure)
    raise failures[0]


def _look(
    found: FoundCopy, material: KeyMaterial, opened: KeyFile | None, secret: str = ""
) -> CopyContents:
    with translated(), read_aside(found.path, material) as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
            raise damaged()
        if version > SCHEMA_VERSION:
            raise too_new()
        if meta.get(connection, "vault_id") != material.vault_id:
            raise damaged()
        if opened is not None and version >= WITH_ROLES:
            admit(connection, material, opened)
        last = connection.execute(_LAST_CHANGE).scalar()
        return CopyContents(
            copy=found,
            clients=connection.execute(_CLIENTS).scalar_one(),
            last_change=datetime.fromisoformat(last) if last else None,
            counsellors=_staff(connection, version),
            material=material,
            opened=opened,
            secret=secret,
            is_misdescribed=_is_misdescribed(connection, found, material),
        )


def _is_misdescribed(connection: Connection, found: FoundCopy, material: KeyMaterial) -> bool:
    """Whether a copy's description has no proof of the vault's key, of today or of before."""
    try:
        manifest = read_manifest(found.path)
    except ValueError:
        return True
    if manifest is None:  # a vault, or a copy from before copies described themselves
        return False
    keys = (material, *former_keys(connection, material.vault_id))
    return not any(is_proved(manifest, key) for key in keys)


def _staff(connection: Connection, version: int) -> tuple[Counsellor, ...]:
    if version >= WITH_ROLES:
        found = [each for each in staffing.people(connection) if each.active]
    else:
        names = ("id", "name", "phone", "signing_key", "sealing_key")
        rows = connection.execute(_FIRST_STAFF)
        found = [Counsellor(**dict(zip(names, row, strict=True))) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


@contextmanager
def read_aside(folder: Path, material: KeyMaterial) -> Iterator[Connection]:
    """Connect to a database to read; a vault cut off while saving is put in order elsewhere."""
    journal = folder / _JOURNAL
    if not is_ordinary(journal) or journal.stat().st_size == 0:
        with _connected(connect_to_read(folder / DATABASE, material)) as connection:
            yield connection
        return
    with TemporaryDirectory(prefix="leia-") as place:  # everything in it is encrypted
        for name in (DATABASE, _JOURNAL):
            shutil.copyfile(folder / name, Path(place) / name)
        with _connected(connect(Path(place) / DATABASE, material)) as connection:
            yield connection


@contextmanager
def _connected(driver: dbapi2.Connection) -> Iterator[Connection]:
    engine = create_engine(
        "sqlite://",
        creator=lambda: driver,
        module=dbapi2,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        driver.close()
        engine.dispose()
