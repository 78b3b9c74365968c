"""Those the centre works with: offices, schools and employers, and whom to call there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import says
from app.domain.code_sets import Codes
from app.domain.entities import Entity, Kind
from app.domain.permissions import Deed
from app.domain.says import Eyes
from app.i18n import later, plater

CONFIRMED_FOR = timedelta(days=365)
"""How long a telephone counts as confirmed: people change posts, and those who cooperate meet once
in a round of their year, where it can be asked."""


@dataclass(frozen=True, kw_only=True)
class Partner(Entity):
    """An office, school, employer or other body the centre works with."""

    kind: str = says.words(Eyes.FACT, plater("partner", "Kind"), listed="partner_kinds")
    name: str = says.words(Eyes.WORK, plater("partner", "Name"))
    phone: str = says.words(Eyes.WORK, plater("partner", "Phone"))
    email: str = says.words(Eyes.WORK, plater("partner", "E-mail"))
    municipalities: Codes = says.several(
        Eyes.FACT, later("Municipalities"), listed="municipalities"
    )
    """Numbers of the municipalities it serves."""
    note: str = says.words(Eyes.WORK, plater("partner", "Note"), long=True)


@dataclass(frozen=True, kw_only=True)
class PartnerContact(Entity):
    """Somebody to call there."""

    partner_id: str = says.link("partner")
    name: str = says.words(Eyes.WORK, plater("contact person", "Name"))
    role: str = says.words(Eyes.WORK, plater("contact person", "Role"))
    phone: str = says.words(Eyes.WORK, later("Direct phone"))
    email: str = says.words(Eyes.WORK, plater("contact person", "E-mail"))
    confirmed_on: date | None = says.day(Eyes.WORK, later("Last confirmed"))
    note: str = says.words(Eyes.WORK, plater("contact person", "Note"), long=True)

    def must_confirm(self, today: date) -> bool:
        """Whether nobody has confirmed within a year that this is whom to call, and where."""
        on = self.confirmed_on
        return on is None or on > today or today - on >= CONFIRMED_FOR


PARTNER = Kind("partner", Partner, later("a partner"), known_by="name", needs=Deed.WORK_WITH_CASES)
PARTNER_CONTACT = Kind(
    "partner_contact",
    PartnerContact,
    later("a contact person"),
    known_by="name",
    needs=Deed.WORK_WITH_CASES,
    indexes=(("partner_id", "deleted"),),
)
