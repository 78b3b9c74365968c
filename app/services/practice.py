"""Invented people for practice, demonstrations and tests, put in by the deeds a user's hands do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

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
    PlanState,
    RequestedBy,
)
from app.domain.clients import Client, Intake
from app.domain.meetings import Participant
from app.domain.plans import CareerPlan, PlanActivity
from app.paths import RESOURCES
from app.services import conversing, planning, preparing
from app.services.editing import Editing, FieldKey
from app.services.reference import newest_template

if TYPE_CHECKING:
    from datetime import date

    from app.domain.meetings import Meeting
    from app.storage.vault import Vault

TEMPLATE_OF = {
    MeetingKind.THREE_PARTY: "three_party",
    MeetingKind.GUIDANCE: "follow_up",
    MeetingKind.FOLLOW_UP: "follow_up",
    MeetingKind.CLOSING: "closing",
}


class _Person(msgspec.Struct, kw_only=True, frozen=True):
    name: str
    phone: str = ""
    birth_year_age: int | None = None
    municipality: str = ""
    language_form: LanguageForm = LanguageForm.NB
    interpreter: str = ""


class _Preparation(msgspec.Struct, kw_only=True, frozen=True):
    purpose: str = ""
    requested_by: RequestedBy = RequestedBy.OPEN
    first_contact_days: int | None = None
    nav_office: str = ""
    nav_contact: str = ""
    nav_phone: str = ""
    nav_role: ContactRole = ContactRole.COUNSELLOR
    under_30: Answer = Answer.OPEN
    no_upper_secondary: Answer = Answer.OPEN
    own_wish: Answer = Answer.OPEN
    motivation: str = ""
    agreed_to_share: str = ""
    roles_informed_days: int | None = None


class _Paper(msgspec.Struct, kw_only=True, frozen=True):
    name: str
    issuer: str = ""
    status: DocumentStatus = DocumentStatus.NEEDED
    changed_days: int | None = None


class _Present(msgspec.Struct, kw_only=True, frozen=True):
    party: Party
    name: str = ""
    role: str = ""


class _Meeting(msgspec.Struct, kw_only=True, frozen=True):
    kind: MeetingKind
    mode: MeetingMode = MeetingMode.IN_PERSON
    place: str = ""
    days: int | None = None
    time: str = ""
    state: MeetingState = MeetingState.PLANNED
    participants: tuple[_Present, ...] = ()
    sections: dict[str, str] = {}
    not_relevant: tuple[str, ...] = ()
    confidence: int | None = None
    next_meeting_days: int | None = None
    none_agreed: bool = False
    addendum: str = ""


class _Activity(msgspec.Struct, kw_only=True, frozen=True):
    what: str
    detail: str = ""
    party: Party = Party.CLIENT
    who: str = ""
    due_days: int | None = None
    due_words: str = ""
    status: ActivityStatus = ActivityStatus.PLANNED
    kind: ActivityKind = ActivityKind.OTHER
    from_section: str = ""


class _Plan(msgspec.Struct, kw_only=True, frozen=True):
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
    activities: tuple[_Activity, ...] = ()


class PracticeCase(msgspec.Struct, kw_only=True, frozen=True):
    """One invented person's case, with days counted from today."""

    client: _Person
    intake: _Preparation = _Preparation()
    documents: tuple[_Paper, ...] = ()
    meetings: tuple[_Meeting, ...] = ()
    plans: tuple[_Plan, ...] = ()


_PLAN_TEXTS = (
    "end_goal", "why", "brings", "route", "considerations", "economy",
    "fallback", "support", "deadlines", "next_step",
)  # fmt: skip


