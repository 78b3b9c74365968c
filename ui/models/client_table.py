"""The clients as a table; columns are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import PeriodState, PlanState
from app.formats import age, joined, short_date
from app.i18n import _, ngettext
from app.services.case.waiting_list import agreement_words, priority_words
from app.services.reference import municipality_name
from ui.models.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.storage.values.lines import ClientLine


WHOSE = 1
"""The column that says whose case it is."""
STATE = 4
"""The one that says where a period is that is not under way."""
ON_WAITING_LIST = (5, 6, 7)
"""Those of the waiting list alone: how long, by which rule, under which agreement."""
OF_GUIDANCE = (8, 9, 10)
"""Those that are empty as long as somebody waits."""
GIVING_WAY = (11, 9, 7, 3, 2)
"""The columns that can be missed where there is little room, the first before the others."""

_MANY_DAYS = 100


class ClientTable(TextTable):
    """One row per client, in Norwegian name order."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        columns: tuple[TextColumn[ClientLine], ...] = (
            TextColumn(_("Name"), lambda line: line.name or _("(no name yet)"), 26),
            TextColumn(_("Whose case"), _owners, 16),
            TextColumn(_("Age"), lambda line: str(age(line.birth_year, today()) or ""), 6),
            TextColumn(_("Municipality"), lambda line: municipality_name(line.municipality), 22),
            TextColumn(_("Guidance"), self._state, 18),
            TextColumn(_("Has waited"), self._waited, 12),
            TextColumn(_("Priority"), lambda line: priority_words(line.priority), 24),
            TextColumn(_("Agreement"), lambda line: agreement_words(line.agreement), 24),
            TextColumn(_("Plan"), _plan, 18),
            TextColumn(_("Meetings held"), lambda line: str(line.meetings_held or ""), 12),
            TextColumn(_("Next meeting"), self._next, 14),
            TextColumn(
                _("Last changed"), lambda line: short_date(line.last_changed.date(), today()), 14
            ),
        )
        super().__init__(columns)

    @property
    def clients(self) -> tuple[ClientLine, ...]:
        """The clients that are shown."""
        return self.values

    def _next(self, line: ClientLine) -> str:
        return short_date(line.next_meeting, self._today()) if line.next_meeting else ""

    def _state(self, line: ClientLine) -> str:
        """Return where a period is; what is under way goes without saying."""
        if line.state == PeriodState.OPEN:
            return ""
        if line.state == PeriodState.WAITING:
            return " ".join(part for part in (_("Waiting list"), self._waited(line)) if part)
        return line.state.label

    def _waited(self, line: ClientLine) -> str:
        if line.waiting_since is None:
            return ""
        days = max((self._today() - line.waiting_since).days, 0)
        return ngettext("{n} day", "{n} days", days).format(n=days)


def longest_state() -> str:
    """Return the longest that is said of where a period is, so that there is room for it."""
    days = ngettext("{n} day", "{n} days", _MANY_DAYS).format(n=_MANY_DAYS)
    return f"{_('Waiting list')} {days}"


def _owners(line: ClientLine) -> str:
    return ", ".join(line.owners)


def _plan(line: ClientLine) -> str:
    if line.plan_state is None:
        return _("No plan yet")
    if line.plan_state == PlanState.DRAFT:
        return _("Draft of version {n}").format(n=line.plan_number)
    version = _("Version {n}").format(n=line.plan_number)
    return version if line.plan_state.is_known else joined([version, line.plan_state.label])
