"""Deadlines as people type them: 12.3, 12. mars, +14, fredag, or words like i høst."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_ENGLISH = {"may": 5, "oct": 10, "dec": 12}
_WEEKDAYS = (
    ("man", "mån", "mon"),
    ("tir", "tys", "tue"),
    ("ons", "wed"),
    ("tor", "thu"),
    ("fre", "fri"),
    ("lør", "lau", "sat"),
    ("søn", "sun"),
)
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})\.?(?:[./ ]?(\d{4}|\d{2}))?")
_NAMED = re.compile(r"(\d{1,2})\.? ([a-zæøå]{3,9})\.?(?: (\d{4}))?")
_AHEAD = re.compile(r"\+(\d{1,3})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def parse_day(text: str, today: date) -> date | None:
    """Return the day a text means, or None where it is words.

    A day without a year is the nearest one ahead, or up to two months back, so that
    yesterday's date means yesterday.
    """
    words = text.strip().lower()
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _AHEAD.fullmatch(words):
        return today + timedelta(days=int(found[1]))
    if found := _NUMBERS.fullmatch(words):
        return _near(int(found[1]), int(found[2]), found[3], today)
    if found := _NAMED.fullmatch(words):
        month = _month(found[2])
        return _near(int(found[1]), month, found[3], today) if month else None
    return _weekday(words, today)


def due(text: str, today: date) -> tuple[date | None, str]:
    """Return a deadline as a day, or as the words it was given in; never both."""
    day = parse_day(text, today)
    return (day, "") if day else (None, text.strip())


def _near(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)  # noqa: PLR2004
    here = _day(today.year, month, day)
    if here and here < today - timedelta(days=60):
        return _day(today.year + 1, month, day)
    return here


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int | None:
    for number, name in enumerate(_MONTHS, start=1):
        if word.startswith(name):
            return number
    return _ENGLISH.get(word[:3])


def _weekday(words: str, today: date) -> date | None:
    nearby = {"i dag": 0, "today": 0, "i morgen": 1, "i morgon": 1, "tomorrow": 1}
    if words in nearby:
        return today + timedelta(days=nearby[words])
    for number, stems in enumerate(_WEEKDAYS):
        if words.startswith(stems) and re.fullmatch(r"[a-zæøå]{3,8}", words):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None
