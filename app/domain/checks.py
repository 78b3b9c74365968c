"""What is missing or odd. Checks speak at finish, never at keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.choices import Answer, RequestedBy
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.clients import Client, Intake
    from app.domain.meetings import Meeting
    from app.domain.plans import CareerPlan, PlanActivity

_ELEVEN_DIGITS = re.compile(r"(?<!\d)(\d{2})[ .]?(\d{2})[ .]?(\d{2})[ -]?(\d{3}) ?(\d{2})(?!\d)")


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it is, and a sentence."""

    kind: str
    field: str
    message: str


def intake_gaps(client: Client, intake: Intake) -> Iterator[Problem]:
    """Find which of the five starting fields are still empty; none of them stops anybody."""
    if not client.name.strip():
        yield Problem("client", "name", _("The name is missing."))
    if not client.phone.strip():
        yield Problem("client", "phone", _("The phone number is missing."))
    if not client.municipality:
        yield Problem("client", "municipality", _("The municipality is missing."))
    if not intake.purpose.strip():
        yield Problem("intake", "purpose", _("The purpose in the person's own words is missing."))
    if intake.requested_by == RequestedBy.OPEN:
        yield Problem("intake", "requested_by", _("Who asked for the meeting is missing."))


def intake_advice(intake: Intake) -> Iterator[Problem]:
    """Find what is worth asking before the three-party meeting."""
    if intake.roles_informed is None:
        yield Problem(
            "intake",
            "roles_informed",
            _("Has the client been told how Nav and the centre work together?"),
        )
    answers = (intake.under_30, intake.no_upper_secondary, intake.own_wish)
    if Answer.OPEN in answers:
        yield Problem(
            "intake", "under_30", _("Not every question about the target group is answered.")
        )


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
            "plan", "end_goal", _("The plan needs an end goal in the person's own words.")
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
        yield Problem("plan", "next_step", _("write the first, small thing the client is to do."))
    undated = [a for a in activities if a.what and not a.due_on and not a.due_words]
    if undated:
        yield Problem("activity", "due", _("give every activity a deadline, in words if need be."))


def identity_numbers(text: str) -> frozenset[str]:
    """Return what seems to be national identity numbers, which Leia has no place for."""
    return frozenset(
        found[0]
        for found in _ELEVEN_DIGITS.finditer(text)
        if _is_birth_date(*map(int, found.groups()[:2]))
    )


def identity_number_warning() -> str:
    """Return what is said where a national identity number was written."""
    return _(
        "This looks like a national identity number. Leia has no place for it: please take it out."
    )


def _is_birth_date(day: int, month: int) -> bool:
    """Tell a date from other digits; D-numbers add 40 to the day, H-numbers 40 to the month."""
    return 1 <= day % 40 <= 31 and 1 <= month % 40 <= 12  # noqa: PLR2004
