"""Vaults whose recovery key is known, and hands that type it from the sheet."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.permissions import FOUNDER
from app.domain.staff import Counsellor
from app.services.case.preparing import take_in
from app.services.vault.founding import RecoveryKey, new_recovery_key
from app.services.vault.health import remember_restored
from app.services.vault.unlocking import Door
from app.storage.keys.keyfiles import FLOOR
from app.storage.vault import create_vault
from tests.building import PASSPHRASE, TODAY, a_centre
from tests.ui.staff import let_in
from ui.front.key_steps import Entrance
from ui.widgets.key_field import BEGINNING, ROWS


def make_known_vault(folder: Path) -> RecoveryKey:
    """Make a closed vault with Liv Hansen, Kari and Ola in it and a copy; return its key."""
    key = new_recovery_key()
    kari = Counsellor(name="Kari Øving", knowledge_confirmed=TODAY, roles=FOUNDER)
    vault = create_vault(folder, PASSPHRASE, a_centre(), kari, [key.public], FLOOR)
    take_in(vault, Client(name="Liv Hansen"), Intake())
    let_in(vault)
    vault.copy()
    vault.close()
    return key


@dataclass(frozen=True)
class Known:
    """A closed vault with a copy, and the secret of its recovery key."""

    folder: Path
    secret: str

    def copied(self, folder: Path) -> "Known":
        """Return a copy to write in."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


def entrance(folder: Path) -> Entrance:
    """Return the way into a vault, at the least cost."""
    return Entrance(
        lambda passphrase: Door(folder).unlock(passphrase, TODAY),
        lambda: FLOOR,
        lambda vault: remember_restored(vault, folder.parent / "state"),
    )


def type_key(rows: QWidget, secret: str) -> None:
    """Type a key row by row, small letters and all."""
    left = secret.removeprefix(BEGINNING).lower()
    for row, length in zip(rows.field.rows, ROWS, strict=True):
        row.clear()
        QTest.keyClicks(row, left[:length])
        left = left[length:]
