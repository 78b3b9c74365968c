"""Words the disk did not take, kept behind a hidden window until it does or their owner is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.services.vault.coming_back import WayBack
from app.services.vault.unlocking import failed_sentence
from ui.front.front import bring_to_front
from ui.front.held_window import HeldWindow
from ui.widgets.notices import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace


class HeldWords(QObject):
    """Tries to store them again and again; the vault stays open for that, and nothing is shown."""

    stored = Signal()
    came_back = Signal()

    def __init__(self, workspace: Workspace, window: QWidget, place: str) -> None:
        super().__init__()
        self.place = place
        """Where their writer was."""
        self.ends = False
        """Whether Leia is to end when they are stored; else it locks."""
        self._workspace, self._desk = workspace, workspace.desk
        self._way = WayBack(workspace.vault)
        self.window = HeldWindow(self._way, workspace.tasks, self._desk.failure)
        self.window.store_wanted.connect(self.try_again)
        self.window.came_back.connect(self._come_back)
        # queued: the desk is in the middle of storing when it says so
        self._desk.saved_changed.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._desk.clocks.retry.start()
        self.window.wait_in(window)

    @Slot()
    def try_again(self) -> None:
        """Try now, because somebody asks."""
        self._desk.try_again()
        if self._desk.has_unkept:
            self.window.say_not_saved(self._desk.failure)

    def show(self) -> None:
        """Bring the window that says so to the front."""
        bring_to_front(self.window)

    def leave(self) -> None:
        """Let go of them: they are stored, or on the screen again."""
        self._desk.saved_changed.disconnect(self._hear)
        self.window.leave()

    @Slot()
    def _hear(self) -> None:
        if not self._desk.has_unkept:
            self.stored.emit()

    @Slot()
    def _come_back(self) -> None:
        told = failed_sentence(self._way, self._workspace.today())
        self._workspace.notices.tell(Notice(told, "red"))
        self.came_back.emit()
