"""Choose or type: a contact person of a partner, put where a case names somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from app.domain.choices import Party
from app.domain.meetings import Participant
from app.domain.partners import Partner, PartnerContact
from app.domain.periods import Intake
from app.domain.sharing import SharingDecision
from app.services.partners.listing import Folded, contact_label, phone_of
from app.services.partners.suggestions import NAV
from app.storage.folding import findable, fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.entities import Entity
    from app.domain.folders import Folder

E = TypeVar("E", bound="Entity")


@dataclass(frozen=True, kw_only=True)
class ContactChoice:
    """Somebody who may be chosen, and the words they are found by."""

    contact: PartnerContact
    partner: Partner | None
    label: str
    found_by: str

    def holds(self, words: Sequence[str]) -> bool:
        """Whether every word, in small letters and without accents, stands here."""
        return all(word in self.found_by for word in words)


def contact_choices(register: Folder, entity: Entity) -> tuple[ContactChoice, ...]:
    """Return whom a thing of a case may name, in name order; nobody where it is no contact."""
    partners = {each.id: each for each in register.all(Partner)}
    folded = Folded()  # an office is said of everybody there
    found = (
        _choice(each, partners.get(each.partner_id), folded)
        for each in register.all(PartnerContact)
        if each.name.strip()
    )
    wanted = (each for each in found if _fits(entity, each.partner))
    return tuple(sorted(wanted, key=lambda each: sort_key(each.contact.name)))


def choices_for(
    choices: Sequence[ContactChoice], typed: str, most: int
) -> tuple[ContactChoice, ...]:
    """Return those that hold every word typed, so many at the most."""
    words = fold(typed).split()
    return tuple(each for each in choices if each.holds(words))[:most]


def naming(entity: E, choice: ContactChoice) -> E:
    """Return a thing of a case that names a contact person, with all that follows from it."""
    contact, partner = choice.contact, choice.partner
    if isinstance(entity, Intake):
        return replace(
            entity,
            nav_contact=contact.name,
            nav_office=partner.name if partner else entity.nav_office,
            nav_phone=phone_of(contact, partner),
            nav_contact_id=contact.id,
        )
    if isinstance(entity, Participant):
        is_nav = partner is not None and partner.kind == NAV
        return replace(
            entity,
            name=contact.name,
            role=entity.role or contact.role or (partner.name if partner else ""),
            party=Party.NAV if is_nav else entity.party,
            contact_id=contact.id,
        )
    if isinstance(entity, SharingDecision):
        office = partner.name.strip() if partner else ""
        whole = ", ".join(part for part in (contact.name.strip(), office) if part)
        return replace(entity, recipient=whole, contact_id=contact.id)
    raise TypeError(f"a {type(entity).__name__} names no contact person")


def _fits(entity: Entity, partner: Partner | None) -> bool:
    """Whether somebody from there can be meant: Nav's contact is somebody at Nav."""
    if isinstance(entity, Intake):
        return partner is None or partner.kind in {"", NAV}
    if isinstance(entity, SharingDecision):
        return True
    return isinstance(entity, Participant) and entity.party not in {Party.CLIENT, Party.CENTRE}


def _choice(contact: PartnerContact, partner: Partner | None, folded: Folded) -> ContactChoice:
    office = folded(partner.name) if partner else ""
    phone = "".join(phone_of(contact, partner).split())
    return ContactChoice(
        contact=contact,
        partner=partner,
        label=contact_label(contact, partner),
        found_by=f"{findable(contact.name)} {office} {phone}",
    )
