"""Who works with a case, why one opens it, who did, and what privacy asks: pages and dialogs."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from app.i18n import _
from app.services.case.case_access import ForeignCase
from app.services.case.case_team import team
from app.services.case.client_list import Whose
from app.services.case.history import verify_history
from tests.building import drop
from tests.ui.vault_scenes import Scene, settled
from ui.windows.main_window import MainWindow
from ui.windows.reason_dialog import ReasonDialog
from ui.windows.team_dialog import TeamDialog
from ui.workspace import Workspace


def access_scenes(window: MainWindow, workspace: Workspace, client_id: str) -> Iterator[Scene]:
    """Show them where several people work; each as it is met, and with what can be missing."""
    window.go("clients")
    for whose in (Whose.MINE, Whose.ALL):
        window.clients._list(whose)
        yield settled(f"clients, {whose.lower()}", window)
    window.clients.search_for("xyz")
    yield settled("clients, nobody found", window)
    window.clients.search_for("")
    window.open_client(client_id, "history")
    window.person.page("history").which._buttons["OPENINGS"].click()
    yield settled("who opened", window)
    window.person.page("history").which._buttons["CHANGES"].click()
    yield from _log_scenes(window, workspace)
    yield from _dialogs(window, workspace, client_id)
    window._waits = True
    window._welcome()
    yield settled("knowledge", window)
    window._go_on()


def _log_scenes(window: MainWindow, workspace: Workspace) -> Iterator[Scene]:
    window.go("access")
    while not window.access.table.values:
        QApplication.processEvents()
    yield settled("access log", window)
    window.access._say_proof(verify_history(workspace.vault))
    window.access.busy.begin(_("Stopping …"), stoppable=True)
    window.access.filter.since.show_text("«tull»")
    window.access.filter._take()
    yield settled("access log, checked", window)
    window.access.notice.hide()
    window.access.busy.end()
    window.access.filter.since.show_text("")


def _dialogs(window: MainWindow, workspace: Workspace, client_id: str) -> Iterator[Scene]:
    foreign = ForeignCase(client_name="«Liv»", owners=("«Ola»", "«Per»"))
    reason = ReasonDialog(window, foreign, lambda _reason: None)
    reason.open()
    reason.do()
    yield settled("reason", reason)
    drop(reason)
    shown = team(workspace.vault, client_id)
    for each in (shown, replace(shown, may_change=False)):
        dialog = TeamDialog(window, workspace, client_id, each)
        dialog.open()
        dialog._leaving.setVisible(each.may_change)
        dialog.say(_("Stopping …"))
        yield settled(f"team, to change: {each.may_change}", dialog)
        drop(dialog)
