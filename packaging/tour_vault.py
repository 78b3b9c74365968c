"""The tour's walk through the vault's page, its dialogs, and the ways back into a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton

from app.domain.permissions import Role, Roles
from app.services.vault.colleagues import NewColleague, add_colleague
from app.storage.keys.keyfiles import FLOOR
from tour_camera import Camera, wait_for, write
from ui.front.recovery_window import RecoveryWindow
from ui.front.restore_window import RestoreWindow
from ui.widgets.key_field import BEGINNING, ROWS
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from ui.program import Program
    from ui.session import Session
    from ui.windows.main_window import MainWindow

NEW = "sju gamle sjøhus i Vesterålen brant 1927"


def vault_page(session: Session, camera: Camera) -> None:
    """Colleagues, copies, health, policy; letting in, taking out, standing in."""
    vault, window = session.workspace.vault, session.window
    session.workspace.cost = FLOOR
    new = NewColleague(name="Siri Moe", roles=Roles({Role.COUNSELLOR}), passphrase=NEW)
    add_colleague(vault, new, FLOOR)
    window.go("vault")
    window.vault.copies.copy_now()
    wait_for(window.vault.copies.copy.isEnabled)
    camera.take(window, "hvelvet")
    card = window.vault.colleagues
    card.view.selectRow(next(n for n, each in enumerate(card.table.values) if not each.is_self))
    for button, name in (
        (card.let_in, "slipp-inn-kollega"),
        (card.roles, "endre-roller"),
        (card.passphrase, "ny-passordfrase-for-kollega"),
        (card.own, "endre-passordfrase"),
        (card.take_out, "ta-ut-kollega"),
        (card.stand_in, "vikar"),
    ):
        button.click()
        _take_dialog(window, camera, name)


def _take_dialog(window: MainWindow, camera: Camera, name: str) -> None:
    dialog = next(each for each in window.findChildren(TaskDialog) if each.isVisible())
    wait_for(dialog.act.isEnabled)
    camera.take_as_is(dialog, name)
    dialog.reject()


def ways_back(program: Program, secret: str, camera: Camera) -> None:
    """Look into a copy with the recovery key, and set a new passphrase up to the last button."""
    folder = program.arguments.vault_folder
    program.front.show_restore(folder)
    restore = program.front.window
    if not isinstance(restore, RestoreWindow):
        raise SystemExit("the window that restores did not open")
    wait_for(lambda: not restore.is_working)
    camera.take(restore, "gjenopprett-kopi")
    restore.go_on()
    restore.step.by_sheet.click()
    _type_key(restore.step.key.field.rows, secret)
    camera.take(restore, "gjenopprett-nokkel")
    restore.go_on()
    wait_for(lambda: restore.number == 2)  # noqa: PLR2004 - the last of three
    camera.take(restore, "gjenopprett-innhold")
    program.front.show_recovery(folder)
    recover(program, secret, camera)
    program.quit()


def recover(program: Program, secret: str, camera: Camera) -> None:
    """Type the key of the sheet, say whose passphrase it is, and see the last step."""
    window = program.front.window
    if not isinstance(window, RecoveryWindow):
        raise SystemExit("the window for a forgotten passphrase did not open")
    _type_key(window.step.key.field.rows, secret)
    camera.take(window, "glemt-passordfrase")
    window.go_on()
    wait_for(lambda: window.number == 1)
    window.findChildren(QRadioButton)[0].click()
    camera.take(window, "glemt-hvem")
    window.go_on()
    camera.take(window, "glemt-ny-passordfrase")


def _type_key(rows: tuple[object, ...], secret: str) -> None:
    left = secret.removeprefix(BEGINNING)
    for row, length in zip(rows, ROWS, strict=True):
        write(row, left[:length])  # type: ignore[arg-type]
        left = left[length:]
