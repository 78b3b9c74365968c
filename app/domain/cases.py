"""A case: everything about one person, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from app.domain.clients import CaseOwner, Client, Recusal
from app.domain.folders import Folder
from app.domain.meetings import Addendum, Meeting, NoteSection, Participant
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.entities import CaseEntity

CASE_CODE_LENGTH = 6
"""How much of an id is a case's short code."""


def case_code(client_id: str) -> str:
    """Return the short code that stands for a case where no name may stand."""
    return client_id.replace("-", "")[-CASE_CODE_LENGTH:].upper()


@dataclass(frozen=True)
class Case(Folder):
    """Everything about one person. A value: `with_` and `changed` give a new one.

    What is asked for at every key is sorted once for each value.
    """

    client: Client
    entities: Mapping[str, CaseEntity] = field(default_factory=dict)

    @property
    @override
    def owner_id(self) -> str:
        """The person's id."""
        return self.client.id

    @override
    def holding(self, entities: Mapping[str, CaseEntity]) -> Case:
        """Return a case like this one that holds these."""
        client = entities.get(self.client.id)
        return Case(client if isinstance(client, Client) else self.client, entities)

    @cached_property
    def periods(self) -> tuple[Intake, ...]:
        """Every period of guidance, first to latest; every case has one from birth."""
        return tuple(sorted(self.all(Intake), key=lambda period: (period.number, period.id)))

    @property
    def intake(self) -> Intake:
        """The present period, with its preparation: the latest there is."""
        return self.periods[-1]

    def is_of(self, thing: Meeting | CareerPlan, period: Intake) -> bool:
        """Whether a meeting or a plan belongs to a period.

        One of which no period is known belongs to the first: there was only that then.
        """
        return thing.intake_id == period.id or (not thing.intake_id and period.number == 1)

    def period_of(self, thing: Meeting | CareerPlan) -> Intake:
        """Return the period a meeting or a plan belongs to; the present one where none is known."""
        own = [each for each in self.periods if self.is_of(thing, each)]
        return own[-1] if own else self.intake

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting, earliest day first; undated ones last."""
        return tuple(sorted(self.all(Meeting), key=_meeting_order))

    @cached_property
    def present_meetings(self) -> tuple[Meeting, ...]:
        """The meetings of the present period, in the order of `meetings`."""
        period = self.intake
        return tuple(each for each in self.meetings if self.is_of(each, period))

    @cached_property
    def plans(self) -> tuple[CareerPlan, ...]:
        """Every version of the plan, first to latest."""
        return tuple(sorted(self.all(CareerPlan), key=lambda plan: plan.number))

    @property
    def plan(self) -> CareerPlan | None:
        """The version that counts now, draft or finished: the latest of the present period."""
        period = self.intake
        own = [plan for plan in self.plans if self.is_of(plan, period)]
        return own[-1] if own else None

    def activities(self, plan_id: str) -> tuple[PlanActivity, ...]:
        """Return the rows of a version of the plan, in order."""
        return tuple(a for a in self.all(PlanActivity) if a.plan_id == plan_id)

    @property
    def owners(self) -> frozenset[str]:
        """The ids of the counsellors whose case it is."""
        return frozenset(owner.counsellor_id for owner in self.all(CaseOwner))

    @property
    def recused(self) -> frozenset[str]:
        """The ids of the colleagues it is hidden from."""
        return frozenset(recusal.counsellor_id for recusal in self.all(Recusal))

    def participants(self, meeting_id: str) -> tuple[Participant, ...]:
        """Return who was at a meeting."""
        return tuple(p for p in self.all(Participant) if p.meeting_id == meeting_id)

    def note(self, meeting_id: str) -> dict[str, NoteSection]:
        """Return a meeting's note by section key."""
        return {s.key: s for s in self.all(NoteSection) if s.meeting_id == meeting_id}

    def addenda(self, meeting_id: str) -> tuple[Addendum, ...]:
        """Return the later remarks to a note, oldest first."""
        return tuple(a for a in self.all(Addendum) if a.meeting_id == meeting_id)


def _meeting_order(meeting: Meeting) -> tuple[bool, str, str, str]:
    day, at = meeting.day, meeting.at
    return (day is None, str(day or ""), str(at or ""), meeting.id)
