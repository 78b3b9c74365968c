from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.deadlines import due, parse_day, parse_past_day
from app.formats import (
    coming,
    day_month,
    long_date,
    short_date,
    short_day_month,
    short_weekday,
    weekday_date,
    weekday_day_month,
)
from app.i18n import speaking

TODAY = date(2026, 3, 3)  # a Tuesday
THE_17TH = date(2026, 3, 17)


@pytest.mark.parametrize(
    "text",
    [
        "17.3",
        "17.3.",
        "17/3",
        "17.03.26",
        "17.3.2026",
        "17. 3. 2026",
        "17/3-26",
        "17.3 2026",
        "17. mars",
        "17.mars",
        "17 mars 2026",
        "  17.  MARS ",
        "17 mar.",
        "17 March 2026",
        "17th March",
        "March 17, 2026",
        "mars 17",
        "2026-03-17",
        "+14",
        "+ 14",
    ],
)
def test_a_day_may_be_written_in_many_ways(text):
    assert parse_day(text, TODAY) == THE_17TH


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("i dag", 0),
        ("today", 0),
        ("i morgen", 1),
        ("i morgon", 1),
        ("tomorrow", 1),
        ("i går", -1),
        ("onsdag", 1),
        ("Wednesday", 1),
        ("fre", 3),
        ("fre.", 3),
        ("fredag", 3),
        ("Friday", 3),
        ("lørdag", 4),
        ("laurdag", 4),
        ("søndag", 5),
        ("sundag", 5),
        ("måndag", 6),
        ("ma\u030andag", 6),
        ("tirsdag", 7),
        ("tysdag", 7),
    ],
)
def test_days_nearby_go_by_their_names_and_a_weekday_is_the_next_one(text, days):
    assert parse_day(text, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i høst",
        "til våren",
        "snarest",
        "når papirene er kommet",
        "mangler",
        "mange",
        "fredelig",
        "Fredrik",
        "torsk",
        "3 decks",
        "2 janitors",
        "2 juleferier",
        "12.326",
        "12.30",
        "kl 12",
        "uke 12",
        "neste fredag",
        "12. mars kl 9",
        "man 3",
        "3",
        "+1000",
        "990 00 010",
    ],
)
def test_words_stay_words(text):
    assert due(text, TODAY) == (None, text)


@pytest.mark.parametrize(
    "text", ["31.2", "30.2.2028", "29.2.2027", "29.2", "0.3", "1.13", "31. april", "1.1.0026"]
)
def test_days_that_do_not_exist_are_words(text):
    assert parse_day(text, TODAY) is None


def test_a_leap_day_is_found_in_this_year_or_the_next():
    assert parse_day("29.2", date(2028, 1, 10)) == date(2028, 2, 29)
    assert parse_day("29.2", date(2027, 12, 1)) == date(2028, 2, 29)
    assert parse_day("29.2.28", TODAY) == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 28), st.integers(1, 12))
def test_a_day_without_a_year_is_the_nearest_ahead_or_up_to_two_months_back(today, day, month):
    found = parse_day(f"{day}.{month}", today)

    assert (found.day, found.month) == (day, month)
    assert today - timedelta(days=60) <= found < today + timedelta(days=307)


def test_in_january_a_day_in_december_is_the_one_just_past():
    assert parse_day("20.12", date(2027, 1, 10)) == date(2026, 12, 20)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), today=st.dates(date(2000, 1, 1)))
