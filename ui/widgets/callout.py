"""Something that must be read before going on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ui.widgets.labels import Label
from ui.widgets.layouts import column


class Callout(QFrame):
    """Something that must be read before going on."""

    def __init__(self, text: str, tone: str = "sun", heading: str = "") -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        headings = [Label(heading, "heading", wrap=True)] if heading else []
        layout = column(*headings, Label(text, wrap=True), spacing=4)
        layout.setContentsMargins(16, 12, 16, 14)
        self.setLayout(layout)
