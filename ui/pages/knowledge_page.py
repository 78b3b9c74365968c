"""Before anything else, once a year: what privacy asks of everybody who works with the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from app.i18n import _, language, respelled
from app.paths import RESOURCES
from app.services.vault.colleagues import confirm_knowledge
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from ui.workspace import Workspace

_WIDEST_PX = 760


class KnowledgePage(QWidget):
    """A short text and one button; nothing of a case is behind it (opplæringsforskrifta § 20-2)."""

    confirmed = Signal()
    lock_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(_("Privacy: what you must know"))
        self.known = Button(_("I know this"), "primary")
        self.known.clicked.connect(self._confirm)
        lock = KeyButton(_("Lock"), "Ctrl+L")
        lock.clicked.connect(self.lock_wanted)
        why = Label(
            _("You are asked once a year. The day you confirm is kept in the vault."),
            "quiet",
            wrap=True,
        )
        sheet = column(
            Label(_("Before you begin"), "title"),
            why,
            self.text,
            row(None, lock, self.known, spacing=12),
            spacing=14,
        )
        sheet.setStretch(2, 1)
        page = holding(sheet)
        page.setMaximumWidth(theme.px(_WIDEST_PX))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = row(None, page, None, spacing=0)
        layout.setStretch(1, 100)
        layout.setContentsMargins(22, 28, 22, 22)
        self.setLayout(layout)
        theme.changed.connect(self.refresh)

    @property
    def is_due(self) -> bool:
        """Whether the one who unlocked has to confirm before anything is shown."""
        vault = self._workspace.vault
        return vault.counsellor.must_confirm_knowledge(self._workspace.today())

    def refresh(self) -> None:
        """Read the text in the language of the screen."""
        self.text.document().setDefaultFont(theme.font())
        self.text.setMarkdown(privacy_text())
        self._give_air()

    def _give_air(self) -> None:
        """Let each heading stand nearer its own text than the text before."""
        cursor, block = QTextCursor(self.text.document()), self.text.document().firstBlock()
        while block.isValid():
            air = block.blockFormat()
            air.setTopMargin(theme.px(18) if air.headingLevel() else 0)
            air.setBottomMargin(theme.px(4))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(air)
            block = block.next()

    def focus_start(self) -> None:
        """Put the focus on the text, so that arrows scroll it and a screen reader reads it."""
        self.refresh()
        self.text.setFocus()

    @Slot()
    def _confirm(self) -> None:
        vault = self._workspace.vault
        if not vault.read_only:  # where nothing can be kept, saying it is all there is
            confirm_knowledge(vault, self._workspace.today())
        self.confirmed.emit()


def privacy_text() -> str:
    """Return what privacy asks of everybody here, as Markdown."""
    file = RESOURCES / "help" / f"privacy-{language()}.md"
    known = file if file.exists() else RESOURCES / "help" / "privacy-nb.md"
    lines = known.read_text(encoding="utf-8").splitlines()
    return respelled("\n".join(line for line in lines if not line.startswith("<!--")))
