from app.i18n import LANGUAGES
from app.services import reference


def test_the_municipalities_are_known_by_number():
    assert reference.municipality_name("5628") == "Deatnu – Tana"
    assert reference.municipality_short_name("1841") == "Fauske"
    assert reference.municipality_name("1841").startswith("Fauske")


def test_an_unknown_number_is_shown_as_it_is():
    assert reference.municipality_name("0000") == "0000"
    assert reference.municipality_short_name("") == ""


def test_papers_people_often_need_are_named_with_their_issuer():
    assert reference.known_documents()
    assert all(set(LANGUAGES) <= set(d.name) for d in reference.known_documents())
