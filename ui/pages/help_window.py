"""The help beside a window that has no pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from app.i18n import _
from ui.pages.help_view import HelpView
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.layouts import column, row

_SIZE_PX = (560, 520)


class HelpWindow(QDialog):
    """Stands beside its window and lets it be worked in; Esc and F1 close it."""

    def __init__(self, parent: QWidget, topic: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = HelpView(beside=True)
        self.closing = Button(_("Close"), "primary")
        self.closing.clicked.connect(self.accept)
        self.finished.connect(parent.activateWindow)
        layout = column(self.view, row(None, self.closing), spacing=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        self.resize(*map(theme.px, _SIZE_PX))
        self.ring = FocusRing(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self.accept)
        self.view.show_topic(topic)
