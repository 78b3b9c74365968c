"""Agreements on whom guidance is for: their criteria, and which of them a fact already answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.choices import Answer
from app.domain.templates import worded

if TYPE_CHECKING:
    from app.domain.clients import Client
    from app.domain.periods import Intake

ASKED = "none"
"""A criterion that no fact answers: somebody asks."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing an agreement asks about; texts by language."""

    key: str
    words: dict[str, str]
    computed: str = ASKED
    """How a fact answers it: a rule, a colon, and what it looks for."""

    @property
    def label(self) -> str:
        """What it is called in the language of the moment."""
        return worded(self.words)


@dataclass(frozen=True, kw_only=True)
class PriorityRule:
    """A reason by which somebody comes before others."""

    code: str
    words: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What a county, or one office of it, has agreed on; without municipalities, all of them."""

    id: str
    name: dict[str, str]
    county: str
    checked_on: date
    source: str
    verified: bool
    valid_from: date
    valid_until: date | None = None
    municipalities: tuple[str, ...] = ()
    kind: str = ""
    """The kind of guidance it has in mind."""
    criteria: tuple[Criterion, ...] = ()
    priority: tuple[PriorityRule, ...] = ()
    groups: tuple[str, ...] | None = None
    """The groups that are asked about; without a list, all."""

    @property
    def label(self) -> str:
        """What it is called in the language of the moment."""
        return worded(self.name)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def covers(self, county: str, municipality: str) -> bool:
        """Whether it is the one of a centre that lies there."""
        return county == self.county and (
            not self.municipalities or municipality in self.municipalities
        )


def computed(rule: str, client: Client, intake: Intake, today: date) -> Answer:
    """Return what the facts answer to a rule; open where they do not say, or none knows it."""
    name, _colon, sought = rule.partition(":")
    compute = RULES.get(name)
    return compute(sought, client, intake, today) if compute else Answer.OPEN


def is_rule(rule: str) -> bool:
    """Whether this Leia knows how to answer by a rule."""
    name, _colon, sought = rule.partition(":")
    if name == _BIRTH_YEAR:
        return sought.isascii() and sought.isdigit()
    return rule == ASKED or (name in RULES and bool(sought))


def _is_under(sought: str, client: Client, intake: Intake, today: date) -> Answer:
    """Compare years; in the year somebody comes to that age only the birthday would tell."""
    del intake
    if client.birth_year is None or not sought.isdigit():
        return Answer.OPEN
    years = today.year - client.birth_year
    if years == int(sought):
        return Answer.OPEN
    return Answer.YES if years < int(sought) else Answer.NO


def _has_less(sought: str, client: Client, intake: Intake, today: date) -> Answer:
    """Compare the highest completed education; what is from abroad, or unknown, says nothing."""
    del client, today
    below = _BELOW.get(sought, frozenset())
    if intake.education in below:
        return Answer.YES
    return Answer.NO if below and intake.education in _LEVELS else Answer.OPEN


def _has_status(sought: str, client: Client, intake: Intake, today: date) -> Answer:
    del client, today
    return _has_any(sought, intake.labour_status)


def _is_in_group(sought: str, client: Client, intake: Intake, today: date) -> Answer:
    del client, today
    return _has_any(sought, intake.groups)


def _has_any(sought: str, codes: frozenset[str]) -> Answer:
    if not codes:
        return Answer.OPEN
    return Answer.YES if codes.intersection(sought.split(",")) else Answer.NO


_BIRTH_YEAR = "birth_year_under"
RULES: dict[str, Callable[[str, Client, Intake, date], Answer]] = {
    _BIRTH_YEAR: _is_under,
    "education_below": _has_less,
    "labour_status_has": _has_status,
    "group_has": _is_in_group,
}
_LEVELS = frozenset(
    {
        *("NO_PRIMARY", "PRIMARY", "SOME_UPPER", "TRADE", "GENERAL_UPPER"),
        *("VOCATIONAL_COLLEGE", "BACHELOR", "MASTER", "DOCTORATE"),
    }
)
"""The levels of the list of educations that can be compared; a county's own cannot."""
_BELOW = {
    "upper_secondary": frozenset({"NO_PRIMARY", "PRIMARY", "SOME_UPPER"}),
    "primary": frozenset({"NO_PRIMARY"}),
}
