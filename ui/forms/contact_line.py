"""A line of words about a contact, right after the key that wrote it down; it holds nothing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.domain.periods import ContactAttempt
from app.i18n import _
from ui.forms.form import Form
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, row

if TYPE_CHECKING:
    from ui.desk import Desk


class ContactLine(Form):
    """Comes with the caret in it; Enter or Esc gives the caret back to where it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told = Label("", "quiet")
        self._attempt_id = ""
        self._came_from: QWidget | None = None
        self.words = TextField()
        self.words.setPlaceholderText(_("Some words, if you like"))
        self.bind("contact", "words", self.words)
        layout = row(self._told, self.words, spacing=12)
        layout.setContentsMargins(EDGE_PX, 6, EDGE_PX, 6)
        self.setLayout(layout)
        self.hide()
        desk.watch(self, (ContactAttempt,), self._look)
        desk.opened.connect(self._look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def show_attempt(self, attempt: ContactAttempt, told: str) -> None:
        """Let words be written about an attempt."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._attempt_id = attempt.id
        self._told.setText(told)
        self.show_entity(attempt, "contact")
        self.show()
        self.words.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close()
            return
        super().keyPressEvent(event)

    @Slot()
    def _look(self) -> None:
        """Go when the attempt is not there any more."""
        editing = self.desk.editing
        if editing is None or self._attempt_id not in editing.folder.entities:
            self._close()

    @Slot(QWidget, QWidget)
    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """Go when somebody goes on elsewhere in the window."""
        del old
        if now is None or self.isHidden() or now.window() is not self.window():
            return  # a menu or a dialog is nowhere else
        if not self.isAncestorOf(now):
            self.hide()

    def _close(self) -> None:
        if self.isHidden():
            return
        focus, self._came_from = self._came_from, None
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        if had_focus and focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
