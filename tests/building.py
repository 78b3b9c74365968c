"""Real vaults, workspaces and windows for tests; each vault is made once and copied."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.staff import Centre, Counsellor
from app.i18n import language, use_language
from app.services.case.preparing import take_in
from app.services.program.practice import fill
from app.settings import Settings
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import Vault, create_vault, open_vault
from ui.desk import Desk
from ui.style.fonts import load_fonts
from ui.style.theme import theme
from ui.system.tasks import Tasks
from ui.workspace import ChangeNotifier, Workspace

PASSPHRASE = "blåbær og hvit måse"
TODAY = datetime.now().astimezone().date()
_looked = []


def now() -> datetime:
    return datetime.now().astimezone()


def dress(application: QApplication, name: str = "light", text_size: int = 100) -> None:
    """Give the program its look."""
    if not _looked:
        load_fonts()
        _looked.append(True)
    theme.apply(application, name, text_size)


def a_centre() -> Centre:
    return Centre(name="Karriere Øvingsdal", phone="990 00 010", county="18", municipality="1841")


def make_vault(folder: Path, *, practice: bool) -> None:
    """Make a closed vault: with Liv Hansen alone in it, or with the ten invented people."""
    before = language()
    use_language("nb")
    _secret, public = new_recovery_identity()
    who = Counsellor(name="Kari Øving", phone="990 00 012", knowledge_confirmed=TODAY)
    vault = create_vault(folder, PASSPHRASE, a_centre(), who, [public], FLOOR)
    if practice:
        fill(vault, TODAY)
    else:
        take_in(vault, Client(name="Liv Hansen", phone="990 00 055"), Intake(purpose="Vil ha jobb"))
    vault.close()
    use_language(before)


def opened_copy(template: Path, folder: Path) -> Vault:
    """Copy a closed vault and open the copy."""
    shutil.copytree(template, folder)
    return open_vault(folder, PASSPHRASE)


def a_workspace(vault: Vault) -> Workspace:
    """Return everything a window needs."""
    changes = ChangeNotifier()
    vault.listen(changes.changed.emit)
    return Workspace(
        vault=vault,
        tasks=Tasks(),
        desk=Desk(vault, today, now),
        changes=changes,
        now=now,
        settings=Settings(language="en"),
    )


def today() -> date:
    return TODAY


@dataclass
class Clients:
    """The ids of a vault's people by name."""

    vault: Vault

    def named(self, name: str) -> str:
        with self.vault.work() as work:
            return next(c.id for c in work.all(Client) if c.name.startswith(name))


def drop(widget: QWidget) -> None:
    """Take a window away for good, as the end of the program does."""
    aside = widget.curtain.aside if hasattr(widget, "curtain") else None
    for each in (widget, aside):  # a locked window lays its content aside
        if each is not None and isValid(each):
            each.hide()
            each.deleteLater()
    sweep()


def sweep() -> None:
    """Delete what waits for the event loop to delete it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
