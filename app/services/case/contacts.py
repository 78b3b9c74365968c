"""Contact with somebody between the meetings: who tried, when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.choices import ContactOutcome, ContactWay
from app.domain.periods import ContactAttempt
from app.formats import joined, near_date
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.domain.cases import Case


@dataclass(frozen=True)
class Quick:
    """One key's worth of contact."""

    name: str
    way: ContactWay
    outcome: ContactOutcome


QUICK = (
    Quick("phoned", ContactWay.PHONE, ContactOutcome.REACHED),
    Quick("no_answer", ContactWay.PHONE, ContactOutcome.NO_ANSWER),
    Quick("texted", ContactWay.SMS, ContactOutcome.MESSAGE_LEFT),
    Quick("mailed", ContactWay.EMAIL, ContactOutcome.MESSAGE_LEFT),
)
"""What has a key of its own, by the name of its command."""


def attempted(case: Case, quick: Quick, counsellor_id: str, now: datetime) -> ContactAttempt:
    """Return the attempt of this moment, in the present period; it is no meeting."""
    return ContactAttempt(
        client_id=case.client.id,
        intake_id=case.intake.id,
        day=now.date(),
        at=now.time().replace(second=0, microsecond=0, tzinfo=None),
        way=quick.way,
        outcome=quick.outcome,
        counsellor_id=counsellor_id,
    )


def attempts(case: Case) -> tuple[ContactAttempt, ...]:
    """Return every attempt, newest first."""
    return tuple(sorted(case.all(ContactAttempt), key=_order, reverse=True))


def count_attempts(case: Case) -> int:
    """Return how often somebody tried in the present period."""
    return sum(1 for each in case.all(ContactAttempt) if each.intake_id == case.intake.id)


def contact_words(attempt: ContactAttempt) -> str:
    """Return what was done, in a few words."""
    both = (attempt.way, attempt.outcome)
    if both == (ContactWay.PHONE, ContactOutcome.REACHED):
        return _("Phoned, reached")
    if both == (ContactWay.PHONE, ContactOutcome.NO_ANSWER):
        return _("Phoned, no answer")
    if both == (ContactWay.SMS, ContactOutcome.MESSAGE_LEFT):
        return _("Sent a text message")
    if both == (ContactWay.EMAIL, ContactOutcome.MESSAGE_LEFT):
        return _("Sent an e-mail")
    return joined([attempt.way.label, attempt.outcome.label])


def attempts_words(case: Case, today: date) -> str:
    """Return how often somebody tried in the present period, and when last."""
    count = count_attempts(case)
    if not count:
        return ""
    words = ngettext("{n} attempt", "{n} attempts", count).format(n=count)
    days = [each.day for each in attempts(case) if each.intake_id == case.intake.id and each.day]
    last = _("last {day}").format(day=near_date(days[0], today)) if days else ""
    return ", ".join(part for part in (words, last) if part)


def _order(attempt: ContactAttempt) -> tuple[str, str, str]:
    return str(attempt.day or ""), str(attempt.at or ""), attempt.id
