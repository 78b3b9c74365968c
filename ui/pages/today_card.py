"""A card of I dag: a heading, a count and a list as tall as its rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot

from app.i18n import _
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line


@dataclass(frozen=True)
class More:
    """Where the last row of a long list leads: to all of its rows."""


class TodayCard(Card):
    """A heading, a count and a list, or a sentence where there is nothing."""

    going = Signal(object)
    all_wanted = Signal()

    def __init__(self, title: str, nothing: str, lead_px: int = 0, middle_px: int = 150) -> None:
        super().__init__()
        self.list = LineListView(title, lead_px=lead_px, middle_px=middle_px, grows=True)
        self.list.opened.connect(self.follow)
        self.count = Label("", "heading-count")
        self.nothing = Label(nothing, "quiet", wrap=True)
        head = row(Label(title, "heading"), self.count, None)
        head.setContentsMargins(16, 12, 16, 8)
        self.nothing.setContentsMargins(16, 0, 16, 16)
        body = column(head, self.nothing, self.list, spacing=0)
        body.setContentsMargins(1, 1, 1, 1)
        self.setLayout(body)

    def show_lines(
        self, lines: tuple[Line, ...], count: str = "", *, has_more: bool = False
    ) -> None:
        """Display the lines and a count, and where there are more a way to all of them."""
        self.list.show_lines((*lines, way_to_all()) if has_more else lines)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.count.setText(count)
        self.count.setVisible(bool(count))

    def go_to_rows(self) -> None:
        """Put the focus on the first of the rows."""
        if self.list.lines.lines:
            self.list.setCurrentIndex(self.list.lines.index(0))
            self.list.setFocus()

    @Slot(object)
    def follow(self, target: object) -> None:
        """Go where a row leads."""
        if isinstance(target, More):
            self.all_wanted.emit()
        else:
            self.going.emit(target)


def way_to_all() -> Line:
    """Return the row that leads to those that are not shown."""
    return Line(title=_("There are more: show all"), target=More())
