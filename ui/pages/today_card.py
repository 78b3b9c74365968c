"""A card of I dag: a heading, a count and a list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot

from app.i18n import _
from ui.widgets.labels import Label, Pill
from ui.widgets.layouts import Card, column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line


@dataclass(frozen=True)
class _More:
    """Where the last row of a long list leads: to all of its rows."""


class TodayCard(Card):
    """A heading, a count and a list, or a sentence where there is nothing."""

    going = Signal(object)
    all_wanted = Signal()

    def __init__(self, title: str, nothing: str, lead_px: int = 0) -> None:
        super().__init__()
        self.list = LineListView(title, lead_px=lead_px)
        self.list.opened.connect(self._go)
        self.count = Pill()
        self.nothing = Label(nothing, "quiet", wrap=True)
        head = row(Label(title, "heading"), self.count, None)
        head.setContentsMargins(16, 12, 16, 4)
        self.nothing.setContentsMargins(16, 0, 16, 16)
        self._body = column(head, self.nothing, self.list, None, spacing=4)
        self._body.setContentsMargins(1, 1, 1, 4)
        self._body.setStretch(2, 1)
        self.setLayout(self._body)

    def show_lines(
        self,
        lines: tuple[Line, ...],
        pill: tuple[str, str] = ("", "grey"),
        *,
        has_more: bool = False,
    ) -> None:
        """Display the lines and a count, and where there are more a way to all of them."""
        self.list.show_lines((*lines, _way_to_all()) if has_more else lines)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._body.setStretch(3, 0 if lines else 1)
        self.count.show_text(*pill)
        self.count.setVisible(bool(pill[0]))

    @Slot(object)
    def _go(self, target: object) -> None:
        if isinstance(target, _More):
            self.all_wanted.emit()
        else:
            self.going.emit(target)


def _way_to_all() -> Line:
    return Line(title=_("There are more: show all"), target=_More())
