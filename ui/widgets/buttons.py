"""Push buttons in our kinds."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


class Button(QPushButton):
    """A push button in one of our kinds: plain, primary, link or choice."""

    def __init__(self, text: str, kind: str = "plain") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
