"""At the left of a conversation: the way back, what form it follows, and its parts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.i18n import _
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, column, row
from ui.widgets.outline import Outline


class TalkLeft(QFrame):
    """The outline under its title."""

    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.outline = Outline()
        self._title = Label("", "heading", wrap=True)
        self._about = Label("", "small", wrap=True)
        back = KeyButton(_("To the case"), "Esc", "plain")
        back.clicked.connect(self.back_wanted)
        titles = column(row(back, None), 10, self._title, self._about, spacing=0)
        titles.setContentsMargins(EDGE_PX, 16, 12, 8)
        layout = column(titles, self.outline, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_form(self, title: str) -> None:
        """Say which form the conversation follows."""
        self._title.setText(title)

    def show_about(self, about: str) -> None:
        """Say which version it is, when the meeting is, and how far it has come."""
        self._about.setText(about)
