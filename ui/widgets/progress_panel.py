"""What is going on, how far it is, and a button that stops it where it can be stopped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row

_STEPS = 1000


class ProgressPanel(QWidget):
    """Hidden until something begins; without a measure its bar just moves."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = Label("", "quiet", wrap=True)
        self.bar = QProgressBar(maximum=0, textVisible=False)
        self.stop = Button(_("Stop"))
        self.stop.clicked.connect(self._stop)
        layout = row(column(self.said, self.bar, spacing=4), self.stop, spacing=12)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def begin(self, text: str, *, stoppable: bool = False) -> None:
        """Show that something has begun."""
        self.said.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setVisible(stoppable)
        self.show()

    def show_part(self, part: float) -> None:
        """Show how much is done, 0 to 1."""
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(part * _STEPS))

    def end(self) -> None:
        """Go out of sight."""
        self.hide()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.said.setText(_("Stopping …"))
        self.stop_wanted.emit()
