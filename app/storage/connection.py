"""The one connection to vault.db: how it is keyed, set up and fenced in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import StaticPool, create_engine, event
from sqlcipher3 import dbapi2

from app.foreign_files import is_odd
from app.storage.failures import CANNOT_WRITE, DISK_FULL, damaged, error_code, odd_file
from app.storage.keys.versions import too_new
from app.storage.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from app.storage.keys.sealing import KeyMaterial

APPLICATION_ID = 0x4C656961
"""Says "Leia" in the header of every vault."""

PAGE_SIZE = 4096

PRAGMAS = {
    "locking_mode": "exclusive",
    "journal_mode": "truncate",  # not WAL: a damaged WAL forgets in silence
    "synchronous": 3,  # EXTRA: what was acknowledged survives a power cut
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,  # memory: temporary files would not be encrypted
    "mmap_size": 0,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "cache_size": -32_768,  # KiB
}
"""Set on every connection; a test reads each one back."""

_READING = ("temp_store", "mmap_size", "trusted_schema", "cell_size_check")
_WAIT_S = 1.0
_CIPHER_MAJOR = "4."
_BESIDE = ("-journal", "-wal", "-shm")
_FORBIDDEN_PRAGMAS = ("key", "rekey", "hexkey", "hexrekey", "temp_store", "mmap_size")
_FORBIDDEN_PREFIX = "cipher_"
_FORBIDDEN_DEEDS = (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH)


def make_engine(file: Path, material: KeyMaterial) -> Engine:
    """Return an engine over the one connection to a database; it connects when first used."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: fence(connect(file, material)),
        module=dbapi2,
        poolclass=StaticPool,
        hide_parameters=True,  # the user's words stay out of error texts
    )
    event.listen(engine, "begin", _begin)
    return engine


def check_ordinary(file: Path) -> None:
    """Raise VaultDamaged when a pipe or the like lies where SQLite opens a file.

    It would wait there for ever.
    """
    for each in (file, *(file.with_name(file.name + ending) for ending in _BESIDE)):
        if is_odd(each):
            raise odd_file(each)


def hold_open(file: Path) -> FileIO:
    """Open a database's file beside SQLite; raises OSError, and VaultDamaged for no file."""
    check_ordinary(file)
    return file.open("rb", buffering=0)


def connect(file: Path, material: KeyMaterial) -> dbapi2.Connection:
    """Open a database with its key, set up by the recipe; raises VaultDamaged for no file."""
    check_ordinary(file)
    connection = dbapi2.connect(
        str(file), isolation_level=None, check_same_thread=False, timeout=_WAIT_S
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = {_literal(material)}")
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
    except dbapi2.Error:
        connection.close()  # or its lock would outlive it
        raise
    return connection


def connect_to_read(file: Path, material: KeyMaterial) -> dbapi2.Connection:
    """Open a database nobody else writes to, so that nothing is written: no journal, no lock.

    Raises VaultDamaged for what is no file.
    """
    check_ordinary(file)
    place = file.absolute().as_posix()
    address = f"file://{'' if place.startswith('/') else '/'}{quote(place)}?mode=ro&immutable=1"
    connection = dbapi2.connect(address, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = {_literal(material)}")
        for name in _READING:
            connection.execute(f"PRAGMA {name} = {PRAGMAS[name]}")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def hurry(connection: dbapi2.Connection) -> None:
    """Write without waiting for the disk, and little at a time: for a copy that is checked later.

    A statement can then be interrupted within milliseconds. `steady` must follow.
    """
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -2048")


def steady(connection: dbapi2.Connection) -> None:
    """Wait for the disk again at every commit."""
    for name in ("synchronous", "cache_size"):
        connection.execute(f"PRAGMA {name} = {PRAGMAS[name]}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != PRAGMAS[name]:
            raise RuntimeError(f"{name} was not set back")


def change_key(connection: dbapi2.Connection, material: KeyMaterial) -> None:
    """Encrypt the whole file anew, wholly or not at all.

    After a failure the connection must be closed: what it would write next would be unreadable.
    """
    connection.execute(f"PRAGMA rekey = {_literal(material)}")


def fence(connection: dbapi2.Connection) -> dbapi2.Connection:
    """Refuse statements that could move plain text or the key out of the vault."""
    connection.set_authorizer(_authorize)
    return connection


def unfence(connection: dbapi2.Connection) -> None:
    """Allow everything, for the code that makes copies and checks."""
    connection.set_authorizer(None)


def _literal(material: KeyMaterial) -> str:
    return f"\"x'{material.dek.hex()}{material.db_salt.hex()}'\""


def _authorize(deed: int, first: str | None, second: str | None, *_rest: str | None) -> int:
    if deed in _FORBIDDEN_DEEDS:
        return int(dbapi2.SQLITE_DENY)
    if deed == dbapi2.SQLITE_PRAGMA and second is not None:
        name = (first or "").lower()
        if name in _FORBIDDEN_PRAGMAS or name.startswith(_FORBIDDEN_PREFIX):
            return int(dbapi2.SQLITE_DENY)
    return 0


def _begin(connection: Connection) -> None:
    begin = "BEGIN" if connection.get_execution_options().get("read_only") else "BEGIN IMMEDIATE"
    connection.exec_driver_sql(begin)


def take_lock(connection: dbapi2.Connection) -> bool:
    """Take the lock, which in exclusive mode is kept; say whether saving is possible."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {int(version)}")
    except dbapi2.OperationalError as error:
        code = error_code(error)
        if code not in CANNOT_WRITE + DISK_FULL:
            raise
        return code not in CANNOT_WRITE  # a full disk may have room again soon
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return True


def check_whole(connection: dbapi2.Connection, file: FileIO, material: KeyMaterial) -> None:
    """Raise VaultDamaged when a file is not a whole database of Leia's, or of a newer one."""
    size = file.seek(0, 2)
    file.seek(0)
    if file.read(len(material.db_salt)) != material.db_salt:
        raise damaged()
    version = connection.execute("PRAGMA cipher_version").fetchone()[0]
    if not version.startswith(_CIPHER_MAJOR):  # pragma: no cover - a driver we do not ship
        raise too_new()
    told = ("application_id", "user_version", "page_count")
    kind, schema, pages = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in told)
    if kind != APPLICATION_ID:
        raise damaged()
    if schema > SCHEMA_VERSION:
        raise too_new()
    if size < pages * PAGE_SIZE:
        raise damaged()
