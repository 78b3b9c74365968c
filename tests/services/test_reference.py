import pytest

from app.domain.choices import MeetingKind
from app.domain.meetings import Meeting
from app.domain.templates import worded
from app.i18n import LANGUAGES, speaking
from app.services import reference
from app.services.reference import TEMPLATE_OF


def test_the_municipalities_are_known_by_number():
    assert reference.municipality_name("5628") == "Deatnu – Tana"
    assert reference.municipality_short_name("1841") == "Fauske"
    assert reference.municipality_name("1841").startswith("Fauske")


def test_an_unknown_number_is_shown_as_it_is():
    assert reference.municipality_name("0000") == "0000"
    assert reference.municipality_short_name("") == ""


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_of_meeting_has_a_template_and_old_versions_stay_readable(kind):
    newest = reference.newest_template(TEMPLATE_OF[kind])

    meeting = Meeting(template_id=newest.id, template_version=newest.version)
    assert reference.template_of(meeting, ()) == newest
    assert [
        t for t in reference.templates() if t.id == newest.id and t.version > newest.version
    ] == []


def test_a_note_that_follows_a_newer_leias_template_shows_what_is_noted():
    meeting = Meeting(template_id="three_party", template_version=999)

    form = reference.template_of(meeting, ("moods", "end_goal", "request"))

    assert [section.key for section in form.sections] == ["request", "end_goal", "moods"]
    assert form.version == 999
    assert [worded(section.title) for section in form.sections][-1] == (
        "Unknown value (moods) from a newer version of Leia"
    )


@pytest.mark.parametrize("template_id", ["three_party", "four_party"])
def test_a_note_not_begun_yet_follows_what_there_is_here(template_id):
    meeting = Meeting(template_id=template_id, template_version=999)

    assert reference.template_of(meeting, ()) == reference.newest_template("three_party")


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
