"""A period of guidance: what is asked for, by whom, what may be shared, and how it ended.

A person may come back: each time is a period of its own, and the latest is the present one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.domain import says
from app.domain.choices import (
    Answer,
    ContactOutcome,
    ContactRole,
    ContactWay,
    MeetingKind,
    Party,
    PeriodKind,
    PeriodState,
    RequestedBy,
    SurveyOffer,
)
from app.domain.code_sets import Codes
from app.domain.entities import CaseEntity, Holding, Kind
from app.domain.says import Eyes
from app.i18n import later, plater


@dataclass(frozen=True, kw_only=True)
class Intake(CaseEntity, once=("intake", "client_id", "number")):
    """One period of guidance, with its preparation (forarbeid)."""

    purpose: str = says.words(Eyes.PLAN, later("Purpose, in the client's own words"), long=True)
    """In the person's own words, never rephrased."""
    requested_by: RequestedBy = says.code(
        Eyes.FACT, later("Who asked for the meeting"), RequestedBy.OPEN
    )
    first_contact: date | None = says.day(Eyes.WORK, later("First contact"))
    nav_office: str = says.words(Eyes.WORK, later("Nav office"))
    nav_contact: str = says.words(Eyes.WORK, later("Contact at Nav"))
    nav_phone: str = says.words(Eyes.WORK, later("Phone at Nav"))
    nav_role: ContactRole = says.code(Eyes.WORK, later("Role"), ContactRole.COUNSELLOR)
    motivation: str = says.words(Eyes.NOTE, later("Motivation"), long=True)
    agreed_to_share: str = says.words(
        Eyes.NOTE, later("Agreed with Nav to share with us"), long=True
    )
    """What Nav and the person agreed that the centre should know (step J4)."""
    roles_informed: date | None = says.day(Eyes.WORK, later("Told about the roles"))
    """When the person was told how Nav and the centre work together (R1-R9)."""
    number: int = says.quiet(Eyes.WORK, 1)
    """Which of the person's periods it is, counted from 1."""
    kind: PeriodKind = says.code(Eyes.FACT, later("Kind of guidance"), PeriodKind.THREE_PARTY_FIRST)
    state: PeriodState = says.code(Eyes.FACT, plater("period", "State"), PeriodState.OPEN)
    state_on: date | None = says.plain(Eyes.WORK, plater("period", "State since"), None, quiet=True)
    state_why: str = says.words(Eyes.WORK, plater("period", "Why"))
    """In words why it ended or was taken up again."""
    ended_why: str = says.words(Eyes.FACT, later("Why it ended early"), listed="ended_why")
    waiting_since: date | None = says.day(Eyes.WORK, later("Waits since"))
    priority: str = says.words(Eyes.FACT, later("Priority"), listed="priority")
    """The rule of the agreement by which somebody comes before others."""
    agreement: str = says.words(Eyes.FACT, later("Agreement"), listed="agreements")
    """The agreement whose target-group criteria are asked about."""
    source: str = says.words(Eyes.FACT, later("How they found us"), listed="source")
    wish: str = says.words(Eyes.NOTE, later("What they hope for"), long=True)
    basis_told_on: date | None = says.day(Eyes.WORK, later("Told about their rights"))
    """When the person was told why and how Leia keeps what is written (GDPR art. 13)."""
    basis_told_way: str = says.words(
        Eyes.WORK, plater("rights", "How they were told"), listed="told_way"
    )
    roles_told_way: str = says.words(
        Eyes.WORK, plater("roles", "How they were told"), listed="told_way"
    )
    motivation_level: int | None = says.number(
        Eyes.FACT, later("How important this is now, 0–10"), 0, 10
    )
    labour_status: Codes = says.several(
        Eyes.FACT, later("In work or education now"), listed="labour_status"
    )
    education: str = says.words(Eyes.FACT, later("Highest completed education"), listed="education")
    groups: Codes = says.several(Eyes.FACT, later("Groups"), listed="groups")
    sick_since: date | None = says.day(Eyes.WORK, later("Sick-listed since"))
    programme_ends: date | None = says.day(Eyes.WORK, later("Programme ends"))
    nav_contact_id: str = says.link("partner_contact", named_in="nav_contact")
    """Who of the partners' contacts `nav_contact` is; empty where it was only typed."""
    survey: SurveyOffer = says.code(Eyes.FACT, later("User survey"), SurveyOffer.OPEN)
    survey_on: date | None = says.day(Eyes.WORK, plater("survey", "Offered on"))
    survey_way: str = says.words(
        Eyes.FACT, plater("survey", "How it was offered"), listed="survey_way"
    )
    survey_why: str = says.words(Eyes.WORK, plater("survey", "Why not"))
    outcome_consent_until: date | None = says.day(
        Eyes.WORK, later("May be asked about the outcome until")
    )

    @property
    def has_nav(self) -> bool:
        """Whether Nav takes part; where it does not, no word of it stands on screen or paper.

        A kind that only a newer Leia knows may have it.
        """
        return self.kind not in {PeriodKind.OPEN, PeriodKind.APPLICATION}

    def told_of_nav(self) -> Intake:
        """Return the period for what it says of Nav: a blank one where Nav takes no part."""
        return self if self.has_nav else Intake()


