"""The clients as a table; columns are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import PlanState
from app.formats import age, joined, short_date
from app.i18n import _
from app.services.reference import municipality_name
from ui.models.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.storage.values.lines import ClientLine


WHOSE = 1
"""The column that says whose case it is."""
GIVING_WAY = (7, 5, 2)
"""The columns that can be missed where there is little room, the first before the others."""


class ClientTable(TextTable):
    """One row per client, in Norwegian name order."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        columns: tuple[TextColumn[ClientLine], ...] = (
            TextColumn(_("Name"), lambda line: line.name or _("(no name yet)"), 26),
            TextColumn(_("Whose case"), _owners, 16),
            TextColumn(_("Age"), lambda line: str(age(line.birth_year, today()) or ""), 6),
            TextColumn(_("Municipality"), lambda line: municipality_name(line.municipality), 22),
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


def _owners(line: ClientLine) -> str:
    return ", ".join(line.owners)


def _plan(line: ClientLine) -> str:
    if line.plan_state is None:
        return _("No plan yet")
    if line.plan_state == PlanState.DRAFT:
        return _("Draft of version {n}").format(n=line.plan_number)
    version = _("Version {n}").format(n=line.plan_number)
    return version if line.plan_state.is_known else joined([version, line.plan_state.label])
