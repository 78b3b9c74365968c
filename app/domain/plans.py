"""The career plan: it belongs to the person, and goes home on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import says
from app.domain.choices import ActivityKind, ActivityStatus, Party, PlanState
from app.domain.entities import CaseEntity, Holding, Kind
from app.domain.says import Eyes
from app.i18n import _, later, plater


@dataclass(frozen=True, kw_only=True)
class CareerPlan(CaseEntity, once=("plan", "client_id", "number")):
    """One version of a career plan; a finished one never changes (BR10).

    The sections are those of domain 2.5; texts are the person's own words.
    """

    number: int = says.plain(Eyes.PLAN, later("Version"), 1)
    state: PlanState = says.code(Eyes.PLAN, later("State"), PlanState.DRAFT)
    replaces: str = says.link("plan")
    reason: str = says.words(Eyes.PLAN, later("Why a new version"))
    """Why this version replaces the one before."""
    end_goal: str = says.words(Eyes.PLAN, later("My end goal"))
    why: str = says.words(Eyes.PLAN, later("Why it matters to me"), long=True)
    brings: str = says.words(Eyes.PLAN, later("What I bring with me"), long=True)
    route: str = says.words(Eyes.PLAN, later("The route I have chosen"), long=True)
    deadlines: str = says.words(Eyes.PLAN, later("Deadlines to remember"), long=True)
    considerations: str = says.words(
        Eyes.PLAN, later("What the plan must take into account"), long=True
    )
    economy: str = says.words(Eyes.PLAN, later("Money and support schemes to look into"), long=True)
    fallback: str = says.words(Eyes.PLAN, later("Plan B"), long=True)
    support: str = says.words(Eyes.PLAN, later("Support and contact"), long=True)
    next_step: str = says.words(Eyes.PLAN, later("The first thing I do"))
    review_on: date | None = says.day(Eyes.PLAN, later("We look at the plan again"))
    finished_on: date | None = says.plain(Eyes.PLAN, plater("plan", "Finished"), None, quiet=True)
    intake_id: str = says.link("intake")
    """The period of guidance it was made in."""


@dataclass(frozen=True, kw_only=True)
class PlanActivity(CaseEntity):
    """One row of the plan: what, who, by when, how far."""

    plan_id: str = says.link("plan")
    position: float = says.place()
    what: str = says.words(Eyes.PLAN, later("What"))
    detail: str = says.words(Eyes.PLAN, later("More about it"))
    party: Party = says.code(Eyes.PLAN, later("Who"), Party.CLIENT)
    who: str = says.words(Eyes.PLAN, later("Name"))
    """A name, when the party's word is not enough."""
    due_on: date | None = says.day(Eyes.PLAN, later("By when"))
    due_words: str = says.words(Eyes.PLAN, later("By when"))
    """A deadline in words, such as "i høst"; empty when `due_on` says it."""
    status: ActivityStatus = says.code(Eyes.FACT, later("Status"), ActivityStatus.PLANNED)
    closing: str = says.words(Eyes.PLAN, later("How it ended"))
    """What came of it, or why it was dropped."""
    kind: ActivityKind = says.code(Eyes.FACT, later("Kind"), ActivityKind.OTHER)
    meeting_id: str = says.link("meeting")
    section_key: str = says.quiet(Eyes.WORK, "")
    """Where in which note the activity was born."""


def _plan_words(folder: Holding, plan: CareerPlan) -> str:
    if len(folder.all(CareerPlan)) < 2:  # noqa: PLR2004 - one plan needs no number
        return ""
    return _("version {number} of the plan").format(number=plan.number)


def _is_replaced(old: CareerPlan, new: CareerPlan, names: frozenset[str]) -> bool:
    """Whether a finished plan only becomes the one before the newest, or the newest again."""
    turn = {old.state, new.state}
    return names == {"state"} and turn == {PlanState.FINAL, PlanState.SUPERSEDED}


def _is_settled(folder: Holding, activity: PlanActivity, name: str) -> bool:
    """Whether its plan is finished. How far it has come is what happened after that."""
    state = folder.get(CareerPlan, activity.plan_id).state
    ticking = name in {"status", "closing"} and state == PlanState.FINAL
    return state != PlanState.DRAFT and not ticking


PLAN = Kind(
    "plan",
    CareerPlan,
    later("the plan"),
    known_by=_plan_words,
    shut_when=lambda _folder, plan, _name: plan.state != PlanState.DRAFT,
    still=_is_replaced,
    came=later("{who} began {thing}"),
    turned={
        PlanState.FINAL: later("{who} finished {thing}"),
        PlanState.DRAFT: later("{who} opened {thing} again"),
        PlanState.SUPERSEDED: "",
        (PlanState.SUPERSEDED, PlanState.FINAL): later("{who} went back to {thing}"),
        (PlanState.SUPERSEDED, PlanState.DRAFT): later("{who} went back to {thing}"),
    },
    units=(("state", "finished_on"),),
    covering=("number", "state", "intake_id", "id"),
    indexes=(("state", "review_on", "deleted", "client_id"),),
)
ACTIVITY = Kind(
    "activity",
    PlanActivity,
    later("an activity"),
    known_by="what",
    shut_when=_is_settled,
    joined={"due": ("due_on", "due_words")},
    units=(("due_on", "due_words"),),
    indexes=(
        ("due_on", "status", "deleted", "client_id", "plan_id"),
        ("plan_id", "deleted", "status"),
    ),
)
