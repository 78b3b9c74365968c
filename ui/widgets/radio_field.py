"""One of a few choices, all of them in sight, as round buttons under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.widgets.speaking import Role, speak_as

if TYPE_CHECKING:
    from collections.abc import Sequence


class RadioField(QWidget):
    """Arrows go between the choices; what belongs to one of them can stand under it."""

    edited = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        speak_as(self, Role.Grouping)
        self._group = QButtonGroup(self)
        self._buttons = {code: QRadioButton(label) for code, label in choices}
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        for code, button in self._buttons.items():
            button.setProperty("code", code)
            self._group.addButton(button)
            self._rows.addWidget(button)
        self.setLayout(self._rows)
        self.setFocusProxy(next(iter(self._buttons.values())))
        self._group.buttonClicked.connect(self._choose)

    def put_under(self, code: str, widget: QWidget) -> None:
        """Let a widget stand under a choice."""
        self._rows.insertWidget(self._rows.indexOf(self._buttons[code]) + 1, widget)

    def show_text(self, text: str) -> None:
        """Display a choice; one that is none of them leaves all empty."""
        self._group.setExclusive(False)
        for code, button in self._buttons.items():
            button.setChecked(code == text)
        self._group.setExclusive(True)

    def set_locked(self, *, locked: bool) -> None:
        """Allow or refuse choosing."""
        for button in self._buttons.values():
            button.setEnabled(not locked)

    def touched(self) -> str:
        """Nothing is written here."""
        return ""

    def focus_chosen(self) -> None:
        """Put the focus on what is chosen, or on the first."""
        chosen = self._group.checkedButton() or next(iter(self._buttons.values()))
        chosen.setFocus()

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self.edited.emit(str(button.property("code")))
