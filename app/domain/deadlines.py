"""Deadlines as people type them, and as Leia writes them: 12.3, tor. 12. mars, +14, or words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_MONTHS = (
    ("januar", "january"),
    ("februar", "february"),
    ("mars", "march"),
    ("april",),
    ("mai", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august",),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("desember", "december"),
)
_WEEKDAYS = (
    ("mandag", "måndag", "monday"),
    ("tirsdag", "tysdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lørdag", "laurdag", "saturday"),
    ("søndag", "sundag", "sunday"),
)
_NEARBY = {
    -1: ("i går", "igår", "yesterday"),
    0: ("i dag", "idag", "today"),
    1: ("i morgen", "imorgen", "i morgon", "imorgon", "tomorrow"),
    2: ("i overmorgen", "iovermorgen", "overmorgen", "i overmorgon", "overmorgon"),
}
_SHORTEST = 3
"""Letters that say which month or day a shortened word means."""
_YEAR = r"(\d{4}|\d{2})"
_NUMBERS = re.compile(rf"(\d{{1,2}})[./] ?(\d{{1,2}})\.?(?:(?:(?<=\.)|[./ -]) ?{_YEAR})?\.?")
_WITH_HYPHENS = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})\.?")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:\.|st|nd|rd|th)? ?([^\W\d]+)\.?(?: {_YEAR})?")
_MONTH_FIRST = re.compile(rf"([^\W\d]+)\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?")
_AHEAD = re.compile(r"\+ ?(\d{1,3})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BEFORE_A_DAY = re.compile(r"(?:den|på|on) (?=[\w])")
_WEEKDAY_FIRST = re.compile(r"([^\W\d]+)(?:\.,?|,)? (?:den )?(?=\d|[^\W\d]+\.? \d)")
_BACK = timedelta(days=60)
_YEAR_BACK = timedelta(days=365) - _BACK
_YEARS = range(1900, 2200)
"""Other years are slips of the finger."""


def parse_day(text: str, today: date) -> date | None:
    """Return the day a text means, or None where it is words.

    A day without a year is the nearest one ahead, or up to two months back, so that
    yesterday's date means yesterday. A weekday that is not the date's makes it words: which of
    the two is meant, only the person knows.
    """
    words = " ".join(unicodedata.normalize("NFC", text).lower().split())
    words = _BEFORE_A_DAY.sub("", words, count=1) if _BEFORE_A_DAY.match(words) else words
    if found := _WEEKDAY_FIRST.match(words):
        number = _number_of(found[1], _WEEKDAYS)
        if number is not None:
            day = _date(words[found.end() :], today)
            return day if day is not None and day.weekday() == number else None
    return _date(words, today) or _weekday(words, today)


def _date(words: str, today: date) -> date | None:
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WITH_HYPHENS.fullmatch(words):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _AHEAD.fullmatch(words):
        return today + timedelta(days=int(found[1]))
    if found := _NUMBERS.fullmatch(words):
        return _near(int(found[1]), int(found[2]), found[3], today)
    return _named(words, today)


def parse_past_day(text: str, today: date) -> date | None:
    """Return the day a text means to somebody who looks back: a day without a year that was."""
    day = parse_day(text, today)
    a_year_ago = parse_day(text, today - _YEAR_BACK)
    if day is None:
        return a_year_ago  # 29 February: none is near, but one was
    if day <= today:
        return day
    is_date = a_year_ago is not None and (a_year_ago.month, a_year_ago.day) == (day.month, day.day)
    if is_date and a_year_ago != day:
        return a_year_ago
    is_weekday = _number_of(text.strip().lower().removesuffix("."), _WEEKDAYS) is not None
    return day - timedelta(days=7) if is_weekday else day


def due(text: str, today: date) -> tuple[date | None, str]:
    """Return a deadline as a day, or as the words it was given in; never both."""
    day = parse_day(text, today)
    return (day, "") if day else (None, text.strip())


def _named(words: str, today: date) -> date | None:
    if found := _DAY_FIRST.fullmatch(words):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(words):
        name, day, year = found.groups()
    else:
        return None
    month = _number_of(name, _MONTHS)
    return None if month is None else _near(int(day), month + 1, year, today)


def _near(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)  # noqa: PLR2004
    days = (_day(each, month, day) for each in range(today.year - 1, today.year + 2))
    return next((found for found in days if found and found >= today - _BACK), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _weekday(words: str, today: date) -> date | None:
    for days, names in _NEARBY.items():
        if words in names:
            return today + timedelta(days=days)
    number = _number_of(words.removesuffix("."), _WEEKDAYS)
    return None if number is None else today + timedelta((number - today.weekday() - 1) % 7 + 1)


def _number_of(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    """Return which name a word is, whole or shortened; "mangler" is not Monday."""
    for number, spellings in enumerate(names):
        if len(word) >= _SHORTEST and any(name.startswith(word) for name in spellings):
            return number
    return None
