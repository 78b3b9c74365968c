from dataclasses import replace
from datetime import date

import pytest

from app.domain.choices import (
    ActivityStatus,
    MeetingKind,
    MeetingState,
    Party,
    PeriodKind,
    PlanState,
    RequestedBy,
)
from app.domain.code_sets import Codes
from app.domain.journey import StepState, journey, next_move, questions
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import PlanActivity
from tests.builders import a_case, a_client, a_plan

HELD = MeetingState.FINISHED
READY = Intake(
    purpose="Jobb",
    requested_by=RequestedBy.NAV,
    first_contact=date(2026, 1, 12),
    roles_informed=date(2026, 1, 12),
    labour_status=Codes({"UNEMPLOYED"}),
    education="PRIMARY",
    source="NAV_ORDER",
    motivation_level=8,
)


def told(case):
    return [(step.caption, step.state) for step in journey(case)]


def test_a_new_case_is_at_its_preparation():
    assert told(a_case()) == [
        ("8 questions left", StepState.NOW),
        ("not booked", StepState.AHEAD),
        ("0 sessions", StepState.AHEAD),
        ("not begun", StepState.AHEAD),
        ("Nav", StepState.AHEAD),
    ]


def test_br03_meetings_are_held_and_plans_made_whatever_is_missing_before():
    plan, row = a_plan("Ringe", state=PlanState.FINAL)
    meeting = Meeting(day=date(2026, 2, 3), state=HELD)

    states = [state for _caption, state in told(a_case(meeting, plan, row))]

    assert states == [
        StepState.NOW,
        StepState.DONE,
        StepState.AHEAD,
        StepState.DONE,
        StepState.AHEAD,
    ]


def test_what_is_asked_for_the_sake_of_the_three_party_meeting_is_not_asked_after_it():
    asked = Intake(purpose="Jobb", requested_by=RequestedBy.NAV)
    client = a_client(municipality="1841")
    held = Meeting(day=date(2026, 2, 3), state=HELD)

    assert len(questions(a_case(asked, client=client))) == 5
    assert questions(a_case(asked, held, client=client)) == ()


@pytest.mark.parametrize("kind", [PeriodKind.OPEN, PeriodKind.TRIANGLE_LATE])
def test_where_no_three_party_meeting_comes_first_any_meeting_ends_the_asking(kind):
    asked = Intake(purpose="Jobb", requested_by=RequestedBy.CLIENT, kind=kind)
    client = a_client(municipality="1841")
    held = Meeting(day=date(2026, 2, 3), state=HELD, kind=MeetingKind.GUIDANCE)

    assert len(questions(a_case(asked, client=client))) >= 4
    assert questions(a_case(asked, held, client=client)) == ()


def test_each_step_says_where_it_stands():
    plan, row = a_plan("Ringe", number=2)
    three = Meeting(day=date(2026, 2, 3))
    session = Meeting(kind=MeetingKind.GUIDANCE, state=HELD)
    client = a_client(municipality="1841")

    case = a_case(READY, three, session, plan, row, client=client)

    assert told(case) == [
        ("12 January", StepState.DONE),
        ("3 February", StepState.NOW),
        ("1 session", StepState.DONE),
        ("draft 2", StepState.AHEAD),
        ("Nav", StepState.AHEAD),
    ]


def test_the_journey_ends_when_a_finished_plan_has_nothing_left_to_do():
    plan, row = a_plan("Ringe", state=PlanState.FINAL)
    done = replace(row, status=ActivityStatus.DONE)

    steps = journey(a_case(plan, done))

    assert (steps[3].caption, steps[4].state) == ("version 1", StepState.DONE)


@pytest.mark.parametrize(
    ("rows", "party"),
    [
        ([(Party.NAV, date(2026, 5, 1)), (Party.CLIENT, date(2026, 4, 1))], Party.CLIENT),
        ([(Party.NAV, None), (Party.CLIENT, date(2027, 4, 1))], Party.CLIENT),
        ([(Party.OTHER, None), (Party.NAV, None)], Party.OTHER),
    ],
)
def test_br16_the_next_move_is_that_of_the_nearest_open_activity(rows, party):
    plan, *_none = a_plan()
    made = [
        PlanActivity(plan_id=plan.id, position=n, what="x", party=who, due_on=day)
        for n, (who, day) in enumerate(rows)
    ]
    blank = PlanActivity(plan_id=plan.id, party=Party.CENTRE, due_on=date(2026, 1, 1))

    assert next_move(a_case(plan, *made, blank)) == party


def test_br16_without_activities_the_centre_has_the_next_move_until_the_plan_is_finished():
    draft, *_none = a_plan()

    assert next_move(a_case()) == Party.CENTRE
    assert next_move(a_case(draft)) == Party.CENTRE
    assert next_move(a_case(replace(draft, state=PlanState.FINAL))) is None
