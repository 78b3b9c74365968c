"""What a locked window shows: nothing. What it hid can come back, since it may not be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.i18n import _
from ui.windows.stage_beside import StageBeside

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


class Curtain:
    """Hides a window with its menus and dialogs at once, and can show all as it was."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._title = window.windowTitle()
        self._focused: QWidget | None = None
        self._dialogs: list[QDialog] = []
        self.is_drawn = False
        self.aside: QWidget | None = None
        """The content of the hidden window; nobody else holds it."""

    def draw(self) -> None:
        """Take everything off every screen."""
        window, self.is_drawn = self._window, True
        for beside in window.findChildren(StageBeside):
            beside.hide()
        self._focused = window.focusWidget()
        self._dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
        for dialog in self._dialogs:
            dialog.hide()
        window.setWindowTitle(_("Leia – locked"))
        window.hide()
        window.menuBar().hide()
        self.aside = window.takeCentralWidget()

    def open(self) -> None:
        """Show everything again, as it was."""
        window = self._window
        if not self.is_drawn:
            return
        self.is_drawn = False
        if self.aside is not None:
            window.setCentralWidget(self.aside)
            self.aside = None
        window.setWindowTitle(self._title)
        window.menuBar().show()
        window.show()
        if self._focused is not None:
            self._focused.setFocus()
        for dialog in self._dialogs:
            dialog.open()
