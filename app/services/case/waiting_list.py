"""The waiting list: by which rule of which agreement somebody comes before others."""

from __future__ import annotations


def priority_order(agreement: str, priority: str) -> int:
    """Return the place of a rule in its agreement; without a rule one comes last."""
    del agreement
    return 0 if priority else 1


def priority_words(agreement: str, priority: str) -> str:
    """Return what a rule says; one that no agreement here knows is shown as it is stored."""
    del agreement
    return priority


def agreement_words(agreement: str) -> str:
    """Return what an agreement is called; one that is not known here as it is stored."""
    return agreement
