"""The career plan: it belongs to the person, and goes home on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.choices import ActivityKind, ActivityStatus, Party, PlanState
from app.domain.entities import CaseEntity


@dataclass(frozen=True, kw_only=True)
class CareerPlan(CaseEntity):
    """One version of a career plan; a finished one never changes (BR10).

    The sections are those of domain 2.5; texts are the person's own words.
    """

    number: int = 1
    state: PlanState = PlanState.DRAFT
    replaces: str = ""
    reason: str = ""
    """Why this version replaces the one before."""
    end_goal: str = ""
    why: str = ""
    brings: str = ""
    route: str = ""
    deadlines: str = ""
    considerations: str = ""
    economy: str = ""
    fallback: str = ""
    support: str = ""
    next_step: str = ""
    review_on: date | None = None
    finished_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlanActivity(CaseEntity):
    """One row of the plan: what, who, by when, how far."""

    plan_id: str = ""
    position: float = 0.0
    what: str = ""
    detail: str = ""
    party: Party = Party.CLIENT
    who: str = ""
    """A name, when the party's word is not enough."""
    due_on: date | None = None
    due_words: str = ""
    """A deadline in words, such as "i høst"; empty when `due_on` says it."""
    status: ActivityStatus = ActivityStatus.PLANNED
    kind: ActivityKind = ActivityKind.OTHER
    meeting_id: str = ""
    section_key: str = ""
    """Where in which note the activity was born."""
