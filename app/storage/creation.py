"""Making a new vault: built aside, then put in place in one step, so never half there."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.entities import new_id
from app.domain.permissions import FOUNDER
from app.errors import NotSaved, PlaceRefused, UserError
from app.foreign_files import clear_away
from app.i18n import _
from app.storage import devices, files, meta, replay
from app.storage.allowed_folder import check_place
from app.storage.connection import APPLICATION_ID
from app.storage.database import Database
from app.storage.files import DATABASE
from app.storage.holders import staffing
from app.storage.holders.keyring import NewKeys
from app.storage.journal import Author, Head
from app.storage.keys import sealing
from app.storage.keys.keyfiles import KdfCost, KeyFile, write_key_file
from app.storage.keys.unlocking import KEYS, vault_exists
from app.storage.migrations import upgrade
from app.storage.values.sheets import Sheet
from app.storage.work import Work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.staff import Centre, Counsellor
    from app.storage.keys.sealing import KeyMaterial


@dataclass(frozen=True)
class Founding:
    """Who founds a vault, and how it is locked."""

    centre: Centre
    counsellor: Counsellor
    recovery: Sequence[str]
    cost: KdfCost
    county: Sequence[str] = ()
    """Those of `recovery` that the county's policy named."""


def found(folder: Path, passphrase: str, founding: Founding) -> tuple[KeyFile, KeyMaterial]:
    """Make a vault in a folder that is empty or not there yet, and return its key."""
    _check_free(folder)
    check_recovery(founding.recovery)
    try:
        files.make_folder(folder.parent)
        _clear_attempts(folder)
        building = files.temporary_beside(folder)
        try:
            files.make_folder(building / KEYS)
            opened, material = _build(building, passphrase, founding)
            _put_in_place(building, folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)  # gone already when all went well
    except OSError as error:
        raise NotSaved(
            _(
                "The vault could not be made in {folder}: the disk is full or may not be written. "
                "Nothing else is changed. Choose another folder, or ask county IT."
            ).format(folder=folder)
        ) from error
    return opened.at(folder / KEYS / opened.lock.file.name), material


def check_recovery(recovery: Sequence[str]) -> None:
    """Raise a UserError unless there are recovery keys, and all of them are some."""
    if not recovery:
        raise UserError(
            _(
                "A vault needs a recovery key, so none was made. Print the recovery sheet, or ask "
                "county IT to put a recovery key into the machine policy."
            )
        )
    sealing.check_recipients(recovery)


def _check_free(folder: Path) -> None:
    check_place(folder)
    if vault_exists(folder):
        raise PlaceRefused(
            _(
                "There is a vault in {folder} already, and it is left as it is. "
                "Open it, or choose another folder."
            ).format(folder=folder)
        )
    if folder.exists() and any(folder.iterdir()):
        raise PlaceRefused(
            _(
                "There are other files in {folder}, and a vault needs a folder of its own. "
                "Nothing is changed. Choose an empty folder."
            ).format(folder=folder)
        )


def _build(folder: Path, passphrase: str, founding: Founding) -> tuple[KeyFile, KeyMaterial]:
    keys, material = NewKeys(), sealing.new_key_material(new_id())
    counsellor = replace(
        founding.counsellor,
        signing_key=keys.signing_key,
        sealing_key=keys.sealing_key,
        roles=FOUNDER,
    )
    author = Author(counsellor.id, new_id(), keys.signing)
    _fill(folder, material, author, replace(founding, counsellor=counsellor))
    key_file = folder / KEYS / f"{counsellor.id}.key"
    held = keys.secrets(staffing.pins_for([counsellor], material))
    opened = write_key_file(key_file, counsellor.id, passphrase, held, founding.cost)
    recipients = [keys.sealing_key, *founding.recovery]
    return opened, sealing.seal(folder, material, recipients, keys.signing)


def _fill(folder: Path, material: KeyMaterial, author: Author, founding: Founding) -> None:
    files.touch_private(folder / DATABASE)
    database = Database(folder / DATABASE, material, new=True)
    try:
        with database.transaction() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection)
            meta.put(connection, "vault_id", material.vault_id)
            meta.put(connection, "device_id", author.device_id)
            devices.begin(connection, author.device_id)
            staffing.keep_recovery_keys(connection, founding.recovery, founding.county)
            today = datetime.now().astimezone().date()
            staffing.keep_days(connection, [Sheet(key, today) for key in founding.recovery])
            work = Work(connection, author, Head())
            work.save(founding.counsellor)  # first, since roles allow the rest
            work.save(founding.centre)
            work.finish()
            replay.told_all(connection)
    finally:
        database.close()


def _put_in_place(building: Path, folder: Path) -> None:
    files.sync_folder(building)
    if folder.exists():
        folder.rmdir()  # it is empty
    os.rename(building, folder)  # noqa: PTH104 - beside its atomic sibling os.replace
    files.sync_folder(folder.parent)


def _clear_attempts(folder: Path) -> None:
    for stray in files.strays(folder.parent):
        if stray.name.endswith(f"-{folder.name}"):
            clear_away(stray)
