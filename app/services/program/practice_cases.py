"""The invented people as their files tell of them; days count from today."""

from __future__ import annotations

import msgspec

from app.domain.choices import (
    ActivityKind,
    ActivityStatus,
    Answer,
    ContactRole,
    DocumentStatus,
    LanguageForm,
    MeetingKind,
    MeetingMode,
    MeetingState,
    Party,
    PeriodKind,
    PlanState,
    Reading,
    RequestedBy,
    SurveyOffer,
)
from app.paths import RESOURCES


class ToldPerson(msgspec.Struct, kw_only=True, frozen=True):
    """Who somebody is."""

    name: str
    phone: str = ""
    birth_year_age: int | None = None
    municipality: str = ""
    language_form: LanguageForm = LanguageForm.NB
    interpreter: str = ""
    gender: str = ""
    spoken_level: str = ""
    written_level: str = ""
    reading: Reading = Reading.ORDINARY


class ToldPreparation(msgspec.Struct, kw_only=True, frozen=True):
    """What was told before the first meeting."""

    purpose: str = ""
    requested_by: RequestedBy = RequestedBy.OPEN
    first_contact_days: int | None = None
    nav_office: str = ""
    nav_contact: str = ""
    nav_phone: str = ""
    nav_role: ContactRole = ContactRole.COUNSELLOR
    criteria: dict[str, Answer] = {}
    """Answers to what no fact tells, by the keys of the agreement's criteria."""
    motivation: str = ""
    agreed_to_share: str = ""
    roles_informed_days: int | None = None
    kind: PeriodKind = PeriodKind.THREE_PARTY_FIRST
    source: str = ""
    education: str = ""
    labour_status: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    motivation_level: int | None = None
    sick_since_days: int | None = None
    survey: SurveyOffer = SurveyOffer.OPEN
    survey_way: str = ""


class ToldPaper(msgspec.Struct, kw_only=True, frozen=True):
    """A paper to bring or to order."""

    name: str
    issuer: str = ""
    status: DocumentStatus = DocumentStatus.NEEDED
    changed_days: int | None = None


class ToldPresent(msgspec.Struct, kw_only=True, frozen=True):
    """Somebody at a meeting."""

    party: Party
    name: str = ""
    role: str = ""


class ToldMeeting(msgspec.Struct, kw_only=True, frozen=True):
    """A meeting and its note."""

    kind: MeetingKind
    mode: MeetingMode = MeetingMode.IN_PERSON
    place: str = ""
    days: int | None = None
    time: str = ""
    state: MeetingState = MeetingState.PLANNED
    participants: tuple[ToldPresent, ...] = ()
    sections: dict[str, str] = {}
    not_relevant: tuple[str, ...] = ()
    confidence: int | None = None
    next_meeting_days: int | None = None
    none_agreed: bool = False
    addendum: str = ""
    read_aloud: bool = False
    copies_handed_out: int | None = None
    sharing_decided: bool = False
    way_back_told: bool = False


class ToldActivity(msgspec.Struct, kw_only=True, frozen=True):
    """A row of a plan."""

    what: str
    detail: str = ""
    party: Party = Party.CLIENT
    who: str = ""
    due_days: int | None = None
    due_words: str = ""
    status: ActivityStatus = ActivityStatus.PLANNED
    kind: ActivityKind = ActivityKind.OTHER
    from_section: str = ""


class ToldPlan(msgspec.Struct, kw_only=True, frozen=True):
    """A version of a plan."""

    state: PlanState = PlanState.DRAFT
    finished_days: int | None = None
    reason: str = ""
    end_goal: str = ""
    why: str = ""
    brings: str = ""
    route: str = ""
    considerations: str = ""
    economy: str = ""
    fallback: str = ""
    support: str = ""
    deadlines: str = ""
    next_step: str = ""
    review_days: int | None = None
    activities: tuple[ToldActivity, ...] = ()


class PracticeCase(msgspec.Struct, kw_only=True, frozen=True):
    """One invented person's case, with days counted from today."""

    client: ToldPerson
    intake: ToldPreparation = ToldPreparation()
    documents: tuple[ToldPaper, ...] = ()
    meetings: tuple[ToldMeeting, ...] = ()
    plans: tuple[ToldPlan, ...] = ()


def practice_cases() -> tuple[PracticeCase, ...]:
    """Read the ten invented people."""
    files = sorted((RESOURCES / "practice").glob("*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=PracticeCase) for file in files)
