"""Historikk: every change of the case in plain words, and who has opened it; newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.formats import capital, clock, near_date
from app.i18n import _
from app.services.case.history import history
from app.services.vault.access_log import case_log
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, Card, column, folding, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from datetime import datetime

    from ui.workspace import Workspace

_CHANGES, _OPENINGS = "CHANGES", "OPENINGS"


class HistoryPage(QWidget):
    """Read-only; the chain behind it is verified elsewhere."""

    team_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        choices = [(_CHANGES, _("Changes")), (_OPENINGS, _("Who has opened"))]
        self.which = Segments(_("What is shown"), choices)
        self.which.chosen.connect(self.show_case)
        self._about = Label("", "quiet", wrap=True)
        self._team = Button(_("Who works with the case …"))
        self._team.clicked.connect(self.team_wanted)
        self.list = LineListView(_("History"), lead_px=150)
        card = Card(column(self.list), margin=1)
        head = folding(row(self.which, None), row(None, self._team), below=520, shares=(1, 0))
        layout = column(head, self._about, card, spacing=8)
        layout.setContentsMargins(EDGE_PX, 12, EDGE_PX, 20)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @Slot()
    def show_case(self) -> None:
        """Read what was done to the case on the desk, or who opened it."""
        desk = self._workspace.desk
        desk.settle()
        client_id = desk.case.client.id
        changes = self.which.code == _CHANGES
        self._about.setText(
            _("Everything that was changed, newest first.")
            if changes
            else _("Everybody who opened or printed the case, newest first. The client may see it.")
        )
        self.list.setAccessibleName(_("History") if changes else _("Who has opened the case"))
        lines = self._changes(client_id) if changes else self._openings(client_id)
        self.list.show_lines(lines)

    def focus_start(self) -> None:
        """Put the focus on the newest line."""
        self.list.setFocus()

    def _changes(self, client_id: str) -> tuple[Line, ...]:
        """Return a line for each change; when and who is said once for those of one minute."""
        lines, before = list[Line](), ("", "")
        for event in history(self._workspace.vault, client_id):
            here = (self._moment(event.at), event.who)
            again = here == before and event.sentence.startswith(f"{event.who} ")
            title = capital(event.sentence.removeprefix(f"{event.who} ")) if again else ""
            lines.append(Line(lead="" if again else here[0], title=title or event.sentence))
            before = here
        return tuple(lines)

    def _openings(self, client_id: str) -> tuple[Line, ...]:
        lines = case_log(self._workspace.vault, client_id)
        return tuple(
            Line(lead=self._moment(line.at), title=line.what, subtitle=line.detail)
            for line in lines
        )

    def _moment(self, at: datetime) -> str:
        here = at.astimezone()
        return f"{near_date(here.date(), self._workspace.today())} {clock(here)}"
