"""A quiet message above the content, with one action at most. It never asks and never waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, repolish

if TYPE_CHECKING:
    from collections.abc import Callable


class NoticeBar(QFrame):
    """Stays until it is closed or something newer is said."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = Label(wrap=True)
        self._action = Button("")
        self._then: Callable[[], None] | None = None
        close = Button(_("Close"), "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self._action.clicked.connect(self._act)
        close.clicked.connect(self.hide)
        self.hide()

    def say(
        self, text: str, tone: str = "sun", action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence in a tone (sun, red, ok) and perhaps a button."""
        self._text.setText(text)
        self._then = then
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        repolish(self)
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()
