"""vault.db while it is open: one connection, one piece of work at a time."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from threading import Lock, RLock
from typing import TYPE_CHECKING, TypeVar

from sqlcipher3 import dbapi2

from app.errors import NotSaved, VaultDamaged
from app.i18n import _
from app.storage.connection import (
    change_key,
    check_whole,
    connect,
    fence,
    hold_open,
    hurry,
    make_engine,
    steady,
    take_lock,
    unfence,
)
from app.storage.failures import (
    INTERRUPTED,
    damaged,
    disk_said,
    error_code,
    in_place,
    translated,
)
from app.storage.page_copy import PagesToTake, clear_aside, on_a_copy
from app.storage.progress import wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress

T = TypeVar("T")

_PATIENCE_S = 0.005
_PAUSES_S = (0.1, 0.5, 1.0, 2.0)


class Database:
    """An open, exclusively held database."""

    def __init__(self, file: Path, material: KeyMaterial, *, new: bool = False) -> None:
        """Open and lock a database whose file exists; raises when it is not whole."""
        self._lock = RLock()
        self._gate = Lock()
        self._interruptible = False
        self._is_hurried = False
        self.path = file
        self._to_take: PagesToTake | None = None
        with disk_said():
            if not file.exists():
                raise damaged()
        self._open(material, new=new)
        clear_aside(file.parent)

    @property
    def version(self) -> int:
        """How many migration steps the database has seen."""
        return self._pragma("user_version")

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        with self.held():
            return self._pragma("page_count")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hold the connection in one transaction; a thread may nest them, the outermost commits."""
        with self.held():
            if self._connection.in_transaction():
                yield self._connection
            else:
                with translated(), self._ended():
                    self._make_steady()
                    with self._connection.begin(), in_place(self._driver, self._file, self.path):
                        yield self._connection
                        if self._to_take is not None:
                            self._to_take.add(self.path, self.page_count)

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

    def alone(
        self,
        deed: Callable[[dbapi2.Connection], T],
        progress: Progress | None = None,
        *,
        hurried: bool = False,
    ) -> T:
        """Run something long outside any transaction; work that waits interrupts it.

        It is then run again from its beginning, after ever longer pauses, and at last on a copy
        that nobody writes to. `hurried` is for a deed that writes another file only: it need not
        wait for the disk. Raises VaultBusy where not even that copy could be made.
        """
        for pause in _PAUSES_S:
            try:
                with translated():
                    return self._attempt(deed, hurried=hurried)
            except _Interrupted:
                wait(pause, progress)
        return on_a_copy(self, deed, progress)

    def connect_to(self, file: Path) -> dbapi2.Connection:
        """Open another file with the key of this one."""
        return connect(file, self._material)

    @contextmanager
    def watched_pages(self) -> Iterator[PagesToTake]:
        """Hand out every page there is, and from then on each that a piece of work changes."""
        with self.held():
            self._to_take = wanted = PagesToTake(self.page_count)
        try:
            yield wanted
        finally:
            self._to_take = None

    def raw(self, begin: int, size: int) -> bytes:
        """Return a piece of the file as it lies on the disk between two pieces of work."""
        with self.held():
            self._file.seek(begin)
            return self._file.read(size)

    def writes(self) -> int:
        """How many rows this connection has written: equal numbers mean nothing was in between."""
        with self.held():
            return int(self._driver.total_changes)

    def swap(self, material: KeyMaterial, written: int, put_in_place: Callable[[], None]) -> bool:
        """Let the file be replaced while nobody has it open; False when something was written.

        `written` is what `writes` said when the new file was made.
        """
        with self.held():
            if self._connection.in_transaction() or self._driver.total_changes != written:
                return False
            self.close()
            try:
                put_in_place()
            finally:
                self._open(material)
        return True

    def rekey(self, now: KeyMaterial, then: KeyMaterial) -> None:
        """Give the whole file another key, wholly or not at all; work waits for it.

        Needs as much room on the disk as the file has. Raises NotSaved when the key is as before.
        """
        with self.held():
            if self._connection.in_transaction():
                raise RuntimeError("not inside a piece of work")
            unfence(self._driver)
            # It may also say that all went well although its last step failed, and only the disk
            # knows: what counts is which key opens the file afterwards.
            with suppress(dbapi2.Error, MemoryError):
                change_key(self._driver, then)
            self._begin_anew(now, then)

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        with self._lock:
            self._connection.close()
            self._engine.dispose()
            self._file.close()

    def _open(self, material: KeyMaterial, *, new: bool = False) -> None:
        if self._to_take is not None:
            self._to_take.is_lost = True  # another file, or another key
        with ExitStack() as undone:
            with disk_said():
                # Kept open as long as the connection: closing it would drop SQLite's locks (POSIX).
                self._file = undone.enter_context(hold_open(self.path))
            self._engine, self._material = make_engine(self.path, material), material
            undone.callback(self._engine.dispose)
            with translated(), disk_said():
                self._connection = undone.enter_context(self._engine.connect())
                self._driver: dbapi2.Connection = self._connection.connection.driver_connection
                self.read_only = not take_lock(self._driver)
                if not new:
                    check_whole(self._driver, self._file, material)
            undone.pop_all()
        self._connection = self._connection.execution_options(read_only=self.read_only)

    def _begin_anew(self, now: KeyMaterial, then: KeyMaterial) -> None:
        """Open the file afresh: a connection that failed would write pages nobody can read."""
        self.close()
        try:
            self._open(then)
        except VaultDamaged:
            self._open(now)
        else:
            return
        raise NotSaved(
            _(
                "The vault could not be given a new key: the disk is full, or a part of the file "
                "needs repair. Nothing is lost. Free some space and unlock the vault again; "
                "Leia then goes on by itself."
            )
        )

    def _pragma(self, name: str) -> int:
        return int(self._driver.execute(f"PRAGMA {name}").fetchone()[0])

    def _attempt(self, deed: Callable[[dbapi2.Connection], T], *, hurried: bool) -> T:
        with self._lock:
            if self._connection.in_transaction():
                raise RuntimeError("not inside a piece of work")
            unfence(self._driver)
            try:
                with self._hurried(hurried), self._interrupted():
                    return deed(self._driver)
            finally:
                fence(self._driver)

    @contextmanager
    def _interrupted(self) -> Iterator[None]:
        with self._gate:
            self._interruptible = True
        try:
            yield
        except dbapi2.Error as error:
            if error_code(error) == INTERRUPTED:
                raise _Interrupted from None
            raise
        finally:
            with self._gate:
                self._interruptible = False

    @contextmanager
    def _hurried(self, wanted: bool) -> Iterator[None]:  # noqa: FBT001 - named where it is called
        if not wanted:
            yield
            return
        self._is_hurried = True
        try:
            hurry(self._driver)
            yield
        finally:  # nothing interrupts any more; if it fails now, the next transaction sees to it
            with suppress(dbapi2.Error):
                self._make_steady()

    def _make_steady(self) -> None:
        """Nothing is saved without waiting for the disk."""
        if self._is_hurried:
            steady(self._driver)
            self._is_hurried = False


class _Interrupted(Exception):  # noqa: N818 - reads as what happened
    """Work that had to be saved came in between."""
