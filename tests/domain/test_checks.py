from datetime import date

import pytest

from app.domain.checks import (
    identity_number_warning,
    identity_numbers,
    intake_advice,
    intake_gaps,
    meeting_problems,
    plan_advice,
    plan_problems,
)
from app.domain.choices import Answer, RequestedBy
from app.domain.clients import Client, Intake
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan, PlanActivity

TODAY = date(2026, 3, 3)


def fields_of(problems):
    found = list(problems)
    assert all(problem.message.endswith((".", "?")) for problem in found)
    return [(problem.kind, problem.field) for problem in found]


def test_five_fields_start_a_case_and_none_of_them_is_demanded():
    assert fields_of(intake_gaps(Client(name=" "), Intake())) == [
        ("client", "name"),
        ("client", "phone"),
        ("client", "municipality"),
        ("intake", "purpose"),
        ("intake", "requested_by"),
    ]
    client = Client(name="Liv", phone="990 00 055", municipality="1841")
    assert not fields_of(intake_gaps(client, Intake(purpose="Jobb", requested_by=RequestedBy.NAV)))


def test_before_the_three_party_meeting_open_questions_are_worth_asking():
    answered = dict.fromkeys(("under_30", "no_upper_secondary", "own_wish"), Answer.NO)

    assert len(fields_of(intake_advice(Intake()))) == 2
    assert not fields_of(intake_advice(Intake(roles_informed=TODAY, **answered)))


def test_br13_a_finished_meeting_has_a_next_date_or_says_that_none_was_agreed():
    assert fields_of(meeting_problems(Meeting())) == [("meeting", "next_meeting")]
    assert not fields_of(meeting_problems(Meeting(next_meeting=TODAY)))
    assert not fields_of(meeting_problems(Meeting(none_agreed=True)))


def test_br08_a_plan_needs_a_goal_and_an_activity_before_it_is_finished():
    blank = PlanActivity(what="  ")

    assert fields_of(plan_problems(CareerPlan(end_goal=" "), [blank])) == [
        ("plan", "end_goal"),
        ("activity", "what"),
    ]
    assert not fields_of(plan_problems(CareerPlan(end_goal="Kokk"), [PlanActivity(what="Ringe")]))


def test_br10_a_new_version_says_why():
    rows = [PlanActivity(what="Ringe")]

    assert fields_of(plan_problems(CareerPlan(number=2, end_goal="Kokk"), rows)) == [
        ("plan", "reason")
    ]
    assert not fields_of(plan_problems(CareerPlan(number=2, end_goal="Kokk", reason="Ny"), rows))


def test_advice_stops_nobody_and_goes_when_it_is_followed():
    good = CareerPlan(review_on=TODAY, next_step="Ringe")
    rows = [PlanActivity(what="a", due_on=TODAY), PlanActivity(what="b", due_words="i høst")]

    assert [f for _kind, f in fields_of(plan_advice(CareerPlan(), [PlanActivity(what="a")]))] == [
        "review_on",
        "next_step",
        "due",
    ]
    assert not fields_of(plan_advice(good, [*rows, PlanActivity()]))


@pytest.mark.parametrize(
    "text",
    [
        "01019012345",
        "Fnr 010190 12345.",
        "01.01.90-12345",
        "01 01 90 123 45",
        "D-nummer 41019012345",
        "H-nummer 01419012345",
        "testperson 01819012345",
    ],
)
def test_a_national_identity_number_is_noticed(text):
    assert identity_numbers(text)
    assert "no place for it" in identity_number_warning()


@pytest.mark.parametrize(
    "text",
    ["", "990 00 055", "32019012345", "01139012345", "010190123456", "0101901234", "2026-03-03"],
)
def test_other_digits_are_left_alone(text):
    assert not identity_numbers(text)
