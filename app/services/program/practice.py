"""Invented people for practice, demonstrations and tests, put in by the deeds a user's hands do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from app.domain.choices import MeetingState, PlanState
from app.domain.clients import Client
from app.domain.code_sets import Codes
from app.domain.meetings import Participant
from app.domain.periods import CriterionAnswer, Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.services.case import conversing, planning, preparing
from app.services.case.editing import Editing, FieldKey
from app.services.program.practice_cases import practice_cases
from app.services.templates.finding import built_in_for

if TYPE_CHECKING:
    from datetime import date

    from app.domain.meetings import Meeting
    from app.domain.templates import ConversationTemplate
    from app.services.program.practice_cases import (
        PracticeCase,
        ToldActivity,
        ToldMeeting,
        ToldPlan,
    )
    from app.storage.vault import Vault

_SATURDAY = 5
_PLAN_TEXTS = (
    "end_goal", "why", "brings", "route", "considerations", "economy",
    "fallback", "support", "deadlines", "next_step",
)  # fmt: skip


def fill(vault: Vault, today: date) -> tuple[str, ...]:
    """Put the ten people into a vault; returns their client ids."""
    with vault.work():  # everybody or nobody, and one commit
        return tuple(_Filling(vault, case, today).run() for case in practice_cases())


def _is_free(day: date) -> bool:
    """Whether it is a weekend, or between Christmas and New Year."""
    is_christmas = (day.month, day.day) >= (12, 23) or (day.month, day.day) == (1, 1)
    return day.weekday() >= _SATURDAY or is_christmas


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
        self._desk.change(*self._criteria())
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
            gender=person.gender,
            spoken_level=person.spoken_level,
            written_level=person.written_level,
            reading=person.reading,
        )

    def _intake(self) -> Intake:
        told = self._source.intake
        plain = {f: getattr(told, f) for f in told.__struct_fields__ if not f.endswith("_days")}
        plain.pop("criteria")
        plain.update({name: Codes(plain[name]) for name in ("labour_status", "groups")})
        return Intake(
            **plain,
            sick_since=self._day(told.sick_since_days),
            first_contact=self._day(told.first_contact_days),
            roles_informed=self._day(told.roles_informed_days),
        )

    def _criteria(self) -> list[CriterionAnswer]:
        intake = self._desk.case.intake
        return [
            CriterionAnswer(
                client_id=intake.client_id, intake_id=intake.id, criterion=key, answer=answer
            )
            for key, answer in self._source.intake.criteria.items()
        ]

    def _day(self, days: int | None) -> date | None:
        return self._today + timedelta(days=days) if days is not None else None

    def _workday(self, days: int | None) -> date | None:
        """Return the nearest day away from today on which people meet; today itself stays."""
        day = self._day(days)
        while day is not None and day != self._today and _is_free(day):
            day += timedelta(days=1 if day > self._today else -1)
        return day

    def _meet(self, source: ToldMeeting) -> None:
        form = built_in_for(source.kind)
        meeting, *_expected = preparing.new_meeting(
            self._desk.case, source.kind, form, self._vault.counsellor
        )
        at = time.fromisoformat(source.time) if source.time else None
        placed = replace(
            meeting, mode=source.mode, place=source.place, day=self._workday(source.days), at=at,
            confidence=source.confidence, next_meeting=self._workday(source.next_meeting_days),
            none_agreed=source.none_agreed,
            read_aloud=source.read_aloud, copies_handed_out=source.copies_handed_out,
            sharing_decided=source.sharing_decided, way_back_told=source.way_back_told,
        )  # fmt: skip
        self._desk.change(placed, *self._present(source, placed.id))
        if source.state == MeetingState.NO_SHOW:
            self._desk.change(conversing.no_show(placed))
            return
        if source.sections or source.not_relevant or source.state != MeetingState.PLANNED:
            self._note(source, placed, form)

    def _present(self, source: ToldMeeting, meeting_id: str) -> list[Participant]:
        client_id = self._desk.client_id
        return [
            Participant(
                client_id=client_id, meeting_id=meeting_id, position=float(n),
                party=p.party, name=p.name, role=p.role,
            )
            for n, p in enumerate(source.participants, start=1)
        ]  # fmt: skip

    def _note(self, source: ToldMeeting, meeting: Meeting, form: ConversationTemplate) -> None:
        begun = conversing.begin(self._desk.case, meeting, form)
        if source.state == MeetingState.PLANNED:
            begun = tuple(entity for entity in begun if entity.id != meeting.id)
        self._desk.change(*begun)
        sections = self._desk.case.note(meeting.id)
        for key, text in source.sections.items():
            self._desk.type_into(FieldKey(sections[key].id, "text"), text)
        for key in source.not_relevant:
            self._desk.type_into(FieldKey(sections[key].id, "not_relevant"), "1")
        self._desk.settle()
        if source.state == MeetingState.FINISHED:
            self._finish(source, self._desk.case.get(type(meeting), meeting.id))

    def _finish(self, source: ToldMeeting, meeting: Meeting) -> None:
        begun = datetime.combine(meeting.day or self._today, meeting.at or time(11)).astimezone()
        now = begun + timedelta(hours=1)
        finished = conversing.finish_meeting(meeting, now)
        self._desk.finish(finished)
        if source.addendum:
            later = now + timedelta(hours=2)
            self._desk.change(
                conversing.addendum(finished, source.addendum, self._vault.counsellor, later)
            )

    def _plan(self, source: ToldPlan, number: int) -> None:
        if number == 1:
            self._desk.change(planning.first_plan(self._desk.case))
        elif self._desk.case.plan is not None:
            before = self._desk.case.plan
            self._desk.finish(*planning.new_version(self._desk.case, before, source.reason))
            self._desk.change(removed=self._desk.case.activities(self._now_plan().id))
        plan = self._now_plan()
        for name in _PLAN_TEXTS:
            self._desk.type_into(FieldKey(plan.id, name), getattr(source, name))
        self._desk.settle()
        review = self._workday(source.review_days)
        self._desk.change(replace(self._now_plan(), review_on=review))
        for activity in source.activities:
            self._desk.change(self._activity(activity))
        if source.state == PlanState.FINAL:
            finished = self._workday(source.finished_days) or self._today
            self._desk.finish(planning.finish_plan(self._desk.case, self._now_plan(), finished))

    def _now_plan(self) -> CareerPlan:
        plan = self._desk.case.plan
        if plan is None:
            raise RuntimeError("the plan was just begun")
        return plan

    def _activity(self, source: ToldActivity) -> PlanActivity:
        row = planning.new_activity(self._desk.case, self._now_plan())
        meeting_id = self._told_in(source.from_section)
        section_key = source.from_section if meeting_id else ""
        return replace(
            row, what=source.what, detail=source.detail, party=source.party, who=source.who,
            due_on=self._day(source.due_days), due_words=source.due_words, status=source.status,
            kind=source.kind, meeting_id=meeting_id, section_key=section_key,
        )  # fmt: skip

    def _told_in(self, section_key: str) -> str:
        for meeting in self._desk.case.meetings:
            if section_key and section_key in self._desk.case.note(meeting.id):
                return meeting.id
        return ""
