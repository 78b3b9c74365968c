"""Push buttons in our kinds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from ui.widgets.labels import repolish

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A push button in one of our kinds: plain, primary, link or choice; Enter presses it."""

    def __init__(self, text: str, kind: str = "plain") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)

    def show_kind(self, kind: str) -> None:
        """Become another kind of button."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            repolish(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it before a dialog gives the key to its verb, which is another button."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
