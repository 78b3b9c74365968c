"""Printing from the main window: make the paper, warn of missing letters, log the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.access_codes import Action
from app.i18n import _, language
from app.policy.policy import Export
from app.services.case import printing
from app.services.reference import newest_template
from ui.printing import print_pdf, save_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from app.domain.plans import CareerPlan
    from ui.widgets.notice_bar import NoticeBar
    from ui.workspace import Workspace


class PrintDesk(QObject):
    """Prints the plan on the desk, and nothing else of a case."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        notice: NoticeBar,
        which: Callable[[], CareerPlan | None],
    ) -> None:
        super().__init__(window)
        self._which = which
        self._window = window
        self._workspace = workspace
        self._notice = notice

    @Slot()
    def print_plan(self) -> None:
        """Send the plan to a printer through the system's dialog."""
        made = self._paper() if self._may_print() else None
        if made is not None:
            content, name, client_id = made
            print_pdf(
                self._window,
                content,
                name,
                lambda: self._log(Action.PRINTED, client_id, _("The plan is sent to the printer.")),
            )

    @Slot()
    def save_plan(self) -> None:
        """Save the plan as a PDF where the counsellor chooses."""
        if not self._workspace.policy.allows_export(Export.PLAN_PDF):
            self._notice.say(_("County IT has decided that plans are not saved as files here."))
            return
        made = self._paper()
        if made is not None:
            content, name, client_id = made
            save_pdf(
                self._window,
                content,
                name,
                lambda: self._log(
                    Action.EXPORTED,
                    client_id,
                    _("The plan is saved. The file is not encrypted: look after it."),
                ),
            )

    @Slot()
    def print_blank(self) -> None:
        """Print an empty conversation template to write on by hand."""
        if not self._may_print():
            return
        content = printing.blank_template(
            newest_template("three_party"), language(), self._workspace.vault.centre.name
        )
        print_pdf(self._window, content, "samtalemal.pdf", lambda: None)

    def _may_print(self) -> bool:
        may = self._workspace.policy.allows_export(Export.PRINT)
        if not may:
            self._notice.say(_("County IT has decided that nothing is printed here."))
        return may

    def _paper(self) -> tuple[bytes, str, str] | None:
        desk, vault = self._workspace.desk, self._workspace.vault
        desk.settle()
        plan = self._which()
        if plan is None:
            self._notice.say(_("Open a person with a plan first; then it can be printed."))
            return None
        paper = printing.plan_paper(
            desk.case, plan, vault.centre, vault.counsellor, self._workspace.today()
        )
        missing = printing.unprintable_letters(paper)
        if missing:
            self._notice.say(
                _("The paper cannot show these characters: {letters}").format(letters=missing)
            )
        return (
            printing.plan_pdf(paper),
            printing.paper_name(desk.case.client.id, plan.number),
            desk.case.client.id,
        )

    def _log(self, deed: Action, client_id: str, said: str) -> None:
        with self._workspace.vault.work() as work:
            work.access.log(deed, client_id=client_id)
        self._notice.say(said, "ok")
