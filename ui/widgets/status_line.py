"""The status line: what is saved, the last verified copy, when it locks, offline."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.i18n import _, ngettext
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, Label, repolish
from ui.widgets.layouts import row


class StatusLine(QFrame):
    """Four short sentences at the foot of the window."""

    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._saved = ElidedLabel()
        self._retry = Button(_("Try again"))
        self._retry.hide()
        self._copy = Label()
        self._idle = Label()
        offline = Label(_("Offline · everything is encrypted on this machine"))
        layout = row(self._saved, self._retry, self._copy, self._idle, None, offline, spacing=22)
        layout.setContentsMargins(14, 3, 14, 3)
        self.setLayout(layout)
        self._retry.clicked.connect(self.retry_wanted)

    def show_saved(self, text: str, state: str) -> None:
        """Show whether what is on screen is safe: state ok, busy or failed."""
        self._saved.setText(text)
        self._saved.setToolTip(text)
        self._saved.setProperty("state", state)
        self._retry.setVisible(state == "failed")
        repolish(self._saved)

    def show_copy(self, text: str, worry: str = "") -> None:
        """Show when the last verified copy was made; a worry is marked, and told in a tooltip."""
        self._copy.setText(f"! {text}" if worry else text)
        self._copy.setToolTip(worry)
        self._copy.setAccessibleDescription(worry)
        self._copy.setProperty("state", "worry" if worry else "")
        repolish(self._copy)

    def show_idle(self, seconds_left: int) -> None:
        """Show how long until the program locks itself."""
        minutes = max(1, round(seconds_left / 60))
        text = ngettext("Locks in {n} min", "Locks in {n} min", minutes).format(n=minutes)
        if text != self._idle.text():
            self._idle.setText(text)
