"""The line under the date: three numbers, each a way to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from ui.pages.deadlines_card import figure
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import row

if TYPE_CHECKING:
    from app.services.case.today import Today


class DaySummary(QWidget):
    """What is left of the day's meetings, what waits, and what has gone by."""

    def __init__(self) -> None:
        super().__init__()
        self.meetings, self.waiting, self.overdue = (Button("", "quiet-link") for _n in range(3))
        self._dots = [Label("·", "quiet") for _n in range(2)]
        self._words = Label("", "quiet")
        parts = (self.meetings, self._dots[0], self.waiting, self._dots[1], self.overdue)
        self.setLayout(row(self._words, *parts, None, spacing=6))

    def show_day(self, found: Today) -> None:
        """Show the day's numbers; where one is nought, there is nowhere to go."""
        left, waits, late = found.meetings_left, found.waiting_count, found.overdue.count
        self.meetings.setText(
            ngettext("{n} meeting left", "{n} meetings left", left).format(n=left)
        )
        self.waiting.setText(
            ngettext("{n} waiting for you", "{n} waiting for you", waits).format(n=figure(waits))
        )
        self.overdue.setText(
            ngettext("{n} deadline overdue", "{n} deadlines overdue", late).format(n=figure(late))
        )
        shown = [bool(count) for count in (left, waits, late)]
        for button, is_shown in zip(
            (self.meetings, self.waiting, self.overdue), shown, strict=True
        ):
            button.setVisible(is_shown)
        self._dots[0].setVisible(shown[0] and any(shown[1:]))
        self._dots[1].setVisible(shown[1] and shown[2])
        self._say("" if any(shown) else _("Nothing is waiting, and no meetings are left."))

    def show_words(self, words: str) -> None:
        """Show words in place of the numbers."""
        for each in (self.meetings, self.waiting, self.overdue, *self._dots):
            each.hide()
        self._say(words)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
