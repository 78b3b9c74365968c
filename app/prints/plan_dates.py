"""Dates somebody wrote in a text, each with what it is for."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from app.domain.deadlines import parse_day
from app.prints.text import clean

_DATE = r"(?:[^\W\d]{3,8}\.? )?(\d{1,2}\.? ?(?:[^\W\d]{3,9}|\d{1,2})\.?(?: ?\d{4})?)"
_DATED = re.compile(rf"{_DATE}\s*[:–—]\s*(?=\S)")
_NAMED = r"[^\W\d_][^.!?:;]{1,30}: "
_NEXT = re.compile(rf"(?<=[.!?;]) +(?={_DATED.pattern}|(?<!\d\. ){_NAMED})")


@dataclass(frozen=True)
class DatedLine:
    """A date and what it is for; without a date, only the words."""

    day: date | None
    words: str


def dated_lines(text: str, today: date) -> list[DatedLine]:
    """Return what was typed, a line for each date; the words after it stand as they were typed.

    Read as dates are what begins a line or a sentence and ends in a colon or a dash:
    “1. mars: søknadsfrist for læreplass.” A date without a year is the nearest one. What begins
    in words and a colon, “Voksne: når som helst”, gets a line of its own too.
    """
    found: list[DatedLine] = []
    for line in clean(text).split("\n"):
        starts = [0, *(match.end() for match in _NEXT.finditer(line)), len(line)]
        pieces = [line[one:other].strip() for one, other in itertools.pairwise(starts)]
        found += [_read(piece, today) for piece in pieces if piece]
    return found


def _read(piece: str, today: date) -> DatedLine:
    dated = _DATED.match(piece)
    day = parse_day(dated[1], today) if dated else None
    if dated is None or day is None:
        return DatedLine(None, piece)
    return DatedLine(day, piece[dated.end() :])
