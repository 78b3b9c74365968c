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
from app.domain.choices import PeriodKind, RequestedBy
from app.domain.clients import Client
from app.domain.code_sets import Codes
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.phrases import open_mark
from app.domain.plans import CareerPlan, PlanActivity
from tests.builders import an_identity_number

TODAY = date(2026, 3, 3)


def fields_of(problems):
    found = list(problems)
    assert all(problem.message.endswith((".", "?")) for problem in found)
    return [(problem.kind, problem.field) for problem in found]


def test_five_fields_start_a_case_and_none_of_them_is_demanded():
    assert list(intake_gaps(Client(name=" "), Intake())) == [
        ("client", "name"),
        ("client", "phone"),
        ("client", "municipality"),
        ("intake", "purpose"),
        ("intake", "requested_by"),
    ]
    client = Client(name="Liv", phone="990 00 055", municipality="1841")
    assert not list(intake_gaps(client, Intake(purpose="Jobb", requested_by=RequestedBy.NAV)))


FACTS = ["labour_status", "education", "source", "motivation_level"]
WITH_NAV = ["roles_informed"]


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (PeriodKind.THREE_PARTY_FIRST, [*FACTS, *WITH_NAV]),
        (PeriodKind.TRIANGLE_LATE, [*FACTS, *WITH_NAV]),
        (PeriodKind.OPEN, FACTS),
        (PeriodKind.APPLICATION, FACTS[:-1]),
    ],
)
def test_each_kind_of_guidance_has_its_own_questions_that_are_worth_asking(kind, asked):
    assert [name for _kind, name in intake_advice(Intake(kind=kind))] == asked


def test_what_is_answered_is_not_asked_and_nought_is_an_answer():
    facts = {"labour_status": Codes({"AAP"}), "education": "PRIMARY", "source": "WEB"}

    intake = Intake(roles_informed=TODAY, motivation_level=0, **facts)

    assert not list(intake_advice(intake))


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


def test_what_is_still_to_be_filled_in_is_advised_with_its_words():
    plan = CareerPlan(
        review_on=TODAY, next_step="Ringe", why=f"Fordi {open_mark('hva')} og {open_mark('mer')}"
    )
    rows = [PlanActivity(what=f"Ring {open_mark('skole')}", due_on=TODAY)]
    found = list(plan_advice(plan, rows))

    assert [(each.kind, each.field) for each in found] == [("plan", "why"), ("activity", "detail")]
    assert open_mark("hva") in found[0].message
    assert open_mark("skole") in found[1].message


REGISTERS = {"own": (15, 6), "D": (55, 6), "Nav": (15, 46), "tax": (15, 86), "D of tax": (55, 86)}
SPACINGS = (
    "{0}{1}{2}{3}{4}",
    "{0}{1}{2} {3}{4}",
    "{0}.{1}.{2}-{3}{4}",
    "{0} {1} {2} {3} {4}",
    "{0}.{1}.{2}.{3}.{4}",
    "{0}.{1}.19{2} {3}{4}",
    "{0}{1}19{2}{3}{4}",
    "{0}{1}{2}\u00a0{3}{4}",
    "{0}{1}{2}\u202f{3}{4}",
    "{0}{1}{2}\u2009{3}{4}",
    "{0}{1}{2}\t{3}{4}",
    "{0}{1}{2}  {3}{4}",
    "{0}{1}{2} – {3}{4}",
    "{0}{1}{2}–{3}{4}",
    "{0}{1}{2}\n{3}{4}",
    "{0}{1}{2}\r\n{3}{4}",
    "{0}{1}{2}\u200b{3}{4}",
    "fnr.{0}{1}{2}{3}{4}, tlf 990 00 012",
    "tlf 990 00 012 {0}{1}{2} {3}{4}",
)


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("register", REGISTERS)
def test_an_identity_number_is_noticed_however_it_is_spaced(register, spacing):
    number = an_identity_number(*REGISTERS[register])
    parts = number[:2], number[2:4], number[4:6], number[6:9], number[9:]
    assert len(identity_numbers(spacing.format(*parts))) == 1
    assert "no place for it" in identity_number_warning()


def test_a_number_with_a_slip_of_the_finger_has_no_control_digits():
    number = an_identity_number(15, 6)
    wrong = [number[:-1] + sign for sign in "0123456789" if sign != number[-1]]
    assert not any(map(identity_numbers, wrong))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "990 00 055",
        "2026-03-03",
        "konto 9710 56 78903",
        "konto 9710.56.78903",
        "tlf 0047 990 00 012",
        "org.nr. 999 888 777",
        "KID 01018012345678",
        "0" + an_identity_number(15, 6),
        an_identity_number(15, 6) + "0",
        an_identity_number(15, 6)[:-1],
        "990 00 012, 990 00 013",
        "15.06.1984 til 12.03.2026",
    ],
)
def test_other_digits_are_left_alone(text):
    assert not identity_numbers(text)
