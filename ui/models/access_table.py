"""The access log as a table that is read on as one scrolls."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from typing_extensions import override

from app.formats import clock, near_date
from app.i18n import _
from ui.models.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.services.vault.access_log import LogLine

Index = QModelIndex | QPersistentModelIndex


class AccessTable(TextTable):
    """One row per entry, the newest on top; whoever fills it reads on when more is wanted."""

    more_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(
            (
                TextColumn(_("When"), partial(_moment, today), 16),
                TextColumn(_("Who"), attrgetter("who"), 18),
                TextColumn(_("What"), attrgetter("what"), 24),
                TextColumn(_("Case"), attrgetter("about"), 20),
                TextColumn(_("Details"), attrgetter("detail"), 26),
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


def _moment(today: Callable[[], date], line: LogLine) -> str:
    at = line.at.astimezone()
    return f"{near_date(at.date(), today())} {clock(at)}"
