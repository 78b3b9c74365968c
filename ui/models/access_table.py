"""The access log as a table that is read on as one scrolls."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from typing_extensions import override

from app.formats import clock, short_date
from app.i18n import _
from ui.models.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.vault.access_log import LogLine

Index = QModelIndex | QPersistentModelIndex
_LONG_AGO = date(2000, 9, 28)


class AccessTable(TextTable):
    """One row per entry, the newest on top; whoever fills it reads on when more is wanted."""

    more_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(
            (
                TextColumn(_("When"), partial(_moment, today), 19),
                TextColumn(_("Who"), attrgetter("who"), 18),
                TextColumn(_("What"), attrgetter("what"), 23),
                TextColumn(_("Case"), attrgetter("about"), 20),
                TextColumn(_("Details"), attrgetter("detail"), 24),
            )
        )
        self._may_go_on = False

    def begin(self, lines: Sequence[LogLine], *, may_go_on: bool) -> None:
        """Display the newest entries."""
        self._may_go_on = may_go_on
        self.show(lines)

    def go_on(self, lines: Sequence[LogLine], *, may_go_on: bool) -> None:
        """Display the entries after those shown."""
        self._may_go_on = may_go_on
        if lines:
            count = len(self.values)
            self.beginInsertRows(QModelIndex(), count, count + len(lines) - 1)
            self.values = (*self.values, *lines)
            self.endInsertRows()

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return self._may_go_on and not parent.isValid()

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._may_go_on = False  # until what was asked for is here
            self.more_wanted.emit()


def widest_moment() -> str:
    """Return a moment as long as they get, to make room for: when is never cut."""
    return f"{short_date(_LONG_AGO, _LONG_AGO + timedelta(days=400))} 00:00"


def _moment(today: Callable[[], date], line: LogLine) -> str:
    at = line.at.astimezone()
    return f"{short_date(at.date(), today())} {clock(at)}"
