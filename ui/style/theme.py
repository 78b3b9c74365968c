"""Puts palette, text size and stylesheet on the application."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from app.paths import RESOURCES
from ui.style.fonts import FAMILY
from ui.style.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.style.tokens import Tokens

TEXT_PX = 15
_PX = re.compile(r"(\d+)sp\b")


class Theme(QObject):
    """The look of the moment. Painters ask it for colours each time they paint."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.text_size = 100
        self._applied: tuple[int, str, int] | None = None

    def apply(self, app: QApplication, name: str, text_size: int) -> None:
        """Show the whole program in a palette and a text size (percent)."""
        self.tokens = DARK if name == "dark" else LIGHT
        self.text_size = text_size
        if self._applied == (id(app), name, text_size):
            return  # dressing every widget anew takes long
        self._applied = (id(app), name, text_size)
        app.setPalette(_palette(self.tokens))
        app.setFont(self.font())
        app.setStyleSheet(self._stylesheet())
        self.changed.emit()

    def px(self, size: int) -> int:
        """Return a length that grows with the text size."""
        return round(size * self.text_size / 100)

    def colour(self, role: str) -> QColor:
        """Return a colour by its role."""
        return QColor(getattr(self.tokens, role))

    def font(self, size: int = TEXT_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return our typeface in a size that grows with the text size."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def _stylesheet(self) -> str:
        sheet = (RESOURCES / "style.qss").read_text(encoding="utf-8")
        for role, colour in sorted(asdict(self.tokens).items(), key=lambda item: -len(item[0])):
            sheet = sheet.replace(f"@{role}", colour)
        sheet = sheet.replace("@{icons}", (RESOURCES / "icons").as_posix())
        sheet = sheet.replace("@{theme}", "dark" if self.tokens is DARK else "light")
        return _PX.sub(lambda found: f"{self.px(int(found[1]))}px", sheet)


theme = Theme()
"""The one look of the process; a window has no other."""


def _palette(tokens: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.raised,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.tint,
        QPalette.ColorRole.HighlightedText: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.hint,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Link: tokens.fjord,
        QPalette.ColorRole.Accent: tokens.fjord,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink_2))
    return palette
