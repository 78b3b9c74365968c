"""Writing a database anew when parts of it that hold nothing are damaged, as after a power cut.

Such a page is never read, but it makes every thorough check cry wolf. The new file is verified
before it takes the old one's place in one step; the old one is kept beside it.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from app.errors import NotSaved
from app.i18n import _
from app.storage import files
from app.storage.copies.copy_checks import check_new
from app.storage.copies.making import check_source, write_database
from app.storage.files import DAMAGED, DATABASE

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.copies.making import Source
    from app.storage.progress import Progress

_TRIES = 5


def repair(source: Source, progress: Progress | None = None) -> Path:
    """Write the database anew, verify it and put it in place; return where the old one is kept.

    Saves go on meanwhile; when one comes in between it is begun again. Raises VaultDamaged when
    there is more wrong than unused pages, and NotSaved when it cannot be done now: the database is
    then as it was.
    """
    file = source.folder / DATABASE
    aside = source.folder / f"{DAMAGED}{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    building = files.temporary_beside(file)
    check_source(source)  # an index could be written anew as well, but who knows what else is wrong
    try:
        for _try in range(_TRIES):
            expected, writes = write_database(source, building, progress)
            files.sync_file(building)
            check_new(building, source.material, expected)
            put = partial(_put_in_place, building, file, aside)
            if source.database.swap(source.material, writes, put):
                return aside
    except OSError as error:
        raise _not_now() from error
    finally:
        for leftover in source.folder.glob(f"{building.name}*"):
            leftover.unlink()
    raise _not_now()


def _put_in_place(building: Path, file: Path, aside: Path) -> None:
    try:
        os.link(file, aside)
    except OSError:  # a file system without a second name for a file
        shutil.copyfile(file, aside)
        files.sync_file(aside)
    files.sync_folder(file.parent)
    files.move_over(building, file)


def _not_now() -> NotSaved:
    return NotSaved(
        _(
            "An empty part of the file was damaged. Nothing is lost. Leia tries to mend it "
            "the next time."
        )
    )
