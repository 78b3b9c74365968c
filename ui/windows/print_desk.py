"""Printing from the main window: make the paper, warn of missing letters, log the deed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.access_codes import Action
from app.i18n import _, said
from app.policy.policy import Export
from app.services.case.leaving import check_may_leave, log_leaving
from app.services.printing import AT_DESK, AtDesk, Print, unprintable_letters
from ui.printing import print_pdf, save_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from app.domain.plans import CareerPlan
    from app.i18n import Words
    from ui.widgets.notice_bar import NoticeBar
    from ui.workspace import Workspace


class PrintDesk(QObject):
    """Prints what the table of prints says, from what lies on the desk."""

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

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return what can be printed and saved, under the names of its commands."""
        printed = {f"print_{each.name}": partial(self.print, each) for each in AT_DESK}
        saved = {f"save_{each.name}": partial(self.save, each) for each in AT_DESK if each.saved}
        return {**printed, **saved}

    def print(self, what: Print[AtDesk, Any]) -> None:
        """Send something to a printer through the system's dialog."""
        if not self._workspace.policy.allows_export(Export.PRINT):
            self._notice.say(_("County IT has decided that nothing is printed here."))
            return
        check_may_leave(self._workspace.vault)
        sheet = self._gathered(what)
        if sheet is not None:
            first = partial(self._log, Action.PRINTED, what.whose(sheet))
            then = partial(self._tell, what.sent)
            print_pdf(self._window, what.draw(sheet), what.file_name(sheet), then, first)

    def save(self, what: Print[AtDesk, Any]) -> None:
        """Save something as a PDF where the counsellor chooses."""
        code = what.export_code
        if code is not None and not self._workspace.policy.allows_export(code):
            self._notice.say(said(what.refused))
            return
        check_may_leave(self._workspace.vault)
        sheet = self._gathered(what)
        if sheet is not None:
            first = partial(self._log, Action.EXPORTED, what.whose(sheet))
            then = partial(self._tell, what.saved)
            save_pdf(self._window, what.draw(sheet), what.file_name(sheet), then, first)

    def _gathered(self, what: Print[AtDesk, Any]) -> Any:
        """Return what goes on paper; where that is nothing, or some letters, it is said."""
        sheet = what.gather(self._at_desk())
        if sheet is None:
            self._notice.say(said(what.missing))
            return None
        letters = unprintable_letters(sheet)
        if letters:
            text = _("The paper cannot show these characters: {letters}")
            self._notice.say(text.format(letters=letters))
        return sheet

    def _at_desk(self) -> AtDesk:
        desk, vault = self._workspace.desk, self._workspace.vault
        desk.settle()
        return AtDesk(
            centre=vault.centre,
            counsellor=vault.counsellor,
            today=self._workspace.today(),
            case=desk.case if desk.editing is not None else None,
            plan=self._which(),
        )

    def _log(self, deed: Action, client_id: str) -> None:
        """Write down what leaves before it does; where that fails, it stays."""
        if client_id:
            log_leaving(self._workspace.vault, deed, client_id=client_id)

    def _tell(self, words: Words) -> None:
        if words:
            self._notice.say(said(words), "ok")
