"""Who works with a case, why one opens it, who did, and what privacy asks: pages and dialogs."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.staff import Counsellor
from app.i18n import _
from app.services.case.case_access import ForeignCase
from app.services.case.case_team import Part, team
from app.services.case.client_list import Whose, choose_whose
from tests.building import drop
from tests.ui.hands import button
from tests.ui.vault_scenes import Scene, settled
from ui.windows.main_window import MainWindow
from ui.windows.reason_dialog import ReasonDialog
from ui.windows.team_dialog import TeamDialog
from ui.workspace import Workspace


def access_scenes(window: MainWindow, workspace: Workspace, client_id: str) -> Iterator[Scene]:
    """Show them where several people work; each as it is met, and with what can be missing."""
    window.go("clients")
    for whose in (Whose.MINE, Whose.ALL):
        choose_whose(workspace.vault, whose)
        window.clients.refresh()
        yield settled(f"clients, {whose.lower()}", window)
    window.clients.search_for("xyz")
    yield settled("clients, nobody found", window)
    window.clients.search_for("")
    window.open_client(client_id, "history")
    which = window.person.page("history").which
    button(which, _("Who has opened")).click()
    yield settled("who opened", window)
    button(which, _("Changes")).click()
    yield from _log_scenes(window, workspace)
    yield from _dialogs(window, workspace, client_id)
    yield from _knowledge(workspace)


def _knowledge(workspace: Workspace) -> Iterator[Scene]:
    """Begin as somebody who has not confirmed yet what privacy asks of them."""
    with workspace.vault.work() as work:
        confirmed = work.get(Counsellor, workspace.vault.counsellor.id)
        work.save(replace(confirmed, knowledge_confirmed=None))
    window = MainWindow(workspace)
    window.show()
    yield settled("knowledge", window)
    drop(window)
    with workspace.vault.work() as work:
        work.save(confirmed)


def _log_scenes(window: MainWindow, workspace: Workspace) -> Iterator[Scene]:
    window.go("access")
    while not window.access.table.values:
        QApplication.processEvents()
    yield settled("access log", window)
    window.access.verify.click()
    while not window.access.notice.isVisible():
        QApplication.processEvents()
    window.access.busy.begin(_("Stopping …"), stoppable=True)
    since = window.access.filter.since
    QTest.keyClicks(since, "«tull»")
    while not since.property("invalid"):
        QApplication.processEvents()
    yield settled("access log, checked", window)
    window.access.notice.hide()
    window.access.busy.end()
    since.clear()


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
        if each.may_change:
            mine = dialog.parts[workspace.vault.counsellor.id]
            mine.setCurrentIndex(mine.findData(Part.SHUT_OUT))
            mine.activated.emit(mine.currentIndex())
        dialog.say(_("Stopping …"))
        yield settled(f"team, to change: {each.may_change}", dialog)
        drop(dialog)
