import pytest

from app.domain.choices import MeetingKind, MeetingState
from app.domain.meetings import Meeting
from app.domain.templates import worded
from app.i18n import LANGUAGES, speaking
from app.services.templates.finding import (
    built_in,
    built_in_for,
    newest_built_in,
    section_titles,
    template_for,
    template_of,
)
from tests.builders import NOTHING

STARTED = MeetingState.STARTED


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_of_meeting_has_a_template_and_old_versions_stay_readable(kind):
    newest = built_in_for(kind)

    assert template_for(kind, NOTHING) == newest
    assert [t for t in built_in() if t.id == newest.id and t.version > newest.version] == []
    for each in built_in():
        held = Meeting(state=STARTED, template_id=each.id, template_version=each.version)
        assert template_of(held, (), NOTHING) == each


def test_a_planned_meeting_follows_what_is_in_use_when_it_begins():
    planned = Meeting(kind=MeetingKind.CLOSING, template_id="closing", template_version=1)

    assert template_of(planned, (), NOTHING).version == 2
    assert template_of(planned, ("read_aloud",), NOTHING).version == 1


def test_a_note_that_follows_a_newer_leias_template_shows_what_is_noted():
    meeting = Meeting(state=STARTED, template_id="three_party", template_version=999)

    form = template_of(meeting, ("moods", "end_goal", "request"), NOTHING)

    assert [section.key for section in form.sections] == ["request", "end_goal", "moods"]
    assert form.version == 999
    assert [worded(section.title) for section in form.sections][-1] == (
        "Unknown value (moods) from a newer version of Leia"
    )


@pytest.mark.parametrize("template_id", ["three_party", "four_party"])
def test_a_note_that_is_empty_follows_what_there_is_here(template_id):
    meeting = Meeting(state=STARTED, template_id=template_id, template_version=999)

    assert template_of(meeting, (), NOTHING) == newest_built_in("three_party")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_have_titles_in_every_language(language):
    with speaking(language):
        meeting = Meeting(template_id="three_party", template_version=1)
        titles = section_titles(meeting, NOTHING)

        assert len(titles) == 13
        assert all(titles.values())
        assert section_titles(Meeting(), NOTHING) == {}
