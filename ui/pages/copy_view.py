"""The sheet that would leave, exactly as it leaves, and what stays here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame

from app.domain.sharing import PARTS, Scope, covered_parts
from app.i18n import _, ngettext
from app.services import sharing
from ui.style.theme import theme
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row
from ui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from app.domain.sharing import SharingDecision
    from app.prints.copy_sheet import CopySheet
    from ui.workspace import Workspace

_REDRAW_MS = 60
_PAPER_PX = 330


class CopyView(QFrame):
    """Drawn beside the window, and anew with every tick."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("desk")
        self._workspace, self._desk = workspace, workspace.desk
        self._decision: SharingDecision | None = None
        self._drawn: CopySheet | None = None
        self._drawing = False
        self.paper = PaperView()
        self.paper.setMinimumHeight(theme.px(_PAPER_PX))
        self._caption, self._stays = Label("", "small"), Label("", "quiet", wrap=True)
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        top = row(Label(_("This leaves"), "heading"), None, self._caption)
        layout = column(top, self.paper, self._stays, spacing=6)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def clear(self) -> None:
        """Show an empty desk."""
        self._drawn = None
        self.paper.clear()

    def show_decision(self, decision: SharingDecision | None) -> None:
        """Show the copy of a decision; nothing where nothing would leave."""
        self._decision = decision
        shows = decision is not None and decision.scope in {Scope.PARTS, Scope.ALL}
        self.setVisible(shows)
        if shows and decision is not None:
            self._say_what_stays(len(PARTS) - len(covered_parts(decision)))
            self._redraw.start()

    def _say_what_stays(self, count: int) -> None:
        """Say what stays, whatever leaves: the notes always."""
        others = ngettext(
            "Stays here: {n} other part of the plan, and all notes",
            "Stays here: {n} other parts of the plan, and all notes",
            count,
        )
        self._stays.setText(others.format(n=count) if count else _("Stays here: all notes"))

    @Slot()
    def _draw(self) -> None:
        """Have the sheet made; what changes meanwhile is drawn after."""
        decision = self._decision
        if decision is None or self._desk.editing is None:
            return
        if self._drawing:
            self._redraw.start()
            return
        vault, case = self._workspace.vault, self._desk.case
        if decision.id not in case.entities:
            return
        who = (vault.centre, vault.counsellor)
        copy = sharing.copy_sheet(case, decision, *who, self._workspace.today())
        copy = replace(copy, sheet=replace(copy.sheet, practice=self._workspace.practice))
        if copy == self._drawn:
            return
        self._drawn, self._drawing = copy, True
        self._workspace.tasks.run(
            lambda: sharing.copy_pdf(copy), self._show_paper, self, self._give_up, quick=True
        )

    def _show_paper(self, content: bytes) -> None:
        self._drawing = False
        self.paper.show_pdf(content)
        self._caption.setText(self.paper.page_text())

    def _give_up(self, error: BaseException) -> None:
        self._drawing, self._drawn = False, None
        raise error
