"""What a note shows as gone to the plan is what stands there, and no line is two activities."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import Party, PlanState
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan, PlanActivity
from app.services.case.line_links import NoteLinks
from app.services.case.planning import new_version
from app.services.case.taking_along import Agreed, line_to_activity, line_to_plan
from tests.builders import a_case, a_note

WORDS = st.text(st.sampled_from("abc ✓●-"), max_size=8)


def with_all(case, things):
    for each in things:
        case = case.with_(each)
    return case


def a_talk(text):
    meeting = Meeting()
    return a_case(meeting, *a_note(meeting, wishes=text)), meeting.id


def make(case, meeting_id, number):
    note = case.note(meeting_id)["wishes"]
    line = note.text.split("\n")[number]
    agreed = Agreed(what=line, party=Party.CLIENT, line=line)
    return with_all(case, line_to_activity(case, note, number, agreed))


def links(case, meeting_id):
    return NoteLinks(case, meeting_id).of("wishes")


def rewritten(case, meeting_id, text):
    return case.with_(replace(case.note(meeting_id)["wishes"], text=text))


def test_equal_lines_are_an_activity_each():
    case, meeting_id = a_talk("Ringe\nRinge")
    case = make(make(case, meeting_id, 0), meeting_id, 1)

    found = links(case, meeting_id).of_lines(case.note(meeting_id)["wishes"].text)

    assert list(found) == [0, 1]
    assert len({each.id for each in found.values()}) == 2


def test_a_line_that_lost_its_mark_and_its_words_is_no_activity_any_more():
    case, meeting_id = a_talk("Ringe skolen")
    case = make(case, meeting_id, 0)

    known = links(case, meeting_id)

    assert list(known.of_lines("✓ Ringe til skolen")) == [0]
    assert list(known.of_lines("Noe helt annet\n✓ Ringe skolen i Bodø")) == [1]
    assert not known.of_lines("✓ Noe helt annet")
    assert not known.of_lines("Ringe til skolen")


def test_an_activity_that_was_taken_out_of_the_plan_has_not_gone():
    case, meeting_id = a_talk("Ringe skolen")
    case = make(case, meeting_id, 0)
    (activity,) = case.all(PlanActivity)

    gone = links(case.changed({activity.id: None}), meeting_id)

    assert gone.count == 0
    assert not gone.of_lines("✓ Ringe skolen")


def test_a_new_version_of_the_plan_makes_no_second_of_a_line():
    case, meeting_id = a_talk("Ringe skolen")
    case = make(case, meeting_id, 0)
    final = replace(case.all(CareerPlan)[0], state=PlanState.FINAL)
    case = with_all(case.with_(final), new_version(case.with_(final), final))
    assert len(case.all(PlanActivity)) == 2

    known = links(case, meeting_id)

    assert known.count == 1
    assert known.of_lines("✓ Ringe skolen")[0].plan_id != final.id


def test_words_that_are_not_in_the_plan_any_more_have_not_gone():
    case, meeting_id = a_talk("Trygghet")
    note = case.note(meeting_id)["wishes"]
    case = with_all(case, line_to_plan(case, note, "why", "Trygghet"))
    assert links(case, meeting_id).count == 1

    plan = case.all(CareerPlan)[0]

    assert links(case.with_(replace(plan, why="Trygghet og ro")), meeting_id).count == 0
    assert links(case.with_(replace(plan, why="Ro\nTrygghet")), meeting_id).count == 1


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(st.integers(0, 9), max_size=6), WORDS)
def test_however_a_note_is_written_no_two_lines_are_one_activity(lines, keys, other):
    case, meeting_id = a_talk("\n".join(lines))
    for key in keys:
        count = len(case.note(meeting_id)["wishes"].text.split("\n"))
        case = make(case, meeting_id, key % count)
    text = f"{other}\n{case.note(meeting_id)['wishes'].text}"

    found = links(case, meeting_id).of_lines(text)

    assert len({each.id for each in found.values()}) == len(found)
    assert set(found) <= set(range(len(text.split("\n"))))
