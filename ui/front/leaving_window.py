"""What is on screen while the copies of a locked vault are made, when that takes a moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.front.front import FRONT_SIZE, Side, front_layout, page, side_text, standing
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.progress_panel import ProgressPanel

_PATIENCE_MS = 400
"""What ends sooner than this needs no window."""


class LeavingWindow(QWidget):
    """Names nobody. Stopping locks at once; the copies are tried again the next time."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        offer_help(self, "leaving")
        self.setObjectName("ground")
        self.setWindowTitle(_("Leia – locked"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.busy = ProgressPanel()
        self.busy.begin(_("Copying, and checking that the copy opens …"), stoppable=True)
        self.busy.stop_wanted.connect(self.stop_wanted)
        told = _(
            "Nothing can be read any more. Today’s copies are being made; if you cannot "
            "wait, stop them, and Leia makes them the next time."
        )
        card = Card(column(Label(told, wrap=True), self.busy, spacing=14), 24)
        side = Side(side_text(_("Nothing is shown and nothing is open."), "side-heading"))
        content = standing(None, Label(_("Locked"), "title"), card, None, None)
        self.setLayout(front_layout(side, page(content, 520)))
        self.resize(FRONT_SIZE)
        self._ring = FocusRing(self)
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._soon.timeout.connect(self._appear)

    def wait_in(self, window: QWidget) -> None:
        """Come in a window's place, unless it is over at once."""
        self.setGeometry(window.geometry())
        self.setWindowState(window.windowState())
        self._soon.start()

    def leave(self) -> None:
        """Go, for good."""
        self._soon.stop()
        self.hide()
        self.deleteLater()

    @Slot()
    def _appear(self) -> None:
        self.show()
        self.busy.stop.setFocus()
