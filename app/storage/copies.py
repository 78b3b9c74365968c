"""Verified copies. Each is a folder that opens like the vault itself.

Made only by VACUUM INTO: the driver's own backup makes unusable copies of damaged files in silence.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.errors import NotSaved
from app.i18n import _
from app.storage import checks, files, keyfiles
from app.storage.connection import DATABASE, connect
from app.storage.failures import damaged, translated
from app.storage.sealing import SEALED
from app.storage.unlocking import KEYS, key_files
from app.storage.values import Copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from app.storage.database import Database
    from app.storage.sealing import KeyMaterial

COPIES = "backups"
KEPT = 7
_NAME = "%Y-%m-%dT%H%M%S.%fZ"
_HEAD = (
    "SELECT hash FROM (SELECT hash, hlc FROM change UNION ALL SELECT hash, hlc FROM access_log) "
    "ORDER BY hlc DESC LIMIT 1"
)


@dataclass(frozen=True)
class Source:
    """An open vault to copy."""

    folder: Path
    database: Database
    material: KeyMaterial


def make_copy(source: Source, target: Path) -> Copy:
    """Copy a vault into `target`, check the copy, and only then give it its name.

    The oldest copies beyond seven are removed, but never before the new one is verified.
    """
    made_at = datetime.now(UTC)
    finished = target / made_at.strftime(_NAME)
    with _disk_said():
        files.make_folder(target)
        _clear_attempts(target)
        building = files.temporary_beside(finished)
        try:
            _build(source, building)
            os.rename(building, finished)  # noqa: PTH104 - beside its atomic sibling os.replace
        finally:
            shutil.rmtree(building, ignore_errors=True)
        files.sync_folder(target)
        for old in copies_in(target)[KEPT:]:
            shutil.rmtree(old.path)
    return Copy(path=finished, made_at=made_at)


def copies_in(target: Path) -> list[Copy]:
    """Return the verified copies in a folder, newest first."""
    found = []
    for path in target.glob("*Z"):
        try:
            made_at = datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
        except ValueError:
            continue  # somebody else's folder
        if (path / DATABASE).exists():
            found.append(Copy(path=path, made_at=made_at))
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def _build(source: Source, building: Path) -> None:
    files.make_folder(building / KEYS)
    _copy_keys(source, building)
    copied = building / DATABASE
    expected = source.database.alone(lambda driver: _vacuum_into(driver, copied))
    with translated():
        _verify(copied, source.material, expected)
    files.sync_file(copied)
    files.sync_folder(building)


def _copy_keys(source: Source, building: Path) -> None:
    sealed = (source.folder / SEALED).read_bytes()
    if not source.material.is_from(sealed):
        raise damaged()
    files.write_whole(building / SEALED, sealed)
    for file in key_files(source.folder):
        content = file.read_bytes()
        keyfiles.check_whole(content)
        files.write_whole(building / KEYS / file.name, content)


def _vacuum_into(driver: dbapi2.Connection, copied: Path) -> tuple[dict[str, int], Any]:
    copied.unlink(missing_ok=True)
    files.touch_private(copied)
    expected = _summary(driver)
    driver.execute("VACUUM INTO ?", (str(copied),))
    return expected


def _verify(copied: Path, material: KeyMaterial, expected: tuple[dict[str, int], Any]) -> None:
    connection = connect(copied, material)
    try:
        checks.check_copy(connection)
        if _summary(connection) != expected:
            raise damaged()
    finally:
        connection.close()


def _summary(connection: dbapi2.Connection) -> tuple[dict[str, int], Any]:
    return checks.count_rows(connection), connection.execute(_HEAD).fetchone()


def _clear_attempts(target: Path) -> None:
    for stray in files.strays(target):
        shutil.rmtree(stray)


@contextmanager
def _disk_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotSaved(
            _(
                "The copy could not be made: the disk is full or may not be written. The vault "
                "and the earlier copies are safe. Free some space, or choose another place."
            )
        ) from error
