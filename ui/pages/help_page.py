"""Hjelp: every subject in plain words, and which version this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app import __version__
from app.i18n import _
from ui.pages.help_view import HelpView
from ui.widgets.labels import Label
from ui.widgets.layouts import column, page, row

if TYPE_CHECKING:
    from ui.workspace import Workspace


class HelpPage(QWidget):
    """Shows the help. It is ours, never a person's text."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        del workspace
        self.view = HelpView(beside=False)
        head = row(
            Label(_("Help"), "title"),
            None,
            Label(_("Leia {version}").format(version=__version__), "small"),
        )
        self.setLayout(page(column(head, self.view, spacing=16)))

    def refresh(self) -> None:
        """Read the help again."""
        self.view.refresh()

    def focus_start(self) -> None:
        """Put the focus where a question is typed."""
        self.view.search.setFocus()