def parties_of(period: Intake) -> tuple[Party, ...]:
    """Return who may have something to do in a period: Nav only where it takes part."""
    return tuple(each for each in Party if each != Party.NAV or period.has_nav)


def meeting_kinds_of(period: Intake) -> tuple[MeetingKind, ...]:
    """Return the kinds of meeting a period has, the one that mostly comes first in front."""
    first, *others = MeetingKind
    if not period.has_nav:
        return tuple(others)
    if period.kind == PeriodKind.TRIANGLE_LATE:
        return (others[0], first, *others[1:])
    return (first, *others)


def is_earlier(folder: Holding, period: Intake) -> bool:
    """Whether the next period of the same person has begun, so that this one stays as it was."""
    following = Intake(client_id=period.client_id, number=period.number + 1)
    try:
        folder.get(Intake, following.id)
    except LookupError:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class CriterionAnswer(CaseEntity, once=("criterion", "intake_id", "criterion")):
    """What was answered to one of an agreement's target-group criteria, in one period."""

    intake_id: str = says.link("intake")
    criterion: str = says.quiet(Eyes.WORK, "")
    """Its key in the agreement's file."""
    answer: Answer = says.code(Eyes.FACT, later("Answer"), Answer.OPEN)


@dataclass(frozen=True, kw_only=True)
class ContactAttempt(CaseEntity):
    """One time somebody called, wrote or was called; never a meeting."""

    intake_id: str = says.link("intake")
    day: date | None = says.day(Eyes.NOTE, plater("contact", "Date"))
    at: time | None = says.clock(Eyes.NOTE, plater("contact", "Time"))
    way: ContactWay = says.code(Eyes.NOTE, plater("contact", "How"), ContactWay.PHONE)
    outcome: ContactOutcome = says.code(
        Eyes.FACT, plater("contact", "What came of it"), ContactOutcome.REACHED
    )
    counsellor_id: str = says.link("counsellor")
    """Who tried."""
    words: str = says.words(Eyes.NOTE, plater("contact", "Words"), long=True)


_ENDING = frozenset({"state", "state_on", "state_why", "ended_why"})
"""What changes in a period when the next one begins, or is taken back."""


def _is_of_earlier(folder: Holding, answer: CriterionAnswer, name: str) -> bool:
    """Whether an answer belongs to a period that another has followed."""
    del name
    own = [each for each in folder.all(Intake) if each.id == answer.intake_id]
    return any(is_earlier(folder, each) for each in own)


INTAKE = Kind(
    "intake",
    Intake,
    later("the preparation"),
    came=later("{who} began a new period of guidance"),
    turned={
        PeriodState.OPEN: later("{who} took up the guidance again"),
        PeriodState.WAITING: later("{who} put the client on the waiting list"),
        PeriodState.COMPLETED: later("{who} completed the guidance"),
        PeriodState.ENDED_EARLY: later("{who} ended the guidance early"),
    },
    shut_when=lambda folder, period, _name: is_earlier(folder, period),
    still=lambda _old, _new, names: names <= _ENDING,
    units=(("state", "state_on", "state_why", "ended_why"),),
    covering=("number", "id", "state", "waiting_since"),
    indexes=(("state", "waiting_since", "deleted", "client_id"),),
    former={
        "under_30": (later("Under 30"), Answer),
        "no_upper_secondary": (later("Upper secondary not completed"), Answer),
        "own_wish": (later("Wants this"), Answer),
    },
)
CRITERION = Kind(
    "criterion",
    CriterionAnswer,
    later("a target-group criterion"),
    silent=True,
    shut_when=_is_of_earlier,
)
CONTACT = Kind("contact", ContactAttempt, later("a contact"), known_by="words")
