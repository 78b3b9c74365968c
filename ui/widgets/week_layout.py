"""Where the appointments of some days lie: in columns of days, in rows of hours, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from ui.widgets.lines import Line

_HOUR = 60
_OPENS, _CLOSES = 8, 16
"""Hours that are shown, whatever lies in them."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One appointment: what it says, and when it is."""

    line: Line
    day: date
    begins: time | None
    minutes: int

    @property
    def first_minute(self) -> int:
        """The minute of the day it begins at; one without a time begins at none."""
        return self.begins.hour * _HOUR + self.begins.minute if self.begins else -1


@dataclass(frozen=True)
class Lane:
    """Which of so many columns of its day an appointment has."""

    number: int
    count: int


def hours_of(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the hours to show: those of an office day, and whatever lies before and after."""
    timed = [block for block in blocks if block.begins is not None]
    first = min((block.first_minute // _HOUR for block in timed), default=_OPENS)
    ends = (-(-(block.first_minute + block.minutes) // _HOUR) for block in timed)
    return min(first, _OPENS), min(max(*ends, _CLOSES, _CLOSES), 24)


def lanes_of(spans: Sequence[tuple[int, int]]) -> list[Lane]:
    """Return the lane of each span of one day; those that hold at once lie beside each other."""
    order = sorted(range(len(spans)), key=lambda each: spans[each])
    found = [Lane(0, 1)] * len(spans)
    together: list[int] = []
    ends: list[int] = []
    for each in (*order, None):
        if each is None or (ends and spans[each][0] >= max(ends)):
            for one in together:
                found[one] = Lane(found[one].number, len(ends))
            together, ends = [], []
        if each is None:
            break
        begins, until = spans[each]
        free = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
        ends[free : free + 1] = [until]
        found[each] = Lane(free, 1)
        together.append(each)
    return found
