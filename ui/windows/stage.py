"""The whole screen for what all may see: no menu, no status line, no frame, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from typing_extensions import override

from ui.widgets.layouts import NO_LIMIT
from ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from ui.pages.talk_page import TalkPage


class Stage(QObject):
    """Follows the conversation."""

    def __init__(self, window: QMainWindow, talk: TalkPage) -> None:
        super().__init__(window)
        self._window, self._talk = window, talk
        self._before: Qt.WindowState | None = None
        talk.turned.connect(self.follow)
        talk.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the screen back where a key has led away: another page has its menus."""
        if event.type() == QEvent.Type.Hide:
            self.follow()
        return super().eventFilter(watched, event)

    @Slot()
    def follow(self) -> None:
        """Clear the screen of the program, or bring it back as it was."""
        shared = self._talk.is_shared and not self._talk.isHidden()
        if shared == (self._before is not None):
            return
        # Kept in sight, of no height: the keys of a menu bar that is hidden do nothing.
        self._window.menuBar().setMaximumHeight(0 if shared else NO_LIMIT)
        for status in self._window.findChildren(StatusLine):
            status.setVisible(not shared)
        if self._before is None:
            self._before = self._window.windowState()
            self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        else:
            self._window.setWindowState(self._before)
            self._before = None
