"""The program on a stage: a copy of a vault opened, its windows shown. All it takes of Leia."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.domain.cases import Case
from app.domain.choices import MeetingState, PlanState
from app.domain.clients import Client
from app.i18n import use_language
from app.settings import Settings
from app.storage.keys.keyfiles import KeyFile
from app.storage.keys.sealing import KeyMaterial
from app.storage.keys.unlocking import unlock
from app.storage.vault import Vault
from bench.generate import PASSPHRASE
from ui.desk import Desk
from ui.style.fonts import load_fonts
from ui.style.theme import theme
from ui.system.tasks import Tasks
from ui.windows.main_window import MainWindow
from ui.workspace import ChangeNotifier, Workspace

SECONDS = 1_000
"""Milliseconds in one."""


def today() -> date:
    """Return the day it is here."""
    return now().date()


def now() -> datetime:
    """Return the moment it is here."""
    return datetime.now().astimezone()


@dataclass
class Stage:
    """A copy of a vault that may be written in, and what opens it without its passphrase."""

    app: QApplication
    folder: Path
    opened: KeyFile
    material: KeyMaterial

    def open(self) -> Vault:
        """Open the vault; the key was derived before."""
        return Vault(self.folder, self.material, self.opened)

    def workspace(self, vault: Vault) -> Workspace:
        """Return what windows are given."""
        changes = ChangeNotifier()
        vault.listen(changes.changed.emit)
        desk = Desk(vault, today, now)
        return Workspace(vault, Tasks(), desk, changes, now, Settings(language="nb"), practice=True)

    def show(self, vault: Vault) -> MainWindow:
        """Show the main window."""
        window = MainWindow(self.workspace(vault))
        window.resize(1366, 768)
        window.show()
        self.app.processEvents()
        return window


def set_up(folder: Path) -> Stage:
    """Copy a vault aside and dress the program."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise SystemExit("there is no application with windows")
    use_language("nb")
    load_fonts()
    theme.apply(app, "light", 100)
    copy = Path(tempfile.mkdtemp(prefix="leia-bench-")) / "vault"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("backups"))
    opened, material = unlock(copy, PASSPHRASE)
    return Stage(app, copy, opened, material)


def cases(vault: Vault, most: int = 400) -> list[Case]:
    """Return some cases of a vault."""
    with vault.work() as work:
        return [work.case(client.id) for client in work.all(Client)[:most]]


def with_draft(vault: Vault) -> Case:
    """Return the fullest case whose plan is a draft and that has a note one can write in."""
    found = [
        case
        for case in cases(vault)
        if case.plan
        and case.plan.state == PlanState.DRAFT
        and any(each.state != MeetingState.FINISHED for each in case.meetings)
    ]
    return max(found, key=lambda case: len(case.entities))


def field_of(window: QWidget, entity_id: str, name: str) -> QWidget:
    """Return the field on screen that shows something of a thing."""
    found = window.findChildren(QWidget, f"{entity_id}.{name}")
    return next(each for each in found if each.isVisible())


def took(deed: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * SECONDS


def keys(app: QApplication, field: QWidget, count: int) -> list[float]:
    """Return what each of some keys costs, to the repaint."""

    def key() -> None:
        QTest.keyClicks(field, "a")
        app.processEvents()

    go_to(app, field)
    before = _length(field)
    found = [took(key) for _key in range(count)]
    if _length(field) != before + count:
        raise SystemExit("the keys did not arrive where they were measured")
    if not is_caret_in_sight(field):
        raise SystemExit("what was typed was not painted: the caret is out of sight")
    return found


def go_to(app: QApplication, field: QWidget) -> None:
    """Put the caret in a field of the window in front, and let the page follow."""
    field.window().activateWindow()
    field.setFocus()
    wait_for(app, lambda: field.hasFocus() and is_caret_in_sight(field))


def is_caret_in_sight(field: QWidget) -> bool:
    """Whether one sees where one writes; what is out of sight costs nothing to paint."""
    if not isinstance(field, QPlainTextEdit):
        return not field.visibleRegion().isEmpty()
    return field.viewport().visibleRegion().contains(field.cursorRect().center())


def wait_for(app: QApplication, is_so: Callable[[], bool], patience_s: float = 3) -> None:
    """Let the window go on until something is so."""
    end = time.monotonic() + patience_s
    while not is_so() and time.monotonic() < end:
        app.processEvents()
        QTest.qWait(1)


def _length(field: QWidget) -> int:
    return len(field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text())
