"""The closing meeting ends with facts that are ticked; no other meeting has them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.choices import MeetingKind, MeetingState, SurveyOffer
from app.domain.meetings import Meeting
from app.services.case import conversing
from app.services.templates.finding import built_in, newest_built_in
from tests.building import TODAY, Clients, now
from tests.ui.case_hands import pick
from tests.ui.hands import type_here


def a_meeting(case, kind, version=0):
    form = newest_built_in("closing" if kind == MeetingKind.CLOSING else "follow_up")
    return Meeting(
        client_id=case.client.id,
        kind=kind,
        day=TODAY,
        template_id=form.id,
        template_version=version or form.version,
        state=MeetingState.STARTED if version else MeetingState.PLANNED,
        intake_id=case.intake.id,
    )


@pytest.fixture
def liv(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    return window


def opened(window, small, kind=MeetingKind.CLOSING, version=0):
    meeting = a_meeting(small.desk.case, kind, version)
    small.desk.change([meeting])
    window.open_talk(meeting.id)
    return window.talk.checklist, meeting.id


def stored(small, meeting_id):
    return small.desk.case.get(Meeting, meeting_id)


def test_facts_are_ticked_by_keys_and_counted(liv, small, qtbot):
    form, meeting_id = opened(liv, small)
    for name in ("read_aloud", "sharing_decided", "way_back_told"):
        form.field("meeting", name).setFocus()
        QTest.keyClick(form.field("meeting", name), Qt.Key.Key_Space)
    form.field("meeting", "copies_handed_out").setFocus()
    type_here("2")

    meeting = stored(small, meeting_id)
    assert (meeting.read_aloud, meeting.sharing_decided, meeting.way_back_told) == (True,) * 3
    assert meeting.copies_handed_out == 2
    qtbot.waitUntil(lambda: form.section.head.answered == "4 of 5 answered")


def test_the_survey_asks_how_or_why_not(liv, small, qtbot):
    form, _meeting_id = opened(liv, small)
    survey = form.field("intake", "survey")
    pick(survey, SurveyOffer.OFFERED.value)

    qtbot.waitUntil(lambda: form.field("intake", "survey_way").isVisible())
    assert not form.field("intake", "survey_why").isVisible()
    pick(survey, SurveyOffer.NOT_OFFERED.value)
    qtbot.waitUntil(lambda: form.field("intake", "survey_why").isVisible())
    assert not form.field("intake", "survey_way").isVisible()
    assert small.desk.case.intake.survey == SurveyOffer.NOT_OFFERED


def test_only_the_closing_meeting_has_them(liv, small):
    form, _meeting_id = opened(liv, small, MeetingKind.FOLLOW_UP)
    assert not form.isVisible()


def test_in_a_finished_note_they_are_read(liv, small):
    form, meeting_id = opened(liv, small)
    meeting = replace(stored(small, meeting_id), read_aloud=True, none_agreed=True)
    small.desk.change([replace(meeting, state=MeetingState.STARTED)])
    small.desk.finish(conversing.finish_meeting(stored(small, meeting_id), now()))
    liv.open_talk(meeting_id)

    assert form.field("meeting", "read_aloud").isChecked()
    assert not form.field("meeting", "read_aloud").isEnabled()
    assert form.field("meeting", "copies_handed_out").isReadOnly()


def test_a_note_of_the_first_version_keeps_its_sections(liv, small):
    form, _meeting_id = opened(liv, small, version=1)
    old = next(each for each in built_in() if (each.id, each.version) == ("closing", 1))

    assert [each.key for each in liv.talk.sections] == [each.key for each in old.sections]
    assert form.isVisible()
    assert [each.key for each in newest_built_in("closing").sections] == [
        "wording",
        "contacts",
        "status",
    ]
