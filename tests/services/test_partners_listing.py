"""The list of partners: found by any word, narrowed, and honest about what nobody confirmed."""

from datetime import date, timedelta

import pytest

from app.domain.code_sets import Codes
from app.domain.partners import CONFIRMED_FOR, Partner, PartnerContact
from app.domain.register import Register
from app.domain.staff import Counsellor
from app.services.partners.listing import (
    PartnersWanted,
    contact_label,
    contacts_of,
    municipality_choices,
    partner_lines,
    waiting_contacts,
)

TODAY = date(2026, 11, 27)
NAV = Partner(kind="NAV", name="Nav Øvingsdal", phone="55 55 33 33", municipalities=Codes({"1841"}))
SCHOOL = Partner(kind="SCHOOL", name="Åsheim skole", municipalities=Codes({"1804", "1841"}))
FIRM = Partner(kind="EMPLOYER", name="Arve bygg")
ELI = PartnerContact(
    partner_id=NAV.id, name="Eli Nergård", role="Veileder", phone="990 00 021", confirmed_on=TODAY
)
ODD = PartnerContact(
    partner_id=NAV.id, name="Odd Åsli", confirmed_on=TODAY - CONFIRMED_FOR - timedelta(days=1)
)
NEW = PartnerContact(partner_id=SCHOOL.id, name="Berit Hol")
ALL = (NAV, SCHOOL, FIRM, ELI, ODD, NEW)


@pytest.fixture
def register():
    return Register(Counsellor(), {each.id: each for each in ALL})


def names(register, **wanted):
    lines = partner_lines(register, PartnersWanted(**wanted), TODAY)
    return [line.partner.name for line in lines]


def test_all_stand_in_norwegian_name_order(register):
    assert names(register) == ["Arve bygg", "Nav Øvingsdal", "Åsheim skole"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ovingsdal", ["Nav Øvingsdal"]),
        ("nergaard nav", ["Nav Øvingsdal"]),
        ("bodø", ["Åsheim skole"]),
        ("99000021", ["Nav Øvingsdal"]),
        ("veileder", ["Nav Øvingsdal"]),
        ("ingen slik", []),
    ],
)
def test_a_partner_is_found_by_its_words_and_by_the_people_there(register, words, found):
    assert names(register, words=words) == found


def test_kind_municipality_and_what_waits_narrow_the_list(register):
    assert names(register, kind="EMPLOYER") == ["Arve bygg"]
    assert names(register, municipality="1841") == ["Nav Øvingsdal", "Åsheim skole"]
    assert names(register, unconfirmed=True) == ["Nav Øvingsdal", "Åsheim skole"]
    assert names(register, unconfirmed=True, kind="EMPLOYER") == []


def test_a_partner_is_as_old_as_the_contact_confirmed_longest_ago(register):
    lines = {line.partner: line for line in partner_lines(register, PartnersWanted(), TODAY)}

    assert lines[NAV].confirmed_on == ODD.confirmed_on
    assert lines[NAV].waiting == 1
    assert lines[SCHOOL].confirmed_on is None
    assert lines[FIRM].confirmed_on is None
    assert waiting_contacts(register, TODAY) == 2


@pytest.mark.parametrize(
    ("on", "waits"),
    [
        (None, True),
        (TODAY, False),
        (TODAY - CONFIRMED_FOR + timedelta(days=1), False),
        (TODAY - CONFIRMED_FOR, True),
        (TODAY + timedelta(days=1), True),
    ],
)
def test_a_contact_waits_after_a_year_or_where_the_day_cannot_be(on, waits):
    assert PartnerContact(confirmed_on=on).must_confirm(TODAY) is waits


def test_a_contact_is_named_with_the_office_and_a_telephone(register):
    assert [each.name for each in contacts_of(register, NAV.id)] == ["Eli Nergård", "Odd Åsli"]
    assert contact_label(ELI, NAV) == "Eli Nergård · Nav Øvingsdal · 990 00 021"
    assert contact_label(ODD, NAV) == "Odd Åsli · Nav Øvingsdal · 55 55 33 33"
    assert contact_label(NEW, None) == "Berit Hol"


def test_the_own_countys_municipalities_come_first():
    assert municipality_choices("18")[0][0].startswith("18")
