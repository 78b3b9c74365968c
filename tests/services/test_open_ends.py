"""What is open when a note is finished, and how sure the note says one is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.choices import ActivityStatus, MeetingKind, Party
from app.domain.meetings import Meeting, Participant
from app.domain.phrases import open_mark
from app.services.case.conversing import finish_meeting
from app.services.case.open_ends import Way, open_ends, what_is_well
from tests.builders import NOTHING, TODAY, a_case, a_client, a_note, a_plan

NOW = datetime(2026, 3, 3, 10, 30, tzinfo=UTC)


def a_talk(*things, kind=MeetingKind.THREE_PARTY, **texts):
    meeting = Meeting(kind=kind)
    eli = Participant(meeting_id=meeting.id, party=Party.NAV, name="Eli Strand")
    case = a_case(meeting, eli, *a_note(meeting, **texts), *things, client=a_client(name="Liv"))
    return case, case.meetings[0]


def ways(case, meeting):
    return [(each.way, each.words) for each in open_ends(case, meeting, TODAY, NOTHING)]


def test_a_line_with_who_and_when_that_became_nothing_is_told_with_its_words():
    case, meeting = a_talk(who_does_what="Ingen\nEli ringer skolen innen 5. desember")

    (end,) = open_ends(case, meeting, TODAY, NOTHING)

    assert (end.way, end.target, end.line) == (Way.LINE, "who_does_what", 1)
    assert end.words == "“innen 5. desember” has not become an activity"


def test_what_a_phrase_left_open_is_told():
    case, meeting = a_talk(now=f"Hei {open_mark('navn')}, vi sees")

    (end,) = open_ends(case, meeting, TODAY, NOTHING)

    assert (end.way, end.words) == (
        Way.LINE,
        f"Something is still to be filled in: Hei {open_mark('navn')}, vi sees",
    )


def test_what_only_tells_of_a_day_is_not_asked_about():
    case, meeting = a_talk(now="Eksamen 5. desember\nVet ikke om Nav ringer")

    assert ways(case, meeting) == []


def test_a_part_the_template_reminds_of_is_told_while_it_is_empty_and_nothing_was_made():
    case, meeting = a_talk(request="Få ny jobb", activities="")

    (end,) = open_ends(case, meeting, TODAY, NOTHING)

    assert (end.way, end.target, end.line) == (Way.LINE, "activities", 0)
    assert end.words == "Nothing is written under “Who does what”"
    note = case.note(meeting.id)["activities"]
    assert ways(case.with_(replace(note, text="Ingen")), meeting) == []
    assert ways(case.with_(replace(note, not_relevant=True)), meeting) == []
    plan, row = a_plan("Ringe", end_goal="Kokk", next_step="Ringe")
    row = replace(row, due_on=TODAY)
    case, meeting = a_talk(plan, row, request="Få ny jobb", activities="")
    made = case.changed(
        {each.id: replace(each, meeting_id=meeting.id) for each in case.activities(plan.id)}
    )
    assert ways(made, meeting) == []


def test_what_is_overdue_undated_or_missing_in_the_plan_is_told():
    plan, late, dated, done = a_plan("Søke", "Ringe", "Levere", end_goal="", next_step="")
    late = replace(late, due_on=TODAY - timedelta(days=1))
    done = replace(done, status=ActivityStatus.DONE)
    case, meeting = a_talk(plan, late, dated, done)

    assert [way for way, _words in ways(case, meeting)] == [
        Way.ACTIVITY,
        Way.GOAL,
        Way.STEP,
        Way.ACTIVITY,
    ]
    assert [words for _way, words in ways(case, meeting)][-1] == "“Ringe” has no deadline"
    assert what_is_well(case) == "In place: who does what"


def test_only_a_closing_meeting_asks_who_may_have_the_plan():
    case, meeting = a_talk(kind=MeetingKind.CLOSING)

    assert [way for way, _words in ways(case, meeting)] == [Way.CHECKLIST]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Sikker: 7 av 10", 7),
        ("Han er sikker, kanskje 8/10 i dag", 8),
        ("Sikker: 7 av 10\nSikker: 9 av 10", 9),
        ("Usikker på veien", None),
        ("Er sikker på 3 ting", None),
        ("Sikker: 12 av 10", None),
    ],
)
def test_how_sure_one_is_is_read_out_of_the_note(text, sure):
    case, meeting = a_talk(end_goal=text)
    meeting = replace(meeting, none_agreed=True)

    assert finish_meeting(meeting, NOW, case).confidence == sure


def test_what_was_answered_in_figures_stays_where_the_note_says_nothing():
    case, meeting = a_talk(end_goal="Fagbrev")
    meeting = replace(meeting, none_agreed=True, confidence=4)

    assert finish_meeting(meeting, NOW, case).confidence == 4
