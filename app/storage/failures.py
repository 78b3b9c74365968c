"""Driver errors in words a counsellor understands. The only place that knows their codes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from sqlalchemy import exc
from sqlcipher3 import dbapi2

from app.errors import NotSaved, UserError, VaultDamaged, VaultInUse
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY, _LOCKED, _IOERR, _CORRUPT, _FULL, _CANTOPEN = 5, 6, 10, 11, 13, 14
_READONLY = 8
INTERRUPTED = 9
NOT_A_DATABASE = 26
CANNOT_WRITE = (_READONLY, _CANTOPEN)
DISK_FULL = (_FULL, _IOERR)
_PRIMARY = 0xFF


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the disk or the file did into a UserError; anything else stays a bug.

    The driver's own words are dropped, since they may repeat a user's.
    """
    try:
        yield
    except (exc.DBAPIError, dbapi2.Error) as error:
        understood = _understood(error_code(error))
        if understood is None:
            raise
        raise understood from None
    except MemoryError:  # so SQLCipher calls a page it could not read while it made room
        raise _disk_failed() from None


@contextmanager
def disk_said() -> Iterator[None]:
    """Turn what the disk did to a file into a UserError."""
    try:
        yield
    except OSError as error:
        raise _disk_failed() from error


def error_code(error: BaseException) -> int:
    """Return SQLite's primary result code, or 0 when the error is not SQLite's."""
    original = error.orig if isinstance(error, exc.DBAPIError) else error
    return int(getattr(original, "sqlite_errorcode", 0) or 0) & _PRIMARY


def _understood(code: int) -> UserError | None:
    if code in (_BUSY, _LOCKED):
        return in_use()
    if code == _FULL:
        return _disk_full()
    if code == _READONLY:
        return read_only()
    if code in (_IOERR, _CANTOPEN):
        return _disk_failed()
    return damaged() if code in (_CORRUPT, NOT_A_DATABASE) else None


def in_use() -> VaultInUse:
    """Return the failure of a vault that another program holds; which one is not known."""
    return VaultInUse(
        _(
            "Another program holds the vault's file: another Leia, or one that takes backups or "
            "looks for viruses. Nothing is changed. Close the other Leia, or wait a minute, and "
            "try again."
        )
    )


def damaged() -> VaultDamaged:
    """Return the failure of a database that is cut or changed."""
    return VaultDamaged(
        _(
            "The vault's file vault.db is damaged. Leia changes nothing in it. "
            "Your verified copies are untouched: restore the newest one, and keep the damaged "
            "file for county IT."
        )
    )


def odd_file(file: Path) -> VaultDamaged:
    """Return the failure of a vault with a pipe or a folder where a file of it should be."""
    return VaultDamaged(
        _(
            "Where the vault's file {name} should be, there is something that is not an "
            "ordinary file, so nothing was opened or changed. Ask county IT to remove it, or "
            "restore the newest copy."
        ).format(name=file.name)
    )


def read_only() -> NotSaved:
    """Return the failure of saving in a folder that may only be read."""
    return NotSaved(
        _(
            "This could not be saved, because the vault's folder may only be read. Everything "
            "saved before is safe. Ask county IT to let you write in the folder."
        )
    )


@contextmanager
def in_place(driver: dbapi2.Connection, opened: IO[bytes], file: Path) -> Iterator[None]:
    """Raise NotSaved when an open file was moved or deleted: nobody would find what it keeps."""
    before = driver.total_changes
    yield
    if driver.total_changes == before:
        return
    try:
        is_same = os.path.samestat(os.fstat(opened.fileno()), file.stat())
    except OSError:
        is_same = False
    if not is_same:
        raise _gone()


def _gone() -> NotSaved:
    return NotSaved(
        _(
            "This could not be saved, because the vault is no longer where it was: its folder was "
            "moved or deleted. Put it back, and Leia saves what is on the screen. If it is gone "
            "for good, restore the newest copy."
        )
    )


def _disk_full() -> NotSaved:
    return NotSaved(
        _(
            "This could not be saved, because the disk is full. Everything saved before is safe. "
            "Free some space; Leia then saves what is on the screen."
        )
    )


def _disk_failed() -> NotSaved:
    return NotSaved(
        _(
            "The disk did not do what Leia asked: it may be full, broken or closed to you. "
            "Everything saved before is safe. Check the disk, and try again."
        )
    )
