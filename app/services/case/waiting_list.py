"""The waiting list: by which rule of which agreement somebody comes before others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.agreements import agreement_label, agreement_of, agreements, priority_label

if TYPE_CHECKING:
    from datetime import date

    from app.domain.periods import Intake
    from app.domain.staff import Centre


def priority_order(agreement: str, priority: str) -> tuple[int, int]:
    """Return the place of a rule in its agreement; one nobody knows comes after, then none."""
    found = agreements().get(agreement)
    codes = [rule.code for rule in found.priority] if found else []
    place = codes.index(priority) if priority in codes else len(codes)
    return (0 if priority else 1, place)


def priority_words(priority: str) -> str:
    """Return what a rule says; empty where none was chosen."""
    return priority_label(priority) if priority else ""


def agreement_words(agreement: str) -> str:
    """Return what an agreement is called; empty where none was chosen."""
    return agreement_label(agreement) if agreement else ""


def offered_priorities(period: Intake, centre: Centre, day: date) -> list[tuple[str, str]]:
    """Return the rules of the agreement a period is under, in their order."""
    found = agreement_of(period, centre, day)
    return [(rule.code, priority_label(rule.code)) for rule in found.priority] if found else []
