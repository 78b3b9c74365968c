"""Deadlines in three groups that fold: those gone by, today's, and those of the next days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from app.formats import joined, weekday_day_month
from app.i18n import _, ngettext
from app.services.case.today import COUNTED, DAYS_AHEAD
from ui.pages.day_rows import deadline_row
from ui.pages.today_card import TodayCard, way_to_all
from ui.widgets.announcing import announce
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.services.case.today import Deadlines, Today

GONE_BY, TODAY, AHEAD = "gone by", "today", "ahead"


@dataclass(frozen=True)
class Fold:
    """Where the heading of a group leads: to its rows, or away from them."""

    group: str


class DeadlinesCard(TodayCard):
    """Gone by and today's stand open; the next days are one row until somebody wants them."""

    def __init__(self) -> None:
        super().__init__(
            _("Deadlines"), _("No deadlines in the next 7 days."), lead_px=104, middle_px=250
        )
        self._folded = {AHEAD}
        self._found: Today | None = None
        self._today: date | None = None

    def show_day(self, found: Today, today: date) -> None:
        """Display the deadlines that are near."""
        self._found, self._today = found, today
        self.show_lines(tuple(self._rows(found, today)))

    def unfold(self, group: str) -> None:
        """Show the rows of a group with the cursor on its heading."""
        self._folded.discard(group)
        self._show_again()
        self.list.show_current(Fold(group))
        self.list.setFocus()

    @Slot(object)
    @override
    def follow(self, target: object) -> None:
        if not isinstance(target, Fold):
            super().follow(target)
            return
        self._folded ^= {target.group}
        self._show_again()
        here = self.list.currentIndex().row()
        announce(self.list, self.list.lines.lines[here].spoken)

    def _show_again(self) -> None:
        if self._found is not None and self._today is not None:
            self.show_day(self._found, self._today)

    def _rows(self, found: Today, today: date) -> Iterator[Line]:
        last = weekday_day_month(today + timedelta(days=DAYS_AHEAD))
        until = _("through {day}").format(day=last)
        days = ngettext("Next {n} day", "Next {n} days", DAYS_AHEAD).format(n=DAYS_AHEAD)
        yield from self._group(GONE_BY, _("Overdue"), found.overdue, today)
        yield from self._group(TODAY, _("Today"), found.due_today, today)
        yield from self._group(AHEAD, days, found.due_soon, today, until)

    def _group(
        self, name: str, title: str, deadlines: Deadlines, today: date, until: str = ""
    ) -> Iterator[Line]:
        if not deadlines.count:
            return
        folded = name in self._folded
        told = joined([figure(deadlines.count), until])
        yield Line(title=title, title_rest=told, folded=folded, target=Fold(name))
        if folded:
            return
        for line in deadlines.lines:
            yield deadline_row(line, today)
        if deadlines.count > len(deadlines.lines):
            yield way_to_all()


def figure(count: int) -> str:
    """Return a number; of very many only that there are more."""
    return f"{COUNTED}+" if count >= COUNTED else str(count)
