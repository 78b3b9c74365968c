"""What Enter does in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from ui.widgets.buttons import ENTER
from ui.widgets.passphrase_field import EyeButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


def enter_presses(window: QWidget, event: QKeyEvent, otherwise: Callable[[], None]) -> bool:
    """Let Enter press the button that has the focus, or else do what the window is for.

    Says whether the key was Enter. The eye beside a passphrase is no button to Enter.
    """
    if event.key() not in ENTER:
        return False
    focused = window.focusWidget()
    if isinstance(focused, QPushButton) and not isinstance(focused, EyeButton):
        focused.click()
    else:
        otherwise()
    return True


def enter_ticks(window: QWidget, event: QKeyEvent) -> bool:
    """Let Enter press whatever can be pressed, boxes to tick too, where no verb waits for it.

    Says whether it did.
    """
    focused = window.focusWidget()
    if event.key() not in ENTER or not isinstance(focused, QAbstractButton):
        return False
    if not event.isAutoRepeat():
        focused.click()
    return True
