"""Nav offices as suggestions: only when one looks, never twice, and never as confirmed."""

import pytest

from app.domain.partners import Partner
from app.domain.register import Register
from app.domain.staff import Counsellor
from app.services.partners.listing import PartnersWanted, contacts_of
from app.services.partners.suggestions import as_partner, suggested_offices

EMPTY = Register(Counsellor(), {})


def names(register=EMPTY, **wanted):
    return [each.name for each in suggested_offices(register, PartnersWanted(**wanted))]


def test_nothing_is_suggested_while_nothing_is_looked_for():
    assert names() == []
    assert names(kind="SCHOOL", words="nav") == []
    assert names(unconfirmed=True, words="nav") == []


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ({"words": "indre salten"}, "Nav Indre Salten"),
        ({"words": "fauske"}, "Nav Indre Salten"),
        ({"municipality": "1804"}, "Nav Bodø"),
        ({"kind": "NAV", "words": "rana"}, "Nav Rana"),
    ],
)
def test_an_office_is_found_by_its_name_or_where_it_lies(wanted, first):
    assert names(**wanted)[0] == first


def test_one_that_is_a_partner_is_not_suggested_however_it_is_written():
    own = Partner(name="NAV  bodø")

    assert names(Register(Counsellor(), {own.id: own}), municipality="1804") == []


def test_taken_in_it_is_a_partner_with_nobody_confirmed():
    (office,) = suggested_offices(EMPTY, PartnersWanted(municipality="1804"))
    made = as_partner(office)

    assert (made.kind, made.name, set(made.municipalities)) == ("NAV", "Nav Bodø", {"1804"})
    assert contacts_of(Register(Counsellor(), {made.id: made}), made.id) == ()
