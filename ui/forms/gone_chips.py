"""What has gone from a section to the texts of the plan, as chips with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.labels import field_label
from app.i18n import _
from ui.forms.rows import empty_layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Pill
from ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.taken_lines import TakenLine


class _Back(Button):
    """Takes words back from the plan: Enter, Space or Delete."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


class GoneChips(QWidget):
    """One chip for each; nothing gone is nothing shown."""

    back_wanted = Signal(object)
    """A line that is to be taken back from the plan."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[TakenLine, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)

    def show_gone(self, texts: Sequence[TakenLine], *, may_go_back: bool, after: QWidget) -> None:
        """Show what went; of a finished plan it stays. Tab comes here after another field."""
        if (shown := (*texts,)) == self._shown and may_go_back == self._may_go_back:
            return
        self._shown, self._may_go_back = shown, may_go_back
        empty_layout(self._rows)
        for taken in shown:
            back = self._back(taken)
            self._rows.addWidget(self._chip(taken, back))
            QWidget.setTabOrder(after, back)
            after = back
        self.setVisible(bool(shown))

    _may_go_back = False

    def _back(self, taken: TakenLine) -> Button:
        back = _Back("✕", "chip")
        back.setAccessibleName(_("Take back from the plan: {words}").format(words=taken.words))
        back.clicked.connect(lambda _checked=False, each=taken: self.back_wanted.emit(each))
        return back

    def _chip(self, taken: TakenLine, back: Button) -> QWidget:
        field = field_label("plan", taken.plan_field)
        words = _("→ {field}: {words}").format(field=field, words=taken.words)
        chip = Pill(words, "ok")
        chip.give_way()
        if not self._may_go_back:
            back.hide()
        return holding(row(chip, back, None, spacing=4))
