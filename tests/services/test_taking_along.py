"""From a line of a note to the plan, and back."""

from dataclasses import replace

import pytest

from app.domain.choices import Party, PlanState
from app.domain.meetings import Meeting, NoteSection
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.taken_lines import TakenLine
from app.errors import NotFinished
from app.services.case.line_links import taken_back
from app.services.case.taking_along import Agreed, line_to_activity, line_to_plan
from tests.builders import TODAY, a_case, a_note, a_plan


def agreed(what, party=Party.CLIENT, **more):
    return Agreed(what=what, party=party, line=more.pop("line", what), **more)


def talk(*things, **texts):
    meeting = Meeting()
    case = a_case(meeting, *a_note(meeting, **texts), *things)
    return case, case.note(meeting.id)


def made(things, kind):
    (found,) = (each for each in things if isinstance(each, kind))
    return found


def test_a_line_becomes_an_activity_that_knows_where_it_was_said():
    plan, row = a_plan("Ringe")
    case, note = talk(plan, row, wishes="Hei\n- søke læreplass\nMer")

    things = line_to_activity(
        case, note["wishes"], 1, agreed(" – søke læreplass ", Party.NAV, due_words="i høst")
    )

    activity, taken = made(things, PlanActivity), made(things, TakenLine)
    assert (activity.what, activity.party, activity.due_words) == (
        "søke læreplass",
        Party.NAV,
        "i høst",
    )
    assert (activity.plan_id, activity.meeting_id) == (plan.id, note["wishes"].meeting_id)
    assert activity.section_key == "wishes"
    assert case.with_(activity).activities(plan.id)[-1] == activity
    assert made(things, NoteSection).text == "Hei\n✓ søke læreplass\nMer"
    assert (taken.activity_id, taken.line) == (activity.id, "søke læreplass")


def test_the_first_line_brings_the_plan_along_and_leaves_a_line_to_write_on():
    case, note = talk(wishes="Ringe innen fredag")

    things = line_to_activity(case, note["wishes"], 0, agreed("Ringe", due_on=TODAY, line="Ringe"))

    plan, activity = made(things, CareerPlan), made(things, PlanActivity)
    assert (activity.plan_id, activity.due_on) == (plan.id, TODAY)
    assert made(things, NoteSection).text == "✓ Ringe\n"


@pytest.mark.parametrize("what", ["", " - ", "✓ "])
def test_a_line_without_words_becomes_nothing(what):
    case, note = talk(wishes=what)

    assert line_to_activity(case, note["wishes"], 0, agreed(what)) == ()


def test_chosen_lines_are_added_to_a_section_of_the_plan_once():
    plan, *_rows = a_plan(why="Glede\n")
    case, note = talk(plan, wishes="")

    things = line_to_plan(case, note["wishes"], "why", "● Trygghet ")

    once, taken = made(things, CareerPlan), made(things, TakenLine)
    assert once.why == "Glede\nTrygghet"
    assert (taken.plan_field, taken.words, taken.plan_id) == ("why", "Trygghet", plan.id)
    assert line_to_plan(case.with_(once), note["wishes"], "why", "Trygghet") == ()
    empty, blank = talk(wishes="")
    first = made(line_to_plan(empty, blank["wishes"], "why", "Glede"), CareerPlan)
    assert first.why == "Glede"


def test_what_went_is_taken_back_and_the_rest_of_the_text_stays():
    plan, *_rows = a_plan(why="Glede")
    case, note = talk(plan, wishes="")
    for each in line_to_plan(case, note["wishes"], "why", "Trygghet"):
        case = case.with_(each)

    (back,) = taken_back(case, case.all(TakenLine)[0])

    assert back.why == "Glede"


def test_a_finished_plan_takes_no_lines():
    plan, row = a_plan("Ringe", state=PlanState.FINAL)
    case, note = talk(plan, row, wishes="Skrive")

    with pytest.raises(NotFinished):
        line_to_plan(case, note["wishes"], "why", "Glede")
    with pytest.raises(NotFinished):
        line_to_activity(case, note["wishes"], 0, agreed("Skrive"))
    draft = replace(plan, state=PlanState.DRAFT)
    assert line_to_activity(case.with_(draft), note["wishes"], 0, agreed("Skrive"))
