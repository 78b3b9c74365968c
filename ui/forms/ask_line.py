"""Asks for one thing in a line of its own; what is typed is kept until it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.i18n import _
from ui.forms.jotting import Jotting
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyCap
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from app.services.case.editing import FieldKey
    from ui.desk import Desk


class AskLine(QWidget):
    """A field under what it is about: Enter takes what stands there, Esc leaves it be."""

    given = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.field = TextField()
        self._kept = Jotting(desk, self.field)
        self._label = Label("", "label", wrap=True)
        self._label.setBuddy(self.field)
        layout = row(self.field, KeyCap("Return"), Label(_("takes it"), "small"))
        layout.setStretch(0, 1)
        self.setLayout(column(self._label, layout, spacing=2))
        self.field.returnPressed.connect(self._take)
        self.hide()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def show_about(self, about: FieldKey | None) -> None:
        """Belong to a thing; what was typed before a lock or a crash stands here again."""
        self._kept.show(about)
        self.setVisible(bool(self._kept.text))

    def ask(self, label: str, hint: str, text: str = "") -> None:
        """Ask, beginning with what is known; what was typed and never taken goes before that."""
        self._label.setText(label)
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(hint)
        if not self._kept.text:
            self.field.show_text(text)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def clear(self) -> None:
        """Go away: what was typed has been taken."""
        self._kept.clear()
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _take(self) -> None:
        self.given.emit()
        self.clear()
