"""A few choices side by side, of which one holds: Mine | All."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layouts import row
from ui.widgets.speaking import Role, speak_as

if TYPE_CHECKING:
    from collections.abc import Sequence


class Segments(QWidget):
    """Tab reaches the one that holds, arrows the others."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        speak_as(self, Role.Grouping)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for code, label in choices:
            button = Button(label, "segment")
            button.setCheckable(True)
            speak_as(button, Role.RadioButton)
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            self._buttons[code] = button
        self.setLayout(row(*self._buttons.values(), spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._told = choices[0][0]
        self.show_code(self._told)

    @property
    def code(self) -> str:
        """What holds."""
        return self._told

    def show_code(self, code: str) -> None:
        """Let a choice hold, without announcing it."""
        self._told = code
        self._buttons[code].setChecked(True)

    def focus_chosen(self) -> None:
        """Put the focus on what holds."""
        self._buttons[self._told].setFocus()

    def relabel(self, choices: Sequence[tuple[str, str]]) -> None:
        """Say the same choices in other words."""
        for code, label in choices:
            self._buttons[code].setText(label)

    @Slot()
    def _choose(self) -> None:
        code = next(code for code, button in self._buttons.items() if button.isChecked())
        if code != self._told:
            self._told = code
            self.chosen.emit(code)
