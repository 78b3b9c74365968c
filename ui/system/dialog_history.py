"""Folders that were chosen in a file dialog are written down nowhere: their names may name people.

Qt's own dialog keeps the last folders for every program, and a desktop's dialog the last files.
Linux gets Qt's dialog, which then finds nowhere to write. On Windows the dialog is the system's,
and Windows keeps its own list of it; Qt's goes to the registry and is deleted there.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

_KEYS = ("FileDialog/history", "FileDialog/lastVisited")


def keep_no_history() -> None:
    """Let file dialogs remember no folders beyond this process; to be called before the first."""
    if sys.platform == "win32":
        forget_folders()
        return
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull
    )  # no folder can be made in it


def forget_folders() -> None:
    """Delete what Qt's file dialogs have kept of folders, where they could keep anything."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in _KEYS:
        kept.remove(key)
    kept.sync()
