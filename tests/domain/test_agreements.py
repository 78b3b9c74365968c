"""A criterion is answered by facts where they say it; where they do not, somebody asks."""

from datetime import date

import pytest

from app.domain.agreements import computed, is_rule
from app.domain.choices import Answer
from app.domain.clients import Client
from app.domain.code_sets import Codes
from app.domain.periods import Intake

TODAY = date(2026, 3, 2)
UNDER_30, BELOW = "birth_year_under:30", "education_below:upper_secondary"


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        (None, Answer.OPEN),
        (1997, Answer.YES),
        (1995, Answer.NO),
        (1996, Answer.OPEN),
    ],
)
def test_in_the_year_of_the_birthday_itself_somebody_has_to_ask(born, answer):
    assert computed(UNDER_30, Client(birth_year=born), Intake(), TODAY) == answer


@pytest.mark.parametrize(
    ("education", "answer"),
    [
        ("", Answer.OPEN),
        ("PRIMARY", Answer.YES),
        ("SOME_UPPER", Answer.YES),
        ("TRADE", Answer.NO),
        ("MASTER", Answer.NO),
        ("FOREIGN", Answer.OPEN),
        ("COUNTYS_OWN", Answer.OPEN),
    ],
)
def test_an_education_from_abroad_or_of_the_countys_own_says_nothing(education, answer):
    assert computed(BELOW, Client(), Intake(education=education), TODAY) == answer


@pytest.mark.parametrize(
    ("codes", "answer"),
    [((), Answer.OPEN), (("AAP", "SICK_LISTED"), Answer.YES), (("FULL_TIME",), Answer.NO)],
)
def test_one_of_several_is_enough(codes, answer):
    at_work, grouped = Intake(labour_status=Codes(codes)), Intake(groups=Codes(codes))

    assert computed("labour_status_has:SICK_LISTED,OTHER", Client(), at_work, TODAY) == answer
    assert computed("group_has:SICK_LISTED", Client(), grouped, TODAY) == answer


@pytest.mark.parametrize("rule", ["none", "horoscope:LIBRA", "education_below:heaven", ""])
def test_what_no_fact_tells_is_open(rule):
    everything = Intake(education="PRIMARY", groups=Codes({"YOUTH"}))
    assert computed(rule, Client(birth_year=2000), everything, TODAY) == Answer.OPEN


def test_rules_are_known_by_their_names_and_what_they_seek():
    assert all(map(is_rule, ["none", UNDER_30, BELOW, "group_has:YOUTH"]))
    assert not any(map(is_rule, ["birth_year_under:soon", "horoscope:LIBRA", "group_has:", ""]))
