"""A contact at Nav that was only typed in a case, offered as a partner's contact person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.code_sets import Codes
from app.domain.partners import Partner, PartnerContact
from app.services.partners.columns import plain
from app.services.partners.suggestions import NAV, nav_offices

if TYPE_CHECKING:
    from app.domain.folders import Folder
    from app.domain.periods import Intake


def is_only_typed(intake: Intake) -> bool:
    """Whether a period names somebody at an office by words alone."""
    named = intake.nav_contact.strip() and intake.nav_office.strip()
    return bool(named) and intake.has_nav and not intake.nav_contact_id


def partner_of(register: Folder, intake: Intake) -> tuple[Partner, PartnerContact]:
    """Return the office and the person a period names: those that are there, or else new ones.

    Nobody has confirmed a new one: the words may be years old.
    """
    office, name = intake.nav_office.strip(), intake.nav_contact.strip()
    partners = (each for each in register.all(Partner) if plain(each.name) == plain(office))
    partner = next(partners, None) or Partner(kind=NAV, name=office, municipalities=_seat(office))
    contacts = (
        each
        for each in register.all(PartnerContact)
        if each.partner_id == partner.id and plain(each.name) == plain(name)
    )
    made = PartnerContact(partner_id=partner.id, name=name, phone=intake.nav_phone.strip())
    return partner, next(contacts, made)


def _seat(office: str) -> Codes:
    """Return the municipality where a known office lies; none of another."""
    found = (each.municipality for each in nav_offices() if plain(each.name) == plain(office))
    return Codes(tuple(found)[:1])
