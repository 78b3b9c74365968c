"""What is missing or odd. Checks speak at finish, never at keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.choices import PeriodKind, RequestedBy
from app.domain.phrases import open_marks
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.clients import Client
    from app.domain.meetings import Meeting
    from app.domain.periods import Intake
    from app.domain.plans import CareerPlan, PlanActivity

_BETWEEN = r"[\s.\u00ad\u00b7\u200b-\u200d\u2010-\u2015\u2060-]{0,3}"
"""What people, forms and copied pages put between the digits of a number."""
_DIGITS = tuple(
    re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{{more}}})(?!\d))") for more in (10, 12)
)
"""Eleven digits, or thirteen where the year has all four."""
_ACCOUNT = tuple(
    re.compile(rf"(?<![\d+])(?<!\d[ .\u00a0-])({digits})(?![\d]|[ .\u00a0-]\d)")
    for digits in (
        r"\d{11}",
        r"\d{4}[ .\u00a0\u202f\u2010-\u2013-]{1,2}\d{2}[ .\u00a0\u202f\u2010-\u2013-]{1,2}\d{5}",
        r"NO\d{2} ?\d{4} ?\d{4} ?\d{3}",
    )
)
"""Bank accounts as people write them: in one, in groups of four, two and five, or as an IBAN."""
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it is, and a sentence."""

    kind: str
    field: str
    message: str


Asked = tuple[str, str]
"""A field that is worth asking about: its kind and its name."""


def intake_gaps(client: Client, intake: Intake) -> Iterator[Asked]:
    """Find which of the five starting fields are still empty; none of them stops anybody."""
    if not client.name.strip():
        yield "client", "name"
    if not client.phone.strip():
        yield "client", "phone"
    if not client.municipality:
        yield "client", "municipality"
    if not intake.purpose.strip():
        yield "intake", "purpose"
    if intake.requested_by == RequestedBy.OPEN:
        yield "intake", "requested_by"


def intake_advice(intake: Intake) -> Iterator[Asked]:
    """Find what is worth asking before the first meeting of the kind of guidance."""
    facts = ["labour_status", "education", "source"]
    if intake.kind != PeriodKind.APPLICATION:
        facts.append("motivation_level")
    if intake.has_nav:
        facts.append("roles_informed")
    for name in facts:
        if getattr(intake, name) in _NOTHING_SAID:
            yield "intake", name


_NOTHING_SAID: tuple[object, ...] = ("", None, frozenset())


def meeting_problems(meeting: Meeting) -> Iterator[Problem]:
    """Find what a meeting lacks before its note can be finished (BR13)."""
    if meeting.next_meeting is None and not meeting.none_agreed:
        yield Problem(
            "meeting",
            "next_meeting",
            _("Write the next date, or that no further meeting is agreed."),
        )


def plan_problems(plan: CareerPlan, activities: Sequence[PlanActivity]) -> Iterator[Problem]:
    """Find what a plan lacks before it can be finished (BR08)."""
    if not plan.end_goal.strip():
        yield Problem(
            "plan", "end_goal", _("The plan needs an end goal in the client's own words.")
        )
    if plan.number > 1 and not plan.reason.strip():
        yield Problem("plan", "reason", _("Say in a few words why there is a new version."))
    if not any(activity.what.strip() for activity in activities):
        yield Problem("activity", "what", _("The plan needs at least one activity."))


def plan_advice(plan: CareerPlan, activities: Sequence[PlanActivity]) -> Iterator[Problem]:
    """Find what would make a plan better; a piece of advice stops nobody."""
    if plan.review_on is None:
        yield Problem("plan", "review_on", _("agree on a date to look at the plan again."))
    if not plan.next_step.strip():
        yield Problem("plan", "next_step", _("write the first small thing the client will do."))
    if any(map(is_undated, activities)):
        yield Problem("activity", "due", _("give every activity a deadline, in words if need be."))
    left = _("fill in what is still open: {mark}")
    for name in _PLAN_TEXTS:
        text: str = getattr(plan, name)
        for start, end in open_marks(text)[:1]:
            yield Problem("plan", name, left.format(mark=text[start:end]))
    for activity in filter(is_open, activities):
        text = f"{activity.what} {activity.detail}"
        start, end = open_marks(text)[0]
        yield Problem("activity", "detail", left.format(mark=text[start:end]))


def is_open(activity: PlanActivity) -> bool:
    """Whether something is still to be filled in in an activity."""
    return bool(open_marks(f"{activity.what} {activity.detail}"))


_PLAN_TEXTS = (
    *("end_goal", "why", "brings", "route", "deadlines", "considerations"),
    *("economy", "fallback", "support", "next_step"),
)


def is_undated(activity: PlanActivity) -> bool:
    """Whether an activity that says something lacks a deadline, in figures and in words."""
    return bool(activity.what and not activity.due_on and not activity.due_words)


def identity_numbers(text: str) -> frozenset[str]:
    """Return what seems to be national identity numbers, which Leia has no place for.

    However they are spaced, with a year of two or four digits; numbers of the test registers and
    D-numbers too. Only such as have the right control digits: most other numbers have not.
    """
    found = (each[1] for digits in _DIGITS for each in digits.finditer(text))
    return frozenset(each for each in found if _is_identity_number(each))


def account_numbers(text: str) -> frozenset[str]:
    """Return what seems to be Norwegian bank accounts: those with the right control digit."""
    found = (each[1] for digits in _ACCOUNT for each in digits.finditer(text))
    return frozenset(each for each in found if _is_account_number(each))


def identity_number_warning() -> str:
    """Return what is said where a national identity number was written."""
    return _(
        "This looks like a national identity number. Leia has no place for it: please take it out."
    )


def _is_identity_number(text: str) -> bool:
    signs = "".join(filter(str.isdecimal, text))
    if len(signs) == 13:  # noqa: PLR2004 - ddmmyyyy and five more
        signs = signs[:4] + signs[6:]
    digits = list(map(int, signs))
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    return _is_birth_date(day, month) and _has_control_digits(digits)


def _is_account_number(text: str) -> bool:
    digits = [int(each) for each in text if each.isdecimal()][-11:]
    return sum(w * d for w, d in zip(_SECOND_WEIGHTS, digits, strict=False)) % 11 == (
        -digits[-1] % 11
    )


def _is_birth_date(day: int, month: int) -> bool:
    """Tell a date from other digits.

    D-numbers add 40 to the day; H-numbers and Nav's test register 40 to the month, the tax
    office's test register 80.
    """
    is_day = 1 <= day <= 31 or 41 <= day <= 71  # noqa: PLR2004
    return is_day and any(1 <= month - added <= 12 for added in (0, 40, 80))  # noqa: PLR2004


def _has_control_digits(digits: Sequence[int]) -> bool:
    """Tell whether the last two digits follow from the others, weighed modulo 11."""
    return all(
        (sum(w * d for w, d in zip(weights, digits, strict=False)) + digits[len(weights)]) % 11 == 0
        for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS)
    )
