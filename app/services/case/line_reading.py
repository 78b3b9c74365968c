"""Who does what a line of a note says, and by when, recognised from plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.case.line_links import bare

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.choices import Party

Span = tuple[int, int]
"""Where words begin in a line, and how many places they cover."""


@dataclass(frozen=True, kw_only=True)
class People:
    """Who a line can be about."""

    parties: tuple[Party, ...]
    """Those the kind of guidance has."""
    names: Mapping[str, Party] = field(default_factory=dict)
    """The whole names of those who are there, each with the party they belong to."""


@dataclass(frozen=True, kw_only=True)
class LineRead:
    """What was recognised in a line; what is not sure is a guess that only the person confirms."""

    title: str
    """What it is called as an activity: without the words for the day."""
    party: Party | None = None
    who: str = ""
    """The whole name of whoever is named; empty where only the party is."""
    party_at: Span | None = None
    is_party_sure: bool = False
    due_on: date | None = None
    due_words: str = ""
    due_at: Span | None = None
    is_due_sure: bool = False


def read_line(line: str, today: date, people: People) -> LineRead:
    """Read one line of a note, as of a day."""
    del today, people
    return LineRead(title=bare(line))
