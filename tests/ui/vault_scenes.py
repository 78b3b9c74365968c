"""The vault's page and its dialogs, and the windows that lead back into a vault."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.permissions import FOUNDER
from app.domain.staff import Counsellor
from app.i18n import _
from app.policy.policy import Finding, Policy, PolicyReport, Problem, Verdict
from app.services.vault.colleagues import colleagues, name_substitute
from app.services.vault.coming_back import WayBack
from app.services.vault.known_vaults import Wanted
from app.services.vault.recovering import AboutVault
from app.storage.copies.looking import CopyContents
from app.storage.values.copies import Copy, FoundCopy, Removal, StillOpen
from tests.building import TODAY, drop
from tests.ui.recovering import entrance
from tests.ui.staff import let_in
from ui.front.held_window import HeldWindow
from ui.front.leaving_window import LeavingWindow
from ui.front.recovery_window import RecoveryWindow
from ui.front.restore_window import RestoreWindow
from ui.widgets.notices import Notice
from ui.windows.colleague_dialogs import (
    LetInDialog,
    Newcomer,
    NewPassphraseDialog,
    RolesDialog,
)
from ui.windows.main_window import MainWindow
from ui.windows.new_sheet_dialog import NewSheetDialog, SheetReplacedDialog
from ui.windows.own_passphrase_dialog import OwnKeysDialog, OwnPassphraseDialog
from ui.windows.stand_in_dialog import StandInDialog
from ui.windows.take_out_dialog import TakenOutDialog, TakeOutDialog
from ui.workspace import Workspace

SMALL_SCREEN = QSize(1366, 768)
_OLA = "«Ola»"
_NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Scene:
    """What is on screen, and what it is called in a failure."""

    name: str
    widget: QWidget


def vault_scenes(window: MainWindow, workspace: Workspace) -> Iterator[Scene]:
    """Show the page as it is, at work, and with everything it can worry about; then its dialogs."""
    ola = _colleague(workspace)
    window.go("vault")
    yield settled("vault", window)
    page = window.vault
    page.copies.busy.begin(_("Stopping …"), stoppable=True)
    page.health.busy.begin(_("Stopping …"), stoppable=True)
    page.health.notice.say(_("Stopping …"), "red", _("Restore from a copy …"))
    workspace.notices.tell(Notice(_("Stopping …"), "red", _("Restore from a copy …")))
    workspace.policy_report = _bad_policy()
    page.policy.refresh()
    yield settled("vault at work", window)
    workspace.policy_report = PolicyReport()
    workspace.notices.all.clear()
    workspace.notices.changed.emit()
    yield from _dialogs(window, workspace, ola)


def way_scenes(workspace: Workspace, folder: Path) -> Iterator[Scene]:
    """Show the windows that lead back into a vault, step by step, with what may be missing."""
    people = (Counsellor(name="«Kari»", roles=FOUNDER), Counsellor(name=_OLA))
    recovery = RecoveryWindow(folder, workspace.tasks, workspace.today, entrance(folder))
    recovery.answers.about = AboutVault(
        centre="«Karriere»", people=people, last_change=None, proof=_("Stopping …"), is_known=False
    )
    yield from _steps("recovery", recovery)
    places = (folder / "backups", folder / "elsewhere")
    for by_sheet in (False, True):
        restore = RestoreWindow(folder, (), workspace.tasks, lambda: TODAY, entrance(folder))
        asked, found = restore.asked, _found(folder)
        asked.places = places
        asked.found, asked.copy, asked.by_sheet = found, found[0], by_sheet
        asked.contents = CopyContents(
            copy=found[0],
            clients=12,
            last_change=_NOW,
            counsellors=people,
            material=None,
            is_misdescribed=by_sheet,
        )
        asked.must_prove = not by_sheet
        asked.elsewhere = Wanted.RECOVERY_KEY if by_sheet else Wanted.NOTHING
        yield from _steps(f"restore, by sheet: {by_sheet}", restore)
    leaving = LeavingWindow()
    leaving.resize(SMALL_SCREEN)
    leaving.show()
    yield settled("leaving", leaving)
    drop(leaving)
    held = HeldWindow(WayBack(workspace.vault), workspace.tasks, _("Stopping …"))
    held.resize(SMALL_SCREEN)
    held.show()
    held.try_to_come_back()
    held.say_not_saved(_("Stopping …"))
    yield settled("held", held)
    drop(held)


def settled(name: str, widget: QWidget) -> Scene:
    """Let layouts find their sizes; what is drawn beside the window may come later."""
    for _each in range(4):
        QApplication.processEvents()
    return Scene(name, widget)


def _steps(name: str, window: RecoveryWindow | RestoreWindow) -> Iterator[Scene]:
    window.resize(SMALL_SCREEN)
    window.show()
    for number in range(3):
        window.show_step(number)
        yield settled(f"{name}, step {number}", window)
        for gap in window.step.gaps():
            gap.row.say(gap.problem)
        window.notice.say(_("Stopping …"), "red", _("Restore from a copy …"))
        window.busy.begin(_("Stopping …"), stoppable=True)
        yield settled(f"{name}, step {number}, with gaps", window)
        window.busy.end()
    drop(window)


def _dialogs(window: MainWindow, workspace: Workspace, ola: Counsellor) -> Iterator[Scene]:
    gone = StillOpen(place=Path("/away/stick"), made_at=None, why=_("Stopping …"))
    removal = Removal(rekeyed=(Copy(path=Path("/a"), made_at=_NOW),), still_open=(gone,))
    take_out = TakeOutDialog(window, workspace, ola, (Path("/away/stick"),))
    take_out_with_sheet = TakeOutDialog(window, workspace, ola, ())
    while not (take_out.act.isEnabled() and take_out_with_sheet.act.isEnabled()):
        QApplication.processEvents()  # they look at the copies first
    take_out_with_sheet.new_sheet.click()
    for dialog in (
        LetInDialog(window, workspace, Newcomer()),
        RolesDialog(window, workspace, ola),
        NewPassphraseDialog(window, workspace, ola),
        OwnPassphraseDialog(window, workspace, ()),
        take_out,
        take_out_with_sheet,
        TakenOutDialog(window, workspace, ola, removal),
        NewSheetDialog(window, workspace, ()),
        SheetReplacedDialog(window, workspace, removal),
        OwnKeysDialog(window, workspace, removal),
        StandInDialog(window, workspace),
    ):
        dialog.open()
        name = type(dialog).__name__
        yield settled(name, dialog)
        for gap in dialog.gaps():
            gap.row.say(gap.problem)
        dialog.say(_("Stopping …"))
        dialog.busy.begin(_("Stopping …"), stoppable=True)
        yield settled(f"{name} with gaps", dialog)
        drop(dialog)


def _colleague(workspace: Workspace) -> Counsellor:
    everybody = {each.counsellor.name: each.counsellor for each in colleagues(workspace.vault)}
    if _OLA in everybody:
        return everybody[_OLA]
    ola = let_in(workspace.vault, name=_OLA)
    own = workspace.vault.counsellor.id
    name_substitute(workspace.vault, own, ola.id, None, TODAY + timedelta(days=14))
    return ola


def _found(folder: Path) -> tuple[FoundCopy, ...]:
    return tuple(
        FoundCopy(
            path=folder / "backups" / str(number),
            made_at=_NOW - timedelta(days=number),
            is_whole=is_whole,
            vault_id="",
            before_update=number == 2,
        )
        for number, is_whole in enumerate((True, False, None))
    )


def _bad_policy() -> PolicyReport:
    return PolicyReport(
        policy=Policy(idle_minutes=5, copy_folders=("/mnt/leia",)),
        verdict=Verdict.CHANGED,
        place="/etc/leia/policy.json",
        decided=frozenset({"idle_minutes", "copy_folders"}),
        findings=(Finding("«lock»", Problem.UNKNOWN, "5"),),
    )
