"""Hjelp: one page of plain words, and which version this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextBrowser, QWidget

from app import __version__
from app.i18n import _, language, respelled
from app.paths import RESOURCES
from ui.style.theme import theme
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, column, row

if TYPE_CHECKING:
    from ui.workspace import Workspace


class HelpPage(QWidget):
    """Shows the help text of the screen's language. It is ours, never a person's text."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        del workspace
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.setAccessibleName(_("Help"))
        head = row(
            Label(_("Help"), "title"),
            None,
            Label(_("Leia {version}").format(version=__version__), "small"),
        )
        layout = column(head, self._text, spacing=12)
        layout.setContentsMargins(EDGE_PX, 20, EDGE_PX, 20)
        self.setLayout(layout)
        theme.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the help text again."""
        code = language() if (RESOURCES / "help" / f"{language()}.md").exists() else "nb"
        text = respelled((RESOURCES / "help" / f"{code}.md").read_text(encoding="utf-8"))
        lines = [line for line in text.splitlines() if not line.startswith(("<!--", "# "))]
        body = "\n".join(line.replace("## ", "### ", 1) for line in lines)
        self._text.document().setDefaultFont(theme.font())
        self._text.setMarkdown(body)

    def focus_start(self) -> None:
        """Put the focus on the text, so arrows scroll it."""
        self._text.setFocus()
