"""Where a recovery key is typed: row by row as on the sheet, in groups of four."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _
from ui.widgets.fields import HeardLine
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

BEGINNING = "AGE-SECRET-KEY-1"
"""The sheet's first row; nobody has to type it."""
ROWS = (20, 20, 18)
"""How many signs the other rows of the sheet have."""
_GROUP = 4
_NUMBER_OF_FIRST = 2


class KeyRow(HeardLine):
    """One row: capitals in groups of four, however it is typed; what is pasted flows on."""

    flowed = Signal(str)
    """With what did not fit: one sign that was typed, or the rest of what was pasted."""
    changed = Signal()

    def __init__(self, number: int, length: int) -> None:
        super().__init__()
        self._length = length
        self._shown = ""
        self.setProperty("role", "key")
        self.setAccessibleName(_("Row {number} of the key").format(number=number))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.edited.connect(self._take)

    @property
    def signs(self) -> str:
        """What was typed, without the gaps."""
        return self._shown

    @property
    def is_full(self) -> bool:
        """Whether the row has all its signs."""
        return len(self._shown) == self._length

    def show_signs(self, signs: str) -> None:
        """Display signs in groups; what does not fit flows on to the next row."""
        self._shown = signs[: self._length]
        self.setText(grouped(self._shown))
        if signs[self._length :]:
            self.flowed.emit(signs[self._length :])

    def _take(self, text: str) -> None:
        signs = cleaned(text)
        caret = len(cleaned(text[: self.cursorPosition()]))
        if self.is_full and len(signs) == self._length + 1 and caret <= self._length:
            signs, caret = self._shown, caret - 1  # there is no room in the middle of a full row
        self.show_signs(signs)
        self.setCursorPosition(len(grouped(signs[: min(caret, self._length)])))
        self.changed.emit()
        if caret == self._length == len(signs):
            self.flowed.emit("")


class KeyField(QWidget):
    """The rows of the sheet; the whole key may also be pasted into the first."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = tuple(KeyRow(n, length) for n, length in enumerate(ROWS, _NUMBER_OF_FIRST))
        self.setFocusProxy(self.rows[0])
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setVerticalSpacing(8)
        layout.setHorizontalSpacing(12)
        layout.addWidget(Label("1", "small"), 0, 0)
        layout.addWidget(Label(BEGINNING, "mono"), 0, 1)
        for at, row in enumerate(self.rows, 1):
            number = Label(str(at + 1), "small")
            number.setBuddy(row)
            layout.addWidget(number, at, 0)
            layout.addWidget(row, at, 1)
            row.flowed.connect(self._flow_from(at))
            row.changed.connect(self.edited)
        layout.setColumnStretch(1, 1)

    @property
    def secret(self) -> str:
        """The key as it was typed; empty when nothing was."""
        signs = "".join(row.signs for row in self.rows)
        return BEGINNING + signs if signs else ""

    @property
    def first_gap(self) -> KeyRow | None:
        """The first row that is not full."""
        return next((row for row in self.rows if not row.is_full), None)

    def _flow_from(self, at: int) -> Callable[[str], None]:
        following = self.rows[at] if at < len(self.rows) else None

        def flow(signs: str) -> None:
            if following is None:
                return
            following.setFocus()
            if len(signs) > 1 or not following.signs:  # a sign too many wipes nothing out
                following.show_signs(signs)

        return flow


def cleaned(text: str) -> str:
    """Return the signs of a key without gaps, in capitals; the letter O is a zero there."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    beginning = "".join(sign for sign in BEGINNING if sign.isalnum())
    return signs.removeprefix(beginning).replace("O", "0")


def grouped(signs: str) -> str:
    """Return signs in groups of four, as on the sheet."""
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
