"""The appointments of some days: one's own, or everybody's, as the list of clients has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.case.client_list import Whose, chosen_whose

if TYPE_CHECKING:
    from datetime import date

    from app.storage.values.lines import MeetingLine
    from app.storage.vault import Vault


@dataclass(frozen=True, kw_only=True)
class DaysLooked:
    """Appointments from one day to another, and whose they are."""

    lines: tuple[MeetingLine, ...]
    whose: Whose
    is_shared: bool
    """Whether several people work with cases here, so that it matters whose they are."""


def look_at_days(vault: Vault, first: date, last: date, today: date) -> DaysLooked:
    """Return the appointments of some days in the order of the clock, those without one first."""
    with vault.work() as work:
        whose, shared = chosen_whose(work)
        lines = work.day.meetings_between(first, last, today, mine=whose == Whose.MINE)
    return DaysLooked(lines=lines, whose=whose, is_shared=shared)
