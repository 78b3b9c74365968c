"""vault.db while it is open: one connection, one piece of work at a time."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Lock, RLock
from typing import TYPE_CHECKING, TypeVar

from sqlcipher3 import dbapi2

from app.errors import NotSaved
from app.i18n import _
from app.storage.connection import APPLICATION_ID, PAGE_SIZE, fence, make_engine, unfence
from app.storage.failures import (
    CANNOT_WRITE,
    DISK_FULL,
    INTERRUPTED,
    damaged,
    error_code,
    translated,
)
from app.storage.keyfiles import too_new
from app.storage.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.sealing import KeyMaterial

T = TypeVar("T")

_PATIENCE_S = 0.01
_PAUSES_S = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
_CIPHER_MAJOR = "4."


class Database:
    """An open, exclusively held database."""

    def __init__(self, file: Path, material: KeyMaterial, *, new: bool = False) -> None:
        """Open and lock a database whose file exists; raises when it is not whole."""
        self._lock = RLock()
        self._gate = Lock()
        self._interruptible = False
        if not file.exists():
            raise damaged()
        self._engine = make_engine(file, material)
        with translated():
            self._connection = self._engine.connect()
            self._driver: dbapi2.Connection = self._connection.connection.driver_connection
        # Kept open as long as the connection: closing it would drop SQLite's locks (POSIX).
        self._file = file.open("rb")
        try:
            with translated():
                self.read_only = not self._hold()
                if not new:
                    self._check_whole(material)
        except BaseException:
            self.close()
            raise
        self._connection = self._connection.execution_options(read_only=self.read_only)

    @property
    def version(self) -> int:
        """How many migration steps the database has seen."""
        return self._pragma("user_version")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hold the connection in one transaction; a thread may nest them, the outermost commits."""
        with self.held():
            if self._connection.in_transaction():
                yield self._connection
            else:
                with translated(), self._ended(), self._connection.begin():
                    yield self._connection

    @contextmanager
    def _ended(self) -> Iterator[None]:
        """Leave no transaction open, also where the commit itself failed, as on a foreign key."""
        try:
            yield
        except BaseException:
            if self._driver.in_transaction:
                self._driver.rollback()
            raise

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other thread's work waiting."""
        while not self._lock.acquire(timeout=_PATIENCE_S):
            with self._gate:
                if self._interruptible:
                    self._driver.interrupt()
        try:
            yield
        finally:
            self._lock.release()

    def alone(self, deed: Callable[[dbapi2.Connection], T]) -> T:
        """Run something long outside any transaction; work that waits interrupts it.

        It is then run again from its beginning, after ever longer pauses.
        """
        for pause in _PAUSES_S:
            try:
                with translated():
                    return self._attempt(deed)
            except _Interrupted:
                Event().wait(pause)
        raise NotSaved(
            _(
                "The vault could not be copied or checked, because there was always something to "
                "save. Everything typed is saved. Leia tries again later."
            )
        )

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        with self._lock:
            self._connection.close()
            self._engine.dispose()
            self._file.close()

    def _hold(self) -> bool:
        """Take the lock, which in exclusive mode is kept; say whether saving is possible."""
        self._driver.execute("BEGIN EXCLUSIVE")
        try:
            self._driver.execute(f"PRAGMA user_version = {self.version}")
        except dbapi2.OperationalError as error:
            code = error_code(error)
            if code not in CANNOT_WRITE + DISK_FULL:
                raise
            return code not in CANNOT_WRITE  # a full disk may have room again soon
        finally:
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK")
        return True

    def _check_whole(self, material: KeyMaterial) -> None:
        size = self._file.seek(0, 2)
        self._file.seek(0)
        if self._file.read(len(material.db_salt)) != material.db_salt:
            raise damaged()
        version = self._driver.execute("PRAGMA cipher_version").fetchone()[0]
        if not version.startswith(_CIPHER_MAJOR):  # pragma: no cover - a driver we do not ship
            raise too_new()
        if self._pragma("application_id") != APPLICATION_ID:
            raise damaged()
        if self.version > SCHEMA_VERSION:
            raise too_new()
        if size < self._pragma("page_count") * PAGE_SIZE:
            raise damaged()

    def _pragma(self, name: str) -> int:
        return int(self._driver.execute(f"PRAGMA {name}").fetchone()[0])

    def _attempt(self, deed: Callable[[dbapi2.Connection], T]) -> T:
        with self._lock:
            if self._connection.in_transaction():
                raise RuntimeError("not inside a piece of work")
            unfence(self._driver)
            with self._gate:
                self._interruptible = True
            try:
                return deed(self._driver)
            except dbapi2.Error as error:
                if error_code(error) == INTERRUPTED:
                    raise _Interrupted from None
                raise
            finally:
                with self._gate:
                    self._interruptible = False
                fence(self._driver)


class _Interrupted(Exception):  # noqa: N818 - reads as what happened
    """Work that had to be saved came in between."""
