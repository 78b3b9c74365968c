import pytest

from app.domain.choices import MeetingKind
from app.i18n import LANGUAGES, speaking
from app.services import reference
from app.services.program.practice import TEMPLATE_OF


def test_the_municipalities_of_two_counties_are_known_by_number():
    assert {county.number for county in reference.counties()} == {"18", "33"}
    assert reference.municipality_short_name("1841") == "Fauske"
    assert reference.municipality_name("1841").startswith("Fauske")


def test_an_unknown_number_is_shown_as_it_is():
    assert reference.municipality_name("0000") == "0000"
    assert reference.municipality_short_name("") == ""


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_of_meeting_has_a_template_and_old_versions_stay_readable(kind):
    newest = reference.newest_template(TEMPLATE_OF[kind])

    assert reference.template(newest.id, newest.version) == newest
    assert [
        t for t in reference.templates() if t.id == newest.id and t.version > newest.version
    ] == []


def test_a_template_that_never_was_is_a_bug():
    with pytest.raises(LookupError):
        reference.template("three_party", 999)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_have_titles_in_every_language(language):
    with speaking(language):
        titles = reference.section_titles("three_party", 1)

    assert len(titles) == 13
    assert all(titles.values())
    assert reference.section_titles("", 0) == {}


def test_papers_people_often_need_are_named_with_their_issuer():
    assert reference.known_documents()
    assert all(set(LANGUAGES) <= set(d.name) for d in reference.known_documents())
