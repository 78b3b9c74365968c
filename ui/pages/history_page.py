"""Historikk: every change of the case in plain words, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.formats import clock, near_date
from app.i18n import _
from app.services.history import history
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from ui.workspace import Workspace


class HistoryPage(QWidget):
    """Read-only; the chain behind it is verified elsewhere."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.list = LineListView(_("History"), lead_px=150)
        card = Card(column(self.list), margin=1)
        layout = column(
            Label(_("Everything that was changed, newest first."), "quiet"), card, spacing=8
        )
        layout.setContentsMargins(3, 8, 12, 12)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_case(self) -> None:
        """Read the history of the case on the desk."""
        desk = self._workspace.desk
        desk.settle()
        events = history(self._workspace.vault, desk.case.client.id)
        today = self._workspace.today()
        self.list.show_lines(
            tuple(
                Line(
                    lead=f"{near_date(event.at.date(), today)} {clock(event.at)}",
                    title=event.sentence,
                )
                for event in events
            )
        )

    def focus_start(self) -> None:
        """Put the focus on the newest line."""
        self.list.setFocus()
