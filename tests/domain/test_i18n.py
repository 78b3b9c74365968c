from collections.abc import Iterator

import pytest

from app.domain.staff import Centre, chosen_words
from app.i18n import PSEUDO, _, language, ngettext, pgettext, speaking, use_language, use_words

NAV = {"Nav": "NAV"}


@pytest.fixture(autouse=True)
def standard_words() -> Iterator[None]:
    yield
    use_words({})


def spoken(text, words):
    """Say a text that no catalogue has, with the centre's words."""
    use_words(words)
    return _(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nav", "NAV"),
        ("Fra Nav før samtalen", "Fra NAV før samtalen"),
        ("Nav-kontor, Nav.", "NAV-kontor, NAV."),
        ("Navs veileder", "NAVs veileder"),
        ("(Nav)", "(NAV)"),
        ("Navn", "Navn"),
        ("Navnet, Navarra, Naver", "Navnet, Navarra, Naver"),
        ("nav i hjulet", "nav i hjulet"),
        ("JobbNav", "JobbNav"),
    ],
)
def test_nav_is_respelled_as_a_whole_word_and_a_name_never(text, said):
    assert spoken(text, NAV) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("veisøker", "bruker"),
        ("Veisøker", "Bruker"),
        ("veisøkerens plan", "brukerens plan"),
        ("Veisøkere og veisøkerne", "Brukere og brukerne"),
        ("vegsøkjaren", "brukaren"),
        ("Vegsøkjar", "Brukar"),
        ("Navn på veisøker, fra Nav", "Navn på bruker, fra NAV"),
    ],
)
def test_a_centre_that_says_bruker_says_it_in_every_form(text, said):
    assert spoken(text, chosen_words(Centre(client_word="bruker", nav_word="NAV"))) == said


def test_a_centre_with_the_standard_words_changes_nothing():
    text = "Veisøker, vegsøkjar og Nav"

    assert spoken(text, chosen_words(Centre())) == text
    assert spoken(text, {}) == text


def test_words_reach_every_way_of_translating_but_never_what_is_filled_in():
    use_language("en")
    use_words({"Nav": "NAV"})

    assert pgettext("party", "Nav here") == "NAV here"
    assert ngettext("{n} Nav", "{n} Navs", 2) == "{n} NAVs"
    assert _("From Nav: {name}").format(name="Nav Bodø") == "From NAV: Nav Bodø"


def test_a_paper_speaks_its_readers_language_and_the_screen_stays():
    use_language("en")

    with speaking("nn"):
        inside = (language(), _("Monday"))

    assert inside == ("nn", "måndag")
    assert (language(), _("Monday")) == ("en", "Monday")


def test_the_pseudo_language_marks_every_text():
    with speaking(PSEUDO):
        assert _("Phone") == "⟦Phone·⟧"
        assert pgettext("month", "May") == "⟦May·⟧"
        assert ngettext("one", "many", 2).startswith("⟦many")
