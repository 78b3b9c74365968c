"""A contact at Nav that was only typed in a case, offered as a partner's contact person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.clients import CaseOwner
from app.domain.code_sets import Codes
from app.domain.partners import Partner, PartnerContact
from app.domain.periods import Intake
from app.services.partners.columns import plain
from app.services.partners.suggestions import NAV, nav_offices
from app.storage.folding import findable, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.folders import Folder
    from app.storage.vault import Vault


def is_only_typed(intake: Intake) -> bool:
    """Whether a period names somebody at an office by words alone."""
    named = intake.nav_contact.strip() and intake.nav_office.strip()
    return bool(named) and intake.has_nav and not intake.nav_contact_id


def typed_contacts(vault: Vault) -> tuple[Intake, ...]:
    """Return the periods of one's own cases that name somebody at Nav by words alone.

    Of a colleague's case nothing is told. Beside the window: it reads every period.
    """
    with vault.work() as work:
        own = {each.client_id for each in work.all(CaseOwner, counsellor_id=work.counsellor_id)}
        periods = work.all(Intake, nav_contact_id="")
    return tuple(each for each in periods if each.client_id in own and is_only_typed(each))


def offered_contacts(
    register: Folder, periods: Sequence[Intake], words: str
) -> tuple[tuple[Partner, PartnerContact], ...]:
    """Return whom these periods name that is no partner yet, once each, where the words fit."""
    wanted, found = tuple(fold(words).split()), dict[tuple[str, str], Intake]()
    for each in periods:
        text = findable(f"{each.nav_contact} {each.nav_office}")
        if wanted and all(word in text for word in wanted):
            found[plain(each.nav_office), plain(each.nav_contact)] = each
    named = (partner_of(register, each) for each in found.values())
    return tuple(pair for pair in named if pair[1].id not in register.entities)


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
