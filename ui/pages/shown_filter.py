"""Which clients are listed: by where the guidance is and who has the next move, with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.i18n import _, pgettext
from app.services.case.client_list import Shown
from ui.style.theme import theme
from ui.widgets.fields import ChoiceField
from ui.widgets.layouts import row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPARE_PX = 40
"""The choice that holds is bolder than the others, and a bit wider."""


class ShownFilter(QWidget):
    """Choices side by side where there is room for all, a list of choices where there is not."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        name = _("Which clients are listed")
        self._shown, self._mine, self._counts = Shown.ALL, False, dict[Shown, int]()
        self.segments = Segments(name, self._choices())
        self.list = ChoiceField(self._choices())
        self.list.setAccessibleName(name)
        self.setLayout(row(self.segments, self.list, None, spacing=0))
        self.segments.chosen.connect(self.chosen)
        self.list.edited.connect(self.chosen)
        theme.changed.connect(self.fit)
        self.fit()

    def show_choice(self, shown: Shown, *, mine: bool) -> None:
        """Let a choice hold, without announcing it; `mine` says whom the centre's move is for."""
        if mine != self._mine:
            self._mine = mine
            self._say()
        self._shown = shown
        self.segments.show_code(shown.value)
        self.list.show_text(shown.value)

    def show_counts(self, counts: Mapping[Shown, int]) -> None:
        """Say how many there are of each."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._say()

    @Slot()
    def fit(self) -> None:
        """Show the choices side by side where they fit."""
        fits = self.segments.sizeHint().width() + theme.px(_SPARE_PX) <= self.width()
        if fits != self.segments.isHidden():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.segments.setVisible(fits)
        self.list.setVisible(not fits)
        if had_focus:
            (self.segments.focus_chosen if fits else self.list.setFocus)()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _say(self) -> None:
        choices = self._choices()
        self.segments.relabel(choices)
        for layout in (self.segments.layout(), self.layout()):
            if layout is not None:
                layout.activate()  # words that came later get their room at once
        self.list.offer(choices)
        self.list.show_text(self._shown.value)
        self.fit()

    def _choices(self) -> list[tuple[str, str]]:
        words = _words(mine=self._mine)
        return [
            (shown.value, f"{words[shown]} {self._counts[shown]}" if self._counts else words[shown])
            for shown in Shown
        ]


def _words(*, mine: bool) -> dict[Shown, str]:
    return {
        Shown.ALL: pgettext("clients", "All"),
        Shown.OPEN: pgettext("period", "Under way"),
        Shown.CENTRE: _("Waiting for me") if mine else _("Waiting for the centre"),
        Shown.CLIENT: _("Waiting for the client"),
        Shown.NAV: _("Waiting for Nav"),
        Shown.WAITING: _("Waiting list"),
        Shown.COMPLETED: pgettext("period", "Completed"),
        Shown.ENDED: pgettext("clients", "Ended"),
    }
