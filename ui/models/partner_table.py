"""The partners, and the contact persons of one, as tables; columns are data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.formats import long_date, near_date
from app.i18n import _, pgettext
from app.services.code_lists import code_label
from app.services.partners.listing import municipalities_label
from ui.models.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.partners import PartnerContact
    from app.services.partners.listing import PartnerLine

GIVING_WAY = (2, 4, 1)
"""The columns that can be missed where there is little room, the first before the others."""
CONTACTS_GIVING_WAY = (1,)


CONFIRMED = 5
"""Which column says when somebody at a partner was confirmed last."""
_LONG_AGO = date(2000, 9, 28)
"""A day whose words are as long as any."""


class PartnerTable(TextTable):
    """One row a partner."""

    def __init__(self, today: Callable[[], date]) -> None:
        columns: tuple[TextColumn[PartnerLine], ...] = (
            TextColumn(pgettext("partner", "Name"), _name, 36),
            TextColumn(pgettext("partner", "Kind"), _kind, 26),
            TextColumn(_("Municipalities"), lambda line: municipalities_label(line.partner), 20),
            TextColumn(pgettext("partner", "Phone"), lambda line: line.partner.phone, 24),
            TextColumn(_("Contacts"), lambda line: str(len(line.contacts) or ""), 8),
            TextColumn(_("Last confirmed"), lambda line: _confirmed(line, today()), 33),
        )
        super().__init__(columns)

    @property
    def lines(self) -> tuple[PartnerLine, ...]:
        """The partners that are shown."""
        return self.values


class ContactTable(TextTable):
    """One row a contact person."""

    def __init__(self, today: Callable[[], date]) -> None:
        columns: tuple[TextColumn[PartnerContact], ...] = (
            TextColumn(pgettext("contact person", "Name"), lambda c: c.name or _no_name(), 20),
            TextColumn(pgettext("contact person", "Role"), lambda c: c.role, 22),
            TextColumn(_("Direct phone"), lambda c: c.phone, 24),
            TextColumn(_("Last confirmed"), lambda c: _day(c.confirmed_on, today(), c), 28),
        )
        super().__init__(columns)

    @property
    def contacts(self) -> tuple[PartnerContact, ...]:
        """The contact persons that are shown."""
        return self.values


def _no_name() -> str:
    return _("(no name yet)")


def _name(line: PartnerLine) -> str:
    return line.partner.name or _no_name()


def _kind(line: PartnerLine) -> str:
    return code_label("partner_kinds", line.partner.kind) if line.partner.kind else ""


def longest_confirmed() -> str:
    """Return the longest that is said of when somebody was confirmed, to give it room."""
    return f"○ {long_date(_LONG_AGO)}"


def _confirmed(line: PartnerLine, today: date) -> str:
    if not line.contacts:
        return ""
    if line.confirmed_on is None:
        return _("○ not confirmed")
    shown = near_date(line.confirmed_on, today)
    return f"○ {shown}" if line.waiting else shown


def _day(day: date | None, today: date, contact: PartnerContact) -> str:
    """Say the day, with a hollow ring where it is worth asking again."""
    if day is None:
        return _("○ not confirmed")
    shown = near_date(day, today)
    return f"○ {shown}" if contact.must_confirm(today) else shown