def practice_cases() -> tuple[PracticeCase, ...]:
    """Read the ten invented people."""
    files = sorted((RESOURCES / "practice").glob("*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=PracticeCase) for file in files)


def fill(vault: Vault, today: date) -> tuple[str, ...]:
    """Put the ten people into a vault; returns their client ids."""
    return tuple(_Filling(vault, case, today).run() for case in practice_cases())


class _Filling:
    """Types one person's case in."""

    def __init__(self, vault: Vault, source: PracticeCase, today: date) -> None:
        self._vault = vault
        self._source = source
        self._today = today

    def run(self) -> str:
        """Do everything a counsellor would have done; returns the client's id."""
        client = preparing.take_in(self._vault, self._client(), self._intake())
        self._desk = Editing(self._vault, client.id, self._today)
        for paper in self._source.documents:
            made = preparing.new_document(
                self._desk.case, paper.name, paper.issuer, self._day(paper.changed_days)
            )
            self._desk.change(replace(made, status=paper.status))
        for meeting in self._source.meetings:
            self._meet(meeting)
        for number, plan in enumerate(self._source.plans, start=1):
            self._plan(plan, number)
        self._desk.settle()
        return client.id

    def _client(self) -> Client:
        person = self._source.client
        born = self._today.year - person.birth_year_age if person.birth_year_age else None
        return Client(
            name=person.name,
            phone=person.phone,
            birth_year=born,
            municipality=person.municipality,
            language_form=person.language_form,
            interpreter=person.interpreter,
        )

    def _intake(self) -> Intake:
        told = self._source.intake
        plain = {f: getattr(told, f) for f in told.__struct_fields__ if not f.endswith("_days")}
        return Intake(
            **plain,
            first_contact=self._day(told.first_contact_days),
            roles_informed=self._day(told.roles_informed_days),
        )

    def _day(self, days: int | None) -> date | None:
        return self._today + timedelta(days=days) if days is not None else None

    def _meet(self, source: _Meeting) -> None:
        form = newest_template(TEMPLATE_OF[source.kind])
        meeting, *_expected = preparing.new_meeting(
            self._desk.case, source.kind, form, self._vault.counsellor
        )
        at = time.fromisoformat(source.time) if source.time else None
        placed = replace(  # type: ignore[type-var]  # the first of the pair is the meeting
            meeting, mode=source.mode, place=source.place, day=self._day(source.days), at=at,
            confidence=source.confidence, next_meeting=self._day(source.next_meeting_days),
            none_agreed=source.none_agreed,
        )  # fmt: skip
        self._desk.change(placed, *self._present(source, placed.id))
        if source.state == MeetingState.NO_SHOW:
            self._desk.change(conversing.no_show(placed))  # type: ignore[arg-type]
            return
        if source.sections or source.not_relevant or source.state != MeetingState.PLANNED:
            self._note(source, placed, tuple(section.key for section in form.sections))  # type: ignore[arg-type]

    def _present(self, source: _Meeting, meeting_id: str) -> list[Participant]:
        client_id = self._desk.client_id
        return [
            Participant(
                client_id=client_id, meeting_id=meeting_id, position=float(n),
                party=p.party, name=p.name, role=p.role,
            )
            for n, p in enumerate(source.participants, start=1)
        ]  # fmt: skip

    def _note(self, source: _Meeting, meeting: Meeting, keys: tuple[str, ...]) -> None:
        begun = conversing.begin(self._desk.case, meeting, keys)
        if source.state == MeetingState.PLANNED:
            begun = tuple(entity for entity in begun if entity.id != meeting.id)
        self._desk.change(*begun)
        sections = self._desk.case.note(meeting.id)
        for key, text in source.sections.items():
            self._desk.enter(FieldKey(sections[key].id, "text"), text)
        for key in source.not_relevant:
            self._desk.enter(FieldKey(sections[key].id, "not_relevant"), "1")
        self._desk.settle()
        if source.state == MeetingState.FINISHED:
            self._finish(source, self._desk.case.get(type(meeting), meeting.id))

    def _finish(self, source: _Meeting, meeting: Meeting) -> None:
        ended = time(meeting.at.hour + 1, meeting.at.minute) if meeting.at else time(12)
        now = datetime.combine(meeting.day or self._today, ended).astimezone()
        self._desk.finish(conversing.finish_meeting(meeting, now))
        if source.addendum:
            later = now + timedelta(hours=2)
            self._desk.change(
                conversing.addendum(meeting, source.addendum, self._vault.counsellor, later)
            )

    def _plan(self, source: _Plan, number: int) -> None:
        if number == 1:
            self._desk.change(planning.first_plan(self._desk.case))
        elif self._desk.case.plan is not None:
            before = self._desk.case.plan
            self._desk.finish(*planning.new_version(self._desk.case, before, source.reason))
            self._desk.change(removed=self._desk.case.activities(self._now_plan().id))
        plan = self._now_plan()
        for name in _PLAN_TEXTS:
            self._desk.enter(FieldKey(plan.id, name), getattr(source, name))
        self._desk.settle()
        review = self._day(source.review_days)
        self._desk.change(replace(self._now_plan(), review_on=review))
        for activity in source.activities:
            self._desk.change(self._activity(activity))
        if source.state == PlanState.FINAL:
            finished = self._day(source.finished_days) or self._today
            self._desk.finish(planning.finish_plan(self._desk.case, self._now_plan(), finished))

    def _now_plan(self) -> CareerPlan:
        plan = self._desk.case.plan
        if plan is None:
            raise RuntimeError("the plan was just begun")
        return plan

    def _activity(self, source: _Activity) -> PlanActivity:
        row = planning.new_activity(self._desk.case, self._now_plan())
        meeting_id = self._told_in(source.from_section)
        return replace(
            row, what=source.what, detail=source.detail, party=source.party, who=source.who,
            due_on=self._day(source.due_days), due_words=source.due_words, status=source.status,
            kind=source.kind, meeting_id=meeting_id, section_key=source.from_section if meeting_id else "",
        )  # fmt: skip

    def _told_in(self, section_key: str) -> str:
        for meeting in self._desk.case.meetings:
            if section_key and section_key in self._desk.case.note(meeting.id):
                return meeting.id
        return ""
