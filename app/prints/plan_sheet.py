"""What may stand on a career plan's paper. There is no place for a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.choices import MeetingMode

if TYPE_CHECKING:
    from datetime import date, time

    from app.domain.clients import DocumentItem
    from app.domain.plans import CareerPlan, PlanActivity


@dataclass(frozen=True)
class Explained:
    """A long word of the plan, and what it means in plain ones."""

    word: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """Everything that may stand on the paper, as plain values."""

    plan: CareerPlan
    activities: tuple[PlanActivity, ...] = ()
    documents: tuple[DocumentItem, ...] = ()
    explained: tuple[Explained, ...] = ()
    client_name: str = ""
    centre_name: str = ""
    centre_phone: str = ""
    counsellor_name: str = ""
    counsellor_phone: str = ""
    nav_contact: str = ""
    nav_office: str = ""
    nav_phone: str = ""
    meets_on: date | None = None
    """The next appointment; nothing where none is agreed."""
    meets_at: time | None = None
    meets_how: MeetingMode = MeetingMode.IN_PERSON
    meets_where: str = ""
    language: str = "nb"
    practice: bool = False
    """Whether the person is invented."""
    for_others: bool = False
    """Whether somebody else reads it: then the person is called by name, and not me."""
    printed_on: date
