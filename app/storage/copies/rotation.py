"""Which copies to keep: the last days, weeks and months that have one, and always the newest.

A slot belongs to a day that has a copy, not to a day of the calendar, so a centre that opens twice
a month keeps seven such days, and a clock that was wrong for a while empties nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 6


def kept(
    made: Iterable[datetime], now: datetime, is_whole: Callable[[datetime], bool]
) -> frozenset[datetime]:
    """Return which of these copies to keep.

    `is_whole` is asked only about copies that would take a slot; a damaged one takes none, so it
    is never the reason why a whole one goes. Copies from after `now`, when the clock was wrong,
    are left in peace until their time has come.
    """
    newest_first = sorted(set(made), reverse=True)
    keeping = {moment for moment in newest_first if moment > now}
    slots = _Slots()
    for moment in newest_first:
        if moment not in keeping and slots.has_room(moment) and is_whole(moment):
            slots.take(moment)
            keeping.add(moment)
    return frozenset(keeping)


class _Slots:
    """The days, weeks and months that have their copy already."""

    def __init__(self) -> None:
        self._taken: tuple[tuple[int, set[tuple[int, ...]]], ...] = (
            (DAYS, set()),
            (WEEKS, set()),
            (MONTHS, set()),
        )

    def has_room(self, moment: datetime) -> bool:
        """Whether the newest copy of its day, week or month is still wanted, and this is it."""
        return any(
            len(taken) < most and slot not in taken
            for (most, taken), slot in zip(self._taken, _slots_of(moment), strict=True)
        )

    def take(self, moment: datetime) -> None:
        """Let a copy stand for its day, week and month."""
        for (most, taken), slot in zip(self._taken, _slots_of(moment), strict=True):
            if len(taken) < most:
                taken.add(slot)


def _slots_of(moment: datetime) -> tuple[tuple[int, ...], ...]:
    week = moment.isocalendar()
    return (
        (moment.year, moment.month, moment.day),
        (week.year, week.week),
        (moment.year, moment.month),
    )
