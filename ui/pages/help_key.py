"""F1 in a window that has no pages: a wizard, a dialog, the window to unlock."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

TOPIC = "topic"
"""The property under which such a window tells what its help is."""


def offer_help(window: QWidget, topic: str) -> None:
    """Let F1 open a topic beside a window."""
    window.setProperty(TOPIC, topic)
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), window)
    key.activated.connect(lambda: _show_help(window, topic))


def _show_help(window: QWidget, topic: str) -> None:
    from ui.pages.help_window import HelpWindow  # the first windows come before any help

    made = HelpWindow(window, topic)
    made.show()
    made.view.text.setFocus()
