"""Where Tab goes, for what comes into a window after the rest of it was built."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(before: QWidget, *parts: QWidget) -> None:
    """Let Tab go from a widget to these, and to all in them, in the order they were built.

    What lies in no window yet, or in another one, is left out.
    """
    for part in parts:
        for each in (part, *part.findChildren(QWidget)):
            takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_tab and each.window() is before.window():
                QWidget.setTabOrder(before, each)
                before = each
