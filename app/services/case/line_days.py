"""By when something on a line of a note will be done: a day, or a deadline in words.

A day that has been, a day of which the line only tells, and one of several days is none: the
person who hears it knows which is meant, and types it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from app.domain.deadlines import parse_day
from app.services.case.line_rules import line_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WEEKDAY = (
    r"(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun|mån)dag"
    r"|(?:man|mån|tir|tys|ons|tor|fre|lør|søn)\b\.?"
)
_MONTH = (
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des)\b\.?"
)
_NAMED = rf"(?:(?:{_WEEKDAY}),? )?(?:den )?\d{{1,2}}\. ?{_MONTH}(?: \d{{4}})?"
_FIGURES = rf"(?:(?:{_WEEKDAY}),? )?\d{{1,2}}[./]\d{{1,2}}(?:\.?(?:20)?\d\d)?(?![\d,:])\.?"
_NEAR = r"i overmorge?o?n|i morge?o?n|i dag"
_NOT_BEFORE = re.compile(r"(?:kl\.?|klokka|klokken|§|[-–./,]|tlf\.?|til og med) ?$")
_NOT_BEHIND = re.compile(r" ?(?:%|prosent|kr\b|kroner|time[rn]?\b|timar|stp\b|av \d|[-–] ?\d)")


@dataclass(frozen=True)
class Found:
    """A deadline and where it stands, with the word that makes it one."""

    start: int
    length: int
    day: date | None
    words: str
    is_firm: bool
    """A word before it says that it is a deadline."""
    stands_alone: bool = False
    """It is only figures, or a word of every day: without more it may be anything."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + self.length


def find_deadline(line: str, today: date, *, is_deed: bool) -> Found | None:
    """Return the one deadline of a line; `is_deed` says that the line tells what will be done."""
    text = line.lower()
    found = _longest([*_in_words(text), *_spans(text, today), *_days(text, today)])
    if len(found) != 1:
        return None
    (one,) = found
    if one.day is not None and one.day < today:
        return None
    return one if _is_ahead(text, one) and (one.is_firm or is_deed) else None


def _is_ahead(text: str, found: Found) -> bool:
    """Whether the words before a day do not speak of what was, or of every week."""
    rules = line_rules()
    before = re.findall(r"[^\W_]+", text[: found.start])
    if before and before[-1] in rules.every:
        return False
    prefix = text[found.start : found.end].partition(" ")[0]
    return prefix in rules.stands_despite_past or not rules.past & set(before)


def _in_words(text: str) -> Iterator[Found]:
    for each in _phrases().finditer(text):
        yield Found(each.start(), len(each[0]), None, each[0], is_firm=False)
    for each in _weeks_and_months().finditer(text):
        words = re.sub(r"^(?:innen|innan|i|til|før) (?=uke|veke)", "", each[0])
        yield Found(each.start(), len(each[0]), None, words, is_firm=False)


def _spans(text: str, today: date) -> Iterator[Found]:
    """Find "om to uker" and "innen ti dager"."""
    rules = line_rules()
    for each in _ahead().finditer(text):
        count = rules.numbers.get(each["count"]) or int(each["count"])
        days = count * (7 if each["unit"] in rules.weeks else 1)
        yield Found(each.start(), len(each[0]), today + timedelta(days), "", is_firm=False)


def _days(text: str, today: date) -> Iterator[Found]:
    rules = line_rules()
    for each in _day().finditer(text):
        start, words = each.start("day"), each["day"]
        if _NOT_BEFORE.search(text[:start]) or _NOT_BEHIND.match(text, each.end()):
            continue
        prefix = (each["before"] or "").split()
        day = _next_week(words, today) if each["next"] else parse_day(words.rstrip("."), today)
        if day is None:
            continue
        firm = bool(set(prefix) & set(rules.firm_before))
        alone = bool(re.fullmatch(r"[\d./ ]+", words)) or words == "i dag"
        ends = not text[each.end() :].strip(" .,;!")
        if alone and not firm and not ends:
            continue
        at = start if not prefix else each.start()
        yield Found(at, each.end() - at, day, "", is_firm=firm)


def _next_week(words: str, today: date) -> date | None:
    """Return the day of next week that a weekday names."""
    monday = today + timedelta(7 - today.weekday())
    name = words.split(maxsplit=1)[0]
    return parse_day(name, monday - timedelta(1))


def _longest(found: Iterable[Found]) -> list[Found]:
    """Keep the longest of those that lie over each other, in the order they stand."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: (-one.length, one.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


@cache
def _phrases() -> re.Pattern[str]:
    words = sorted(line_rules().words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


@cache
def _weeks_and_months() -> re.Pattern[str]:
    rules = line_rules()
    before = "|".join(map(re.escape, sorted(rules.month_before, key=len, reverse=True)))
    months = "|".join(rules.months)
    week = r"(?:(?:innen|innan|i|til|før) )?(?:uke|veke) \d{1,2}\b(?! ?[-–])"
    return re.compile(rf"\b(?:{week}|(?:{before}) (?:{months})\b(?! \d))")


@cache
def _ahead() -> re.Pattern[str]:
    rules = line_rules()
    count = "|".join(sorted(rules.numbers, key=len, reverse=True))
    unit = "|".join(sorted((*rules.days, *rules.weeks), key=len, reverse=True))
    return re.compile(rf"\b(?:om|innen|innan) (?P<count>\d{{1,2}}|{count}) (?P<unit>{unit})\b")


@cache
def _day() -> re.Pattern[str]:
    rules = line_rules()
    before = "|".join((*rules.firm_before, "på", "den"))
    week = "|".join(map(re.escape, sorted(rules.next_week, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?<!\w)(?P<before>(?:(?:{before}) )+))?(?<![\w.])"
        rf"(?P<day>{_NAMED}|{_FIGURES}|(?:{_WEEKDAY})(?P<next> (?:{week}))?(?!\w)|{_NEAR}"
        r"|\+ ?\d{1,3}\b)"
    )
