from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.choices import (
    MeetingKind,
    MeetingState,
    PeriodKind,
    PeriodState,
    PlanState,
)
from app.domain.journey import is_going_on, journey, next_move
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.i18n import speaking
from app.services.case import periods
from app.services.case.planning import first_plan, new_version
from tests.builders import TODAY, a_case, a_plan

FINISHED = MeetingState.FINISHED


def a_finished_plan():
    plan, *rows = a_plan("Ringe skolen", state=PlanState.FINAL, finished_on=TODAY)
    return plan, *rows


def with_all(case, *things):
    for thing in things:
        case = case.with_(thing)
    return case


def test_somebody_who_comes_back_gets_a_period_of_their_own_on_the_file_that_is_there():
    plan, *rows = a_finished_plan()
    case = a_case(Intake(purpose="Jobb", nav_contact="Linda Fors"), plan, *rows)

    new = periods.new_period(case, PeriodKind.TRIANGLE_LATE, TODAY, with_plan=False)
    after = with_all(case, *new)

    assert [each.number for each in after.periods] == [1, 2]
    assert (after.intake.purpose, after.intake.nav_contact) == ("", "Linda Fors")
    assert after.periods[0].state == PeriodState.COMPLETED
    assert after.plan is None
    assert first_plan(after).number == 2
    assert case.plans[0].state == PlanState.FINAL


def test_the_old_plan_goes_on_as_a_draft_where_that_is_wanted():
    case = a_case(Intake(), *a_finished_plan())

    new = periods.new_period(case, PeriodKind.OPEN, TODAY, with_plan=True, reason="Vil noe annet")
    after = with_all(case, *new)

    assert (after.plan.number, after.plan.state) == (2, PlanState.DRAFT)
    assert after.plan.reason == "Vil noe annet"
    assert after.plans[0].state == PlanState.SUPERSEDED
    assert [row.what for row in after.activities(after.plan.id)] == ["Ringe skolen"]


def test_where_nav_takes_no_part_nothing_of_nav_comes_along():
    case = a_case(Intake(nav_office="Nav Fauske", nav_contact="Linda Fors"))

    new = periods.new_period(case, PeriodKind.OPEN, TODAY, with_plan=False)
    after = with_all(case, *new)

    assert (after.intake.nav_office, after.intake.nav_contact) == ("", "")
    assert not after.intake.has_nav


def test_the_last_plan_completes_the_period_and_a_new_version_takes_it_up_again():
    plan, *rows = a_finished_plan()
    case = a_case(Intake(), plan, *rows, Meeting(state=FINISHED, day=TODAY))

    (done,) = periods.after_plan(case, plan, TODAY)
    case = case.with_(done)
    (again,) = periods.after_new_version(case, "Endret mål", TODAY)

    assert (done.state, done.state_on) == (PeriodState.COMPLETED, TODAY)
    assert (again.state, again.state_why) == (PeriodState.OPEN, "Endret mål")


def test_a_plan_does_not_complete_a_period_in_which_one_meets_again():
    plan, *rows = a_finished_plan()
    case = a_case(Intake(), plan, *rows, Meeting(day=TODAY))

    assert periods.after_plan(case, plan, TODAY) == ()


def test_a_period_that_ended_early_waits_for_nobody():
    case = a_case(Intake())
    ended = case.with_(periods.ended_early(case.intake, TODAY, "MOVED", "Til Bodø"))

    assert next_move(case) is not None
    assert next_move(ended) is None
    assert not is_going_on(ended)
    assert ended.intake.ended_why == "MOVED"
    assert periods.reopened(ended.intake, TODAY, "Tilbake").ended_why == ""


def test_whoever_waits_keeps_the_day_it_began():
    waits = periods.put_on_waiting_list(Intake(), TODAY, "NAV_FIRST")
    taken = periods.taken_in(waits, TODAY)

    assert (waits.state, waits.waiting_since) == (PeriodState.WAITING, TODAY)
    assert (taken.state, taken.waiting_since) == (PeriodState.OPEN, TODAY)


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        (PeriodKind.THREE_PARTY_FIRST, "intake meetings meetings plan plan"),
        (PeriodKind.TRIANGLE_LATE, "intake meetings meetings plan plan"),
        (PeriodKind.OPEN, "intake meetings plan plan"),
        (PeriodKind.APPLICATION, "intake meetings plan plan"),
    ],
)
def test_a_journey_has_the_steps_of_its_kind_and_no_nav_where_there_is_none(kind, pages):
    steps = journey(a_case(Intake(kind=kind)))
    said = " ".join(step.title + step.caption for step in steps)

    assert " ".join(step.page for step in steps) == pages
    assert ("Nav" in said) == Intake(kind=kind).has_nav


def test_steps_stand_in_the_order_life_took():
    guidance = Meeting(kind=MeetingKind.GUIDANCE, state=FINISHED, day=TODAY.replace(day=1))
    three = Meeting(kind=MeetingKind.THREE_PARTY, state=FINISHED, day=TODAY)
    held_first = replace(three, day=TODAY.replace(month=2))

    late = [step.title for step in journey(a_case(guidance, three))]
    first = [step.title for step in journey(a_case(guidance, held_first))]

    assert late.index("Guidance") < late.index("Three-party meeting")
    assert first.index("Three-party meeting") < first.index("Guidance")


def test_a_new_version_belongs_to_the_present_period():
    plan, *rows = a_finished_plan()
    case = a_case(Intake(), plan, *rows)
    case = with_all(case, *periods.new_period(case, PeriodKind.OPEN, TODAY, with_plan=False))

    _old, draft, *_rows = new_version(case, case.plans[0])

    assert draft.intake_id == case.intake.id


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, ""), (-3, ""), (3, "0 weeks"), (7, "1 week"), (55, "7 weeks"), (56, "8 weeks – time")],
)
def test_after_eight_weeks_of_sick_leave_it_is_time_for_an_offer(days, said):
    since = TODAY - timedelta(days=days) if days is not None else None

    with speaking("en"):
        words = periods.sick_words(Intake(sick_since=since), TODAY)

    assert words.startswith(said)
    assert ("early offer" in words) == ("time" in said)
