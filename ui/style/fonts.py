"""The bundled typeface, the same on screen and paper."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from app.paths import RESOURCES

FAMILY = "Source Sans 3"


def load_fonts() -> None:
    """Give Qt our typeface; a missing or broken file is a bug in the installation."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            raise RuntimeError(f"font not loaded: {file.name}")
