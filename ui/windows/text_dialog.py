"""A dialog that shows a text to read, and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QTextBrowser

from app.i18n import _
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SIZE = QSize(640, 460)


class TextDialog(QDialog):
    """A heading, a text that can be scrolled and copied, and buttons; Esc closes it."""

    def __init__(self, parent: QWidget, title: str, *buttons: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "help")
        self.setWindowTitle(title)
        self.setModal(True)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(title)
        self.text.document().setDefaultFont(theme.font())
        self.closing = Button(_("Close"), "plain" if buttons else "primary")
        self.closing.clicked.connect(self.accept)
        self.closing.setDefault(not buttons)
        self.finished.connect(self.deleteLater)
        layout = column(
            Label(title, "heading"), self.text, row(None, self.closing, *buttons), spacing=14
        )
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)
        self.resize(_SIZE.boundedTo(parent.size()))
        self.ring = FocusRing(self)
        self.text.setFocus()
