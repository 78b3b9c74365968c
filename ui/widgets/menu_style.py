"""How the menu bar takes the Alt key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QProxyStyle, QStyle
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleHintReturn, QStyleOption, QWidget

_HINTS = QStyle.StyleHint
_KINDS = QEvent.Type


class MenuBarStyle(QProxyStyle):
    """On Linux, Alt alone opens no menu: Alt with a letter does, and F10.

    A screen reader there hands keys on late, so that the end of Alt+1 came as a key of its own;
    the menu bar then took the next key. Everywhere, the letters are underlined while Alt is held.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__("Fusion")
        self.setParent(bar)
        self._bar = bar
        self._is_alt_held = False
        bar.window().installEventFilter(self)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == _HINTS.SH_MenuBar_AltKeyNavigation and sys.platform == "linux":
            return 0
        if hint == _HINTS.SH_UnderlineShortcut:
            return int(self._is_alt_held)
        return super().styleHint(hint, option, widget, returnData)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _KINDS.WindowDeactivate:
            self._hold_alt(held=False)
        elif kind in {_KINDS.KeyPress, _KINDS.KeyRelease} and isinstance(event, QKeyEvent):
            held = kind == _KINDS.KeyPress
            self._hold_alt(held=held if event.key() == Qt.Key.Key_Alt else self._is_alt_held)
        return False

    def _hold_alt(self, *, held: bool) -> None:
        if held != self._is_alt_held:
            self._is_alt_held = held
            self._bar.update()


def open_menus(bar: QMenuBar) -> None:
    """Open the first menu at its first line; arrows go on from there, Esc back."""
    first = bar.actions()[0]
    bar.setActiveAction(first)
    menu = first.menu()
    if isinstance(menu, QMenu):
        menu.setActiveAction(menu.actions()[0])
