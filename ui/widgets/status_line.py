"""The status line: what is saved, what was just done, the last verified copy, when it locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy
from typing_extensions import override

from app.i18n import _, ngettext
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, Label, repolish
from ui.widgets.layouts import EDGE_PX, holding, row
from ui.widgets.speaking import Role, speak_as

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP_PX = 24

RECEIPT_MS = 6000
RECEIPT_MS_A_LETTER = 60
"""What a receipt stands, and what it stands longer for each letter: it is read slowly."""


class StatusLine(QFrame):
    """Short sentences at the foot of the window; a receipt takes the place of the lasting ones."""

    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        speak_as(self, Role.StatusBar)
        self.setAccessibleName(_("Status"))
        self._saved = Label()
        self._retry = Button(_("Try again"))
        self._retry.hide()
        self._copy = Label()
        self._idle = Label()
        self._offline = Label()
        self._usual = holding(row(self._copy, self._idle, None, self._offline, spacing=_GAP_PX))
        self._usual.setMinimumWidth(1)
        self._receipt = ElidedLabel()
        self._receipt.setProperty("state", "receipt")
        # It takes what is left: neither "✓ Saved" nor a failure gives way to it.
        self._receipt.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._receipt.hide()
        layout = row(self._saved, self._retry, self._usual, self._receipt, spacing=_GAP_PX)
        layout.setStretch(2, 1)
        layout.setStretch(3, 1)
        layout.setContentsMargins(EDGE_PX, 4, EDGE_PX, 4)
        self.setLayout(layout)
        self._fading = QTimer(self, singleShot=True)
        self._fading.timeout.connect(self._fade)
        self._retry.clicked.connect(self.retry_wanted)

    def show_saved(self, text: str, state: str) -> None:
        """Show whether what is on screen is safe: state ok, busy or failed."""
        self._saved.setText(text)
        self._saved.setToolTip(text)
        self._saved.setProperty("state", state)
        self._retry.setVisible(state == "failed")
        repolish(self._saved)
        self._fit()

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Show and say what was just done, and to whom; it stands for some seconds."""
        self._receipt.setText(sentence)
        announce(self._receipt, sentence)
        self._usual.hide()
        self._receipt.show()
        self._fading.start(RECEIPT_MS + RECEIPT_MS_A_LETTER * len(sentence))

    def show_copy(self, text: str, worry: str = "") -> None:
        """Show when the last verified copy was made; a worry is marked, and told in a tooltip."""
        self._copy.setText(f"! {text}" if worry else text)
        self._copy.setToolTip(worry)
        self._copy.setAccessibleDescription(worry)
        self._copy.setProperty("state", "worry" if worry else "")
        repolish(self._copy)
        self._fit()

    def show_idle(self, seconds_left: int) -> None:
        """Show how long until the program locks itself."""
        minutes = max(1, round(seconds_left / 60))
        text = ngettext("Locks in {n} min", "Locks in {n} min", minutes).format(n=minutes)
        if text != self._idle.text():
            self._idle.setText(text)
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    @Slot()
    def _fade(self) -> None:
        self._receipt.hide()
        self._receipt.setText("")
        self._usual.show()

    def _fit(self) -> None:
        """Let go of what matters least where there is little room; what is saved stays whole."""
        room = self.width() - 2 * EDGE_PX - self._saved_width()
        for said, shown in self._ways():
            self._offline.setText(said)
            wanted = sum(each.sizeHint().width() + _GAP_PX for each in shown)
            if wanted <= room or not shown:
                break
        for each in (self._copy, self._idle, self._offline):
            each.setVisible(each in shown)

    def _ways(self) -> Iterator[tuple[str, tuple[Label, ...]]]:
        """Yield what is said of the network and which sentences stand, the fullest first."""
        short = _("Offline")
        yield _("Offline · everything is encrypted on this computer"), self._lasting()
        yield short, self._lasting()
        yield short, (self._copy, self._offline)
        yield short, (self._copy,)
        yield short, ()

    def _lasting(self) -> tuple[Label, ...]:
        return (self._copy, self._idle, self._offline)

    def _saved_width(self) -> int:
        """Return how wide the saved state is; one wider than the window goes on two lines."""
        self._saved.setWordWrap(False)
        retry = self._retry.sizeHint().width() + _GAP_PX if not self._retry.isHidden() else 0
        wide = self._saved.sizeHint().width() + retry
        self._saved.setWordWrap(wide > self.width() - 2 * EDGE_PX)
        return wide