def test_what_is_shown_is_read_back_in_every_language(language, day, today):
    with speaking(language):
        assert parse_day(long_date(day), today) == day


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("write", [day_month, long_date, weekday_date, weekday_day_month])
def test_a_day_near_by_is_read_back_as_every_page_and_paper_writes_it(language, write):
    days = [TODAY + timedelta(days=n) for n in range(-50, 300)]
    with speaking(language):
        assert [parse_day(write(day), TODAY) for day in days] == days


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 27), date(2027, 1, 2), date(2028, 2, 29)])
def test_a_short_day_is_read_back_as_lists_and_papers_write_it(language, today):
    days = [today + timedelta(days=n) for n in range(-50, 300)]
    ways = (
        lambda day: short_date(day, today),
        lambda day: coming(short_day_month(day), day, today),
        lambda day: f"{short_weekday(day)} {coming(day_month(day), day, today)}",
    )
    with speaking(language):
        for way in ways:
            assert [parse_day(way(day), today) for day in days] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fre 13.3", date(2026, 3, 13)),
        ("fre. 13. mars", date(2026, 3, 13)),
        ("fre. 13. mar.", date(2026, 3, 13)),
        ("fredag, 13. mars", date(2026, 3, 13)),
        ("fredag den 13. mars", date(2026, 3, 13)),
        ("den 13. mars", date(2026, 3, 13)),
        ("på fredag", date(2026, 3, 6)),
        ("on Friday", date(2026, 3, 6)),
        ("Friday, March 13, 2026", date(2026, 3, 13)),
        ("Fri 13 March", date(2026, 3, 13)),
        ("laurdag 14. mars", date(2026, 3, 14)),
        ("12.03.2026.", date(2026, 3, 12)),
        ("12-03-2026", date(2026, 3, 12)),
        ("2026-3-3", TODAY),
        ("i overmorgen", date(2026, 3, 5)),
        ("i overmorgon", date(2026, 3, 5)),
    ],
)
def test_a_weekday_or_a_small_word_may_stand_before_a_date(text, day):
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["lørdag 13. mars", "mandag 13.3.2026", "fredag 31.2", "på jobb"])
def test_a_weekday_that_is_not_the_dates_leaves_it_to_the_person(text):
    assert due(text, TODAY) == (None, text)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_month_and_weekday_shown_is_one_that_can_be_written(language):
    with speaking(language):
        for n in range(366):
            day = TODAY + timedelta(days=n)
            weekday = weekday_date(day).split()[0]
            assert parse_day(weekday, day) == day + timedelta(days=7)


def test_a_deadline_is_a_day_or_words_never_both():
    assert due("17.3", TODAY) == (THE_17TH, "")
    assert due(" i høst ", TODAY) == (None, "i høst")
    assert due("", TODAY) == (None, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17.3", date(2025, 3, 17)),
        ("17. mars", date(2025, 3, 17)),
        ("3.3", TODAY),
        ("2.3", date(2026, 3, 2)),
        ("24.12", date(2025, 12, 24)),
        ("17.3.2025", date(2025, 3, 17)),
        ("17.3.2026", THE_17TH),
        ("fredag", date(2026, 2, 27)),
        ("tirsdag", TODAY),
        ("i går", date(2026, 3, 2)),
        ("i morgen", date(2026, 3, 4)),
        ("+14", THE_17TH),
        ("i høst", None),
        ("", None),
    ],
)
def test_looking_back_a_day_without_a_year_is_the_one_that_was(text, day):
    assert parse_past_day(text, TODAY) == day


@example(date(2024, 11, 1), 246)  # 29 February, which next comes in four years
@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 300))
def test_every_day_of_the_months_past_is_found_by_its_date_alone(today, days):
    day = today - timedelta(days=days)

    assert parse_past_day(f"{day.day}.{day.month}", today) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("+1", date(2026, 10, 24), date(2026, 10, 25)),  # the night with an hour more
        ("31.12", date(2027, 1, 2), date(2026, 12, 31)),
        ("2.1", date(2026, 12, 30), date(2027, 1, 2)),
        ("fredag", date(2027, 1, 1), date(2027, 1, 8)),
        ("1.1", date(2026, 12, 31), date(2027, 1, 1)),
        ("31.12.99", date(2026, 1, 1), date(2099, 12, 31)),
    ],
)
def test_days_are_counted_rightly_over_new_year_and_summer_time(text, today, day):
    assert parse_day(text, today) == day
