"""Dates, times and names as text, the same on screen and on paper."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.i18n import _, language, pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLES = frozenset(
    {"dr.", "dr", "prof.", "prof", "hr.", "hr", "fru", "frk.", "mr.", "mrs.", "ms."}
)
"""What stands before a name and nobody is spoken to by."""
_NO_OTHER_YEAR = 300
"""So many days ahead, a day and a month say which year it is."""


def month_names() -> tuple[str, ...]:
    """Return the twelve months in the language of the moment."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        pgettext("month", "May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def weekday_names() -> tuple[str, ...]:
    """Return the seven days, Monday first."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def day_month(day: date) -> str:
    """Return a day as 3. mars."""
    dot = "" if language() == "en" else "."
    return f"{day.day}{dot} {month_names()[day.month - 1]}"


def long_date(day: date) -> str:
    """Return a day as 3. mars 2026."""
    return f"{day_month(day)} {day.year}"


def near_date(day: date, today: date) -> str:
    """Return a day with its year only where the year is not this one."""
    return day_month(day) if day.year == today.year else long_date(day)


def weekday_date(day: date) -> str:
    """Return a day as tirsdag 3. mars 2026."""
    return f"{weekday_names()[day.weekday()]} {long_date(day)}"


def weekday_day_month(day: date) -> str:
    """Return a day as tirsdag 3. mars."""
    return f"{weekday_names()[day.weekday()]} {day_month(day)}"


def short_weekday(day: date) -> str:
    """Return a day's weekday as tir."""
    names = (
        pgettext("short weekday", "Mon"),
        pgettext("short weekday", "Tue"),
        pgettext("short weekday", "Wed"),
        pgettext("short weekday", "Thu"),
        pgettext("short weekday", "Fri"),
        pgettext("short weekday", "Sat"),
        pgettext("short weekday", "Sun"),
    )
    return names[day.weekday()]


def short_day_month(day: date) -> str:
    """Return a day as 3. des."""
    dot = "" if language() == "en" else "."
    return f"{day.day}{dot} {_short_month(day.month)}"


def coming(said: str, day: date, today: date) -> str:
    """Return what is said of a day, with its year where it could be taken for another year's."""
    is_clear = day.year == today.year or 0 <= (day - today).days < _NO_OTHER_YEAR
    return said if is_clear else f"{said} {day.year}"


def _short_month(month: int) -> str:
    names = (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )
    return names[month - 1]


def short_date(day: date, today: date) -> str:
    """Return a day as tir. 3. mars, with its year only where the year is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{short_weekday(day)} {short_day_month(day)}{year}"


def clock(moment: datetime | time) -> str:
    """Return hours and minutes."""
    return f"{moment:%H:%M}"


def near_moment(moment: datetime, today: date) -> str:
    """Return a moment as people say it: today 08:05, yesterday 15:40, 3. mars 08:05."""
    here = moment.astimezone()
    if here.date() == today:
        return _("today {time}").format(time=clock(here))
    if here.date() == today - timedelta(days=1):
        return _("yesterday {time}").format(time=clock(here))
    return f"{near_date(here.date(), today)} {clock(here)}"


def capital(text: str) -> str:
    """Return a text with its first letter large, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Return a text with its first letter small, for inside a sentence; Nav stays Nav."""
    is_name = text[:3].lower() == "nav" and not text[3:4].isalpha()
    return text if is_name or text[1:2].isupper() else text[:1].lower() + text[1:]


def first_name(name: str) -> str:
    """Return the name somebody is spoken to by, also of “Nordmann, Kari” and “Dr. Kari Moe”."""
    family, _comma, given = name.partition(",")
    words = (given if given.strip() else family).split()
    return next((word for word in words if word.lower() not in _TITLES), "")


def possessive(name: str) -> str:
    """Return whose something is: Camillas, Jonas', til Camilla, Camilla's."""
    if language() == "en":
        return f"{name}'s"
    if language() == "nn":
        return f"til {name}"
    return f"{name}'" if name[-1:].lower() in {"s", "x", "z"} else f"{name}s"


def age(birth_year: int | None, today: date) -> int | None:
    """Return the age a person reaches this year; only the year of birth is known."""
    return today.year - birth_year if birth_year else None


def in_a_row(parts: Sequence[str]) -> str:
    """Return things as a sentence names them: one, two and three."""
    *before, last = parts or ("",)
    if not before:
        return last
    return _("{these} and {last}").format(these=", ".join(before), last=last)


def joined(parts: Sequence[str]) -> str:
    """Return the parts that say something, with a middle dot between them."""
    return " · ".join(part for part in parts if part)
