"""How the menu bar takes the Alt key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenuBar, QProxyStyle, QStyle
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleHintReturn, QStyleOption, QWidget

_HINTS = QStyle.StyleHint


class MenuBarStyle(QProxyStyle):
    """On Linux, Alt alone opens no menu: Alt with a letter does, and F10.

    A screen reader there hands keys on late, so that the end of Alt+1 came as a key of its own;
    the menu bar then took the next key.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__("Fusion")
        self.setParent(bar)

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
        return super().styleHint(hint, option, widget, returnData)


def open_menus(bar: QMenuBar) -> None:
    """Open the first menu; arrows go on from there, Esc back."""
    bar.setActiveAction(bar.actions()[0])
