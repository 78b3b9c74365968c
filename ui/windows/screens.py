"""The screens on the desk: which of them is turned towards the others at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

HERE = "here"
"""Chosen instead of another screen: the one our own window is on."""


def other_screens(window: QWidget) -> list[QScreen]:
    """Return the screens a window is not on; one that shows the same picture is no other."""
    here = window.screen().geometry()
    return [each for each in QGuiApplication.screens() if not each.geometry().intersects(here)]


def screen_for_all(window: QWidget, chosen: str) -> QScreen | None:
    """Return the other screen to use: the chosen one or the first; None is the window's own."""
    others = other_screens(window)
    if chosen == HERE or not others:
        return None
    return next((each for each in others if each.name() == chosen), others[0])


def next_choice(window: QWidget, chosen: str) -> str:
    """Return what comes after a choice: each other screen in turn, then the window's own."""
    names = [each.name() for each in other_screens(window)]
    now = screen_for_all(window, chosen)
    at = names.index(now.name()) + 1 if now is not None else 0
    return names[at] if at < len(names) else HERE


def screen_words(screen: QScreen) -> str:
    """Return what a screen is called where there are several others."""
    return screen.model().strip() or screen.name()
