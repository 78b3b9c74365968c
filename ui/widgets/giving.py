"""Giving a command of the menus from a button, as its key would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def give(widget: QWidget, command: str) -> None:
    """Give a command of the window that a widget is in; one that is off does nothing."""
    action = widget.window().findChild(QAction, command)
    if action is not None:
        action.trigger()
