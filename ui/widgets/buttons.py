"""Push buttons in our kinds."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ui.widgets.labels import repolish


class Button(QPushButton):
    """A push button in one of our kinds: plain, primary, link or choice."""

    def __init__(self, text: str, kind: str = "plain") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)

    def show_kind(self, kind: str) -> None:
        """Become another kind of button."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            repolish(self)
