"""A quiet message above the content, with two ways on at most. It never asks and never waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from app.i18n import _
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import column, folding, holding, row

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDS_BELOW = 440


class NoticeBar(QFrame):
    """Stays until it is closed or something newer is said."""

    closed = Signal()

    def __init__(self, *, closable: bool = True) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = Label(wrap=True)
        self._action = Button("")
        self._other = Button("")
        self._then: Callable[[], None] | None = None
        self._or_else: Callable[[], None] | None = None
        close = Button(_("Close"), "link")
        ways = holding(row(self._action, self._other, close, None))
        said = folding(self._text, ways, below=_FOLDS_BELOW, spacing=8, shares=(1, 0))
        layout = column(said)
        layout.setContentsMargins(14, 8, 10, 8)
        self.setLayout(layout)
        self._other.hide()
        self._action.clicked.connect(self._act)
        self._other.clicked.connect(self._act_otherwise)
        close.clicked.connect(self._close)
        close.setVisible(closable)
        self.hide()

    def say(
        self, text: str, tone: str = "sun", action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence in a tone (sun, red, ok) and perhaps a button."""
        if text != self._text.text() or self.isHidden():
            announce(self, text, assertive=tone == "red")
        self._text.setText(text)
        self._then = then
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        repolish(self)
        self.show()

    def focus_action(self) -> None:
        """Put the focus on the first way on."""
        self._action.setFocus()

    def offer(self, other: str, or_else: Callable[[], None] | None) -> None:
        """Offer a second way beside the first; empty takes it away."""
        self._or_else = or_else
        self._other.setText(other)
        self._other.setVisible(bool(other))

    @Slot()
    def _act(self) -> None:
        then = self._then
        self._close()
        if then is not None:
            then()

    @Slot()
    def _act_otherwise(self) -> None:
        or_else = self._or_else
        self._close()
        if or_else is not None:
            or_else()

    @Slot()
    def _close(self) -> None:
        self.hide()
        self.closed.emit()
