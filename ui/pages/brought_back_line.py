"""One line on I dag after a crash or a power cut: what was brought back, and the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from app.i18n import _
from app.services.case.brought_back import brought_back, forget_brought_back
from ui.widgets.announcing import announce
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from app.services.case.brought_back import Place
    from ui.workspace import Workspace


class BroughtBackLine(NoticeBar):
    """Stands until somebody went there or closed it, also over a lock."""

    wanted = Signal(object)
    """The place where the words are."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._vault = workspace.vault
        self._place: Place | None = None
        self._met: Place | None = None
        self.closed.connect(self._forget)

    def refresh(self) -> None:
        """Say what is still to be told."""
        before, self._place = self._place, brought_back(self._vault)
        self.setVisible(self._place is not None)
        if self._place is not None and self._place != before:
            self.say(self._place.sentence, "ok", _("Go there"), self._go)
            announce(self, self._place.sentence)

    def takes_focus(self) -> bool:
        """Take the focus when there is something to tell for the first time; Enter goes there."""
        is_new = self._place is not None and self._place != self._met
        self._met = self._place
        if is_new:
            self.focus_action()
        return is_new

    def _go(self) -> None:
        self.wanted.emit(self._place)

    @Slot()
    def _forget(self) -> None:
        if not self._vault.read_only:
            forget_brought_back(self._vault)
