"""What a person has said about who may have their plan, and what has left because of it.

A plan is given to nobody but the person without a decision that covers it, and no more of it than
the decision covers (BR01, BR02; forvaltningsloven § 13 a no. 1). A note is no part of a plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.domain import says
from app.domain.choices import Code
from app.domain.code_sets import Codes
from app.domain.entities import CaseEntity, Holding, Kind
from app.domain.says import Eyes
from app.i18n import later, plater

ACTIVITIES, PAPERS = "ACTIVITIES", "PAPERS"
TEXTS = {
    "GOAL": "end_goal",
    "STEP": "next_step",
    "WHY": "why",
    "BRINGS": "brings",
    "ROUTE": "route",
    "DEADLINES": "deadlines",
    "CONSIDERATIONS": "considerations",
    "ECONOMY": "economy",
    "FALLBACK": "fallback",
    "SUPPORT": "support",
}
"""The text of the plan that each part is; the other two parts are rows."""
PARTS = frozenset({*TEXTS, ACTIVITIES, PAPERS})


class Scope(Code):
    """How much of the plan."""

    OPEN = "", plater("sharing", "Not decided")
    NONE = "NONE", later("Not share the plan")
    PARTS = "PARTS", later("Share parts of it")
    ALL = "ALL", later("Share the whole plan")


class SaidHow(Code):
    """How the person said so."""

    OPEN = "", plater("sharing", "Not answered")
    ORAL = "ORAL", later("Orally, read aloud together")
    WRITTEN = "WRITTEN", later("In writing")
    SIGNED = "SIGNED", later("Signed on paper")


class GivenHow(Code):
    """The way something left."""

    PRINT = "PRINT", later("on paper")
    FILE = "FILE", later("as a PDF")


@dataclass(frozen=True, kw_only=True)
class SharingDecision(CaseEntity):
    """What the person decided about one version of the plan and one receiver."""

    plan_id: str = says.link("plan")
    scope: Scope = says.code(Eyes.WORK, later("What the client wants"), Scope.OPEN)
    parts: Codes = says.several(Eyes.WORK, later("Parts of the plan"), listed="plan_parts")
    """Which parts, where it is parts of it."""
    recipient: str = says.words(Eyes.WORK, later("Who gets it"))
    contact_id: str = says.link("partner_contact", named_in="recipient")
    purpose: str = says.words(Eyes.WORK, later("What it is to be used for"))
    said_how: SaidHow = says.code(Eyes.WORK, later("How the client said it"), SaidHow.OPEN)
    until: date | None = says.day(Eyes.WORK, later("Valid until"))
    decided_on: date | None = says.day(Eyes.WORK, plater("sharing", "Decided"), quiet=True)
    """Set when it is written down for good; until then it is only being written."""
    withdrawn_on: date | None = says.day(Eyes.WORK, plater("sharing", "Withdrawn"))
    replaces: str = says.link("sharing")


@dataclass(frozen=True, kw_only=True)
class Disclosure(CaseEntity):
    """What really left, to whom; the person's own copy too."""

    decision_id: str = says.link("sharing")
    """Empty for the person's own copy."""
    plan_id: str = says.link("plan")
    parts: Codes = says.several(Eyes.WORK, later("Parts of the plan"), listed="plan_parts")
    """Empty where all of it left."""
    recipient: str = says.words(Eyes.WORK, later("Who got it"))
    given_how: GivenHow = says.code(Eyes.WORK, plater("disclosure", "Way"), GivenHow.PRINT)
    given_at: datetime | None = says.moment(Eyes.WORK, plater("disclosure", "Given"))
    digest: str = says.words(Eyes.WORK, later("SHA-256 of the sheet"))
    """In hexadecimal, of the very bytes that were shown and left."""


class DecisionState(Enum):
    """How far a decision has come, on a day."""

    WRITTEN = "written"
    """Still being written: nothing is decided."""
    REFUSED = "refused"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class SharingDeed(Enum):
    """What somebody wants to do about a decision."""

    WRITE = "write"
    DECIDE = "decide"
    GIVE = "give"
    WITHDRAW = "withdraw"
    REPLACE = "replace"
    DROP = "drop"


_S, _D = DecisionState, SharingDeed
NEXT: dict[DecisionState, frozenset[SharingDeed]] = {
    _S.WRITTEN: frozenset({_D.WRITE, _D.DECIDE, _D.DROP}),
    _S.REFUSED: frozenset({_D.REPLACE}),
    _S.VALID: frozenset({_D.GIVE, _D.WITHDRAW, _D.REPLACE}),
    _S.EXPIRED: frozenset({_D.REPLACE}),
    _S.WITHDRAWN: frozenset({_D.REPLACE}),
    _S.REPLACED: frozenset(),
}
"""What may be done in each state; only one of them lets anything leave."""


def decision_state(decision: SharingDecision, folder: Holding, today: date) -> DecisionState:
    """Return how far a decision has come; one of a newer Leia lets nothing leave."""
    if decision.decided_on is None:
        return DecisionState.WRITTEN
    if any(e.replaces == decision.id and e.decided_on for e in folder.all(SharingDecision)):
        return DecisionState.REPLACED
    if decision.withdrawn_on is not None:
        return DecisionState.WITHDRAWN
    if not covered_parts(decision):
        return DecisionState.REFUSED
    ends = decision.until
    is_past = ends is not None and ends < today
    return DecisionState.EXPIRED if is_past or decision.decided_on > today else DecisionState.VALID


def may(decision: SharingDecision, deed: SharingDeed, folder: Holding, today: date) -> bool:
    """Whether a deed is one of those the state of a decision has."""
    return deed in NEXT[decision_state(decision, folder, today)]


def covered_parts(decision: SharingDecision) -> frozenset[str]:
    """Return the parts a decision covers; nothing where it covers none."""
    if decision.scope == Scope.ALL:
        return PARTS
    return PARTS & decision.parts if decision.scope == Scope.PARTS else frozenset()


def _is_decided(folder: Holding, decision: SharingDecision, name: str) -> bool:
    del folder, name
    return decision.decided_on is not None


def _is_withdrawn_only(old: SharingDecision, new: SharingDecision, names: frozenset[str]) -> bool:
    """Whether a decision is taken back, once: that is all that may happen to it."""
    return names == {"withdrawn_on"} and old.withdrawn_on is None and new.withdrawn_on is not None


SHARING = Kind(
    "sharing",
    SharingDecision,
    later("a decision about sharing"),
    known_by="recipient",
    shut_when=_is_decided,
    still=_is_withdrawn_only,
)
DISCLOSURE = Kind(
    "disclosure",
    Disclosure,
    later("a copy that was given out"),
    known_by="recipient",
    for_good=True,
)
