"""The Qt application, before it has a look or a window."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES
from ui.system.dialog_history import keep_no_history
from ui.system.print_service import ask_locally
from ui.widgets.speaking import speak

STYLE = ("-style", "fusion")
"""The ground our style sheet stands on, the same on every system; named before Qt looks for one."""


def new_application() -> QApplication:
    """Return the application, before it has a look or a window."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    ask_locally()
    keep_no_history()
    app = QApplication([*sys.argv[:1], *STYLE])
    speak()
    app.setApplicationName("Leia")
    app.setDesktopFileName("leia")
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "leia.svg")))
    return app
