"""Choose or type: whom a case may name, what follows, and that other words end the link."""

from datetime import date

import pytest

from app.domain import fields
from app.domain.choices import Party, PeriodKind
from app.domain.meetings import Participant
from app.domain.partners import Partner, PartnerContact
from app.domain.periods import Intake
from app.domain.register import Register
from app.domain.sharing import SharingDecision
from app.domain.staff import Counsellor
from app.services.partners.naming import choices_for, contact_choices, naming
from app.services.partners.typed import is_only_typed, partner_of

TODAY = date(2026, 11, 27)
OFFICE = Partner(kind="NAV", name="Nav Øvingsdal", phone="55 55 33 33")
SCHOOL = Partner(kind="SCHOOL", name="Åsheim skole")
ELI = PartnerContact(partner_id=OFFICE.id, name="Eli Nergård", phone="990 00 021")
ODD = PartnerContact(partner_id=OFFICE.id, name="Odd Åsli", role="Leder")
BERIT = PartnerContact(partner_id=SCHOOL.id, name="Berit Hol", role="Rektor")
NOBODY = PartnerContact(partner_id=SCHOOL.id)


@pytest.fixture
def register():
    all_of_it = (OFFICE, SCHOOL, ELI, ODD, BERIT, NOBODY)
    return Register(Counsellor(), {each.id: each for each in all_of_it})


def names(choices):
    return [each.contact.name for each in choices]


def chosen(register, entity, name):
    return next(c for c in contact_choices(register, entity) if c.contact.name == name)


def test_at_nav_only_those_who_work_there_are_offered(register):
    assert names(contact_choices(register, Intake())) == ["Eli Nergård", "Odd Åsli"]


@pytest.mark.parametrize(
    ("party", "offered"),
    [
        (Party.OTHER, ["Berit Hol", "Eli Nergård", "Odd Åsli"]),
        (Party.NAV, ["Berit Hol", "Eli Nergård", "Odd Åsli"]),
        (Party.CLIENT, []),
        (Party.CENTRE, []),
    ],
)
def test_nobody_is_offered_for_the_client_and_the_centre(register, party, offered):
    assert names(contact_choices(register, Participant(party=party))) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("nergaard", ["Eli Nergård"]), ("ovings", ["Eli Nergård", "Odd Åsli"]), ("99000021", None)],
)
def test_letters_find_a_name_an_office_and_a_number(register, typed, offered):
    found = choices_for(contact_choices(register, Intake()), typed, 8)

    assert names(found) == (offered or ["Eli Nergård"])


def test_choosing_at_nav_fills_office_and_telephone(register):
    intake = naming(Intake(), chosen(register, Intake(), "Odd Åsli"))

    assert (intake.nav_contact, intake.nav_office) == ("Odd Åsli", "Nav Øvingsdal")
    assert (intake.nav_phone, intake.nav_contact_id) == ("55 55 33 33", ODD.id)


def test_choosing_a_participant_says_who_it_is(register):
    blank = Participant(party=Party.OTHER)
    nav = naming(blank, chosen(register, blank, "Odd Åsli"))
    school = naming(blank, chosen(register, blank, "Berit Hol"))

    assert (nav.party, nav.role, nav.contact_id) == (Party.NAV, "Leder", ODD.id)
    assert (school.party, school.role, school.contact_id) == (Party.OTHER, "Rektor", BERIT.id)


def test_who_gets_a_copy_is_chosen_with_where_they_work_or_typed(register):
    decision = SharingDecision()

    named = naming(decision, chosen(register, decision, "Berit Hol"))

    assert (named.recipient, named.contact_id) == ("Berit Hol, Åsheim skole", BERIT.id)
    typed = fields.read(named, "recipient", "Per Moen", TODAY)
    assert (typed.recipient, typed.contact_id) == ("Per Moen", "")


def test_other_words_end_the_link_and_the_same_words_do_not(register):
    intake = naming(Intake(), chosen(register, Intake(), "Eli Nergård"))

    assert fields.read(intake, "nav_contact", "Eli Nergård", TODAY).nav_contact_id == ELI.id
    assert fields.read(intake, "nav_phone", "990", TODAY).nav_contact_id == ELI.id
    assert fields.read(intake, "nav_contact", "Eli Moe", TODAY).nav_contact_id == ""
    assert fields.read(intake, "nav_contact", "", TODAY).nav_contact_id == ""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ({"nav_office": "Nav Moss", "nav_contact": "Tone"}, True),
        ({"nav_contact": "Tone"}, False),
        ({"nav_office": "Nav Moss", "nav_contact": " "}, False),
        ({"nav_office": "Nav Moss", "nav_contact": "Tone", "nav_contact_id": "1"}, False),
        ({"nav_office": "Nav Moss", "nav_contact": "Tone", "kind": PeriodKind.OPEN}, False),
    ],
)
def test_only_somebody_who_was_typed_at_an_office_is_offered(words, offered):
    assert is_only_typed(Intake(**words)) is offered


def test_typed_words_become_a_partner_that_nobody_has_confirmed(register):
    intake = Intake(nav_office="Nav Bodø", nav_contact="Tone Lund", nav_phone="990 00 030")
    partner, contact = partner_of(register, intake)

    assert (partner.kind, partner.name, set(partner.municipalities)) == (
        "NAV",
        "Nav Bodø",
        {"1804"},
    )
    assert (contact.partner_id, contact.name, contact.phone) == (
        *(partner.id, "Tone Lund", "990 00 030"),
    )
    assert contact.confirmed_on is None


def test_who_is_a_partner_already_is_not_doubled(register):
    typed = Intake(nav_office="nav øvingsdal ", nav_contact="ELI NERGÅRD", nav_phone="1")
    new = Intake(nav_office="Nav Øvingsdal", nav_contact="Tone Lund")

    assert partner_of(register, typed) == (OFFICE, ELI)
    assert partner_of(register, new)[0] == OFFICE
    assert partner_of(register, new)[1].partner_id == OFFICE.id
