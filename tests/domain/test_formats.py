from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import (
    age,
    capital,
    clock,
    day_month,
    first_name,
    joined,
    long_date,
    near_date,
    possessive,
    uncapital,
    weekday_date,
    weekday_day_month,
)
from app.i18n import speaking

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", ("3. mars", "3. mars 2026", "tirsdag 3. mars 2026", "tirsdag 3. mars")),
        ("nn", ("3. mars", "3. mars 2026", "tysdag 3. mars 2026", "tysdag 3. mars")),
        ("en", ("3 March", "3 March 2026", "Tuesday 3 March 2026", "Tuesday 3 March")),
    ],
)
def test_days_are_said_as_each_language_says_them(language, said):
    with speaking(language):
        assert said == (
            day_month(DAY),
            long_date(DAY),
            weekday_date(DAY),
            weekday_day_month(DAY),
        )


def test_a_near_date_leaves_out_this_year_only():
    assert near_date(DAY, date(2026, 12, 31)) == "3 March"
    assert near_date(DAY, date(2027, 1, 1)) == "3 March 2026"


def test_clocks_have_two_digits_each():
    assert clock(time(9, 5)) == "09:05"
    assert clock(datetime(2026, 3, 3, 13, 30)) == "13:30"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Phone", "phone"),
        ("Nav office", "Nav office"),
        ("NAV-kontor", "NAV-kontor"),
        ("Navn", "navn"),
        ("PDF file", "PDF file"),
        ("Økonomi", "økonomi"),
        ("Plan B", "plan B"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence_begins_small_unless_it_is_a_name(text, inside):
    assert uncapital(text) == inside


@given(st.text())
def test_a_large_first_letter_changes_nothing_after_it(text):
    assert capital(text).endswith(text[1:])


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Ánne Risten Čázejohka", "Ánne"),
        (" Liv ", "Liv"),
        ("", ""),
        ("  ", ""),
        ("Nordmann, Kari", "Kari"),
        ("Nes, Ole Johan", "Ole"),
        ("Nordmann,", "Nordmann"),
        (", ", ""),
        ("Dr. Liv Hansen", "Liv"),
        ("Hansen, dr. Liv", "Liv"),
        ("Dr.", ""),
        ("«Lillegutt»", "«Lillegutt»"),
        ("Anne-Karin Li", "Anne-Karin"),
    ],
)
def test_a_person_is_spoken_to_by_the_first_name(name, spoken):
    assert first_name(name) == spoken


def test_only_the_year_of_birth_is_known_so_age_is_that_of_the_year():
    assert age(1985, DAY) == 41
    assert age(None, DAY) is None


def test_only_parts_that_say_something_are_joined():
    assert joined(["Bodø", "", "09:00"]) == "Bodø · 09:00"


@pytest.mark.parametrize(
    ("language", "name", "whose"),
    [
        ("nb", "Camilla", "Camillas"),
        ("nb", "Jonas", "Jonas'"),
        ("nb", "Max", "Max'"),
        ("nn", "Max", "til Max"),
        ("en", "Jonas", "Jonas's"),
    ],
)
def test_whose_something_is_follows_the_language(language, name, whose):
    with speaking(language):
        assert possessive(name) == whose
