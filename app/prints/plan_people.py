"""People on a career plan: by name, with where they work, and whom one can ring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.choices import Party
from app.formats import first_name
from app.i18n import _, pgettext
from app.prints.text import clean

if TYPE_CHECKING:
    from app.domain.plans import PlanActivity
    from app.prints.plan_sheet import PlanSheet

_MOST_LINES, _MOST_LETTERS = 3, 70
"""Supporters told in so few words stand among those to ring; longer words get their own place."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def by_name(activity: PlanActivity, paper: PlanSheet) -> str:
    """Return who does it, by name where there is one: Eli in Nav, Kari (the career centre), me."""
    name = activity.who.strip()
    if activity.party == Party.CLIENT:
        me = pgettext("who, on the person's paper", "Me")
        if paper.for_others:
            me = first_name(paper.client_name) or activity.party.label
        return f"{me}, {name}" if name else me
    if activity.party == Party.NAV:
        return in_nav(name or first_name(paper.nav_contact))
    if activity.party == Party.CENTRE:
        name = name or first_name(paper.counsellor_name)
        words = _("{name} (the career centre)") if name else _("The career centre")
        return words.format(name=name)
    return name or activity.party.label


def in_nav(name: str, office: str = "") -> str:
    """Return somebody with where they work, if their name does not say so: Eli in Nav."""
    where = office.strip() or _("Nav")
    if not name.strip():
        return where
    if "nav" in name.lower().split():
        return name
    return _("{name} at {office}").format(name=name, office=where)


def ringable(support: str) -> list[str]:
    """Return the lines that tell whom else one may ring, each short enough to stand in a list.

    The words are the person's; only the spaces inside a number become hard.
    """
    lines = [line.strip() for line in clean(support).split("\n") if line.strip()]
    if len(lines) > _MOST_LINES or any(len(line) > _MOST_LETTERS for line in lines):
        return []
    return [_BETWEEN_DIGITS.sub("\N{NO-BREAK SPACE}", line) for line in lines]


def unbroken(words: str) -> str:
    """Return words that never part at the end of a line, such as a phone number."""
    return words.strip().replace(" ", "\N{NO-BREAK SPACE}")
