"""Contacts that were only typed: one's own are offered once, a colleague's not at all."""

from app.domain.clients import Client
from app.domain.partners import Partner, PartnerContact
from app.domain.periods import Intake
from app.domain.register import Register
from app.domain.staff import Counsellor
from app.services.case.preparing import take_in
from app.services.partners.typed import offered_contacts, typed_contacts


def typed(vault, name, contact, **fields):
    take_in(vault, Client(name=name), Intake(nav_office="Nav Moss", nav_contact=contact, **fields))


def named(pairs):
    return [(partner.name, contact.name, contact.phone) for partner, contact in pairs]


def test_of_a_colleagues_case_nothing_is_told(staffed):
    with staffed.unlocked("Per") as vault:
        typed(vault, "Liv Hansen", "Tone Lund")
    with staffed.unlocked("Ola") as vault:
        typed(vault, "Anders Berg", "Odd Moe")
        typed(vault, "Siri Dahl", "Åse Li", nav_contact_id="1")
        found = typed_contacts(vault)

    assert [each.nav_contact for each in found] == ["Odd Moe"]


def test_somebody_named_in_two_cases_is_offered_once_while_looked_for():
    periods = [
        Intake(nav_office="Nav Moss", nav_contact="Tone Lund", nav_phone="1"),
        Intake(nav_office="NAV  Moss", nav_contact="tone lund", nav_phone="2"),
        Intake(nav_office="Nav Moss", nav_contact="Odd Moe"),
    ]
    empty = Register(Counsellor(), {})

    assert named(offered_contacts(empty, periods, "")) == []
    assert named(offered_contacts(empty, periods, "lund moss")) == [("NAV  Moss", "tone lund", "2")]


def test_who_is_a_partners_contact_by_now_is_not_offered():
    office = Partner(name="Nav Moss")
    tone = PartnerContact(partner_id=office.id, name="Tone Lund")
    register = Register(Counsellor(), {office.id: office, tone.id: tone})
    periods = [
        Intake(nav_office="Nav Moss", nav_contact=name) for name in ("Tone Lund", "Tone Moe")
    ]

    ((partner, contact),) = offered_contacts(register, periods, "tone")
    assert partner == office
    assert (contact.name, contact.partner_id) == ("Tone Moe", office.id)
