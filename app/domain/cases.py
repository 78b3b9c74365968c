"""A case: everything about one person, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar

from app.domain.choices import MeetingState, PlanState
from app.domain.clients import CaseOwner, Client, DocumentItem, Intake, Recusal
from app.domain.meetings import Addendum, Meeting, NoteSection, Participant
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.staff import Centre, Counsellor, Substitution

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.entities import CaseEntity, Entity

    E = TypeVar("E", bound=CaseEntity)

CASE_KINDS: dict[str, type[CaseEntity]] = {
    "client": Client,
    "intake": Intake,
    "document": DocumentItem,
    "meeting": Meeting,
    "participant": Participant,
    "note_section": NoteSection,
    "addendum": Addendum,
    "plan": CareerPlan,
    "activity": PlanActivity,
    "owner": CaseOwner,
    "recusal": Recusal,
}
"""Every kind of thing in a case, under the name it has in tables and in history."""

KINDS: dict[str, type[Entity]] = {
    **CASE_KINDS,
    "centre": Centre,
    "counsellor": Counsellor,
    "substitution": Substitution,
}

_NAMES = {kind: name for name, kind in KINDS.items()}


CASE_CODE_LENGTH = 6
"""How much of an id is a case's short code."""


def case_code(client_id: str) -> str:
    """Return the short code that stands for a case where no name may stand."""
    return client_id.replace("-", "")[-CASE_CODE_LENGTH:].upper()


def kind_name(entity: Entity | type[Entity]) -> str:
    """Return the name of an entity's kind."""
    return _NAMES[entity if isinstance(entity, type) else type(entity)]


@dataclass(frozen=True)
class Case:
    """Everything about one person. A value: `with_` and `changed` give a new one."""

    client: Client
    entities: Mapping[str, CaseEntity] = field(default_factory=dict)

    def with_(self, entity: CaseEntity) -> Case:
        """Return the case with an entity added or replaced."""
        client = entity if isinstance(entity, Client) else self.client
        return Case(client, {**self.entities, entity.id: entity})

    def changed(self, changes: Mapping[str, CaseEntity | None]) -> Case:
        """Return the case with entities added, replaced or (None) taken out."""
        entities = {i: e for i, e in {**self.entities, **changes}.items() if e is not None}
        client = entities[self.client.id]
        return Case(client if isinstance(client, Client) else self.client, entities)

    def get(self, kind: type[E], entity_id: str) -> E:
        """Return one entity; a missing one is a bug, so it raises."""
        found = self.entities[entity_id]
        if not isinstance(found, kind):
            raise TypeError(f"{entity_id} is not a {kind.__name__}")
        return found

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """Return every entity of a kind, in the user's order or else oldest first."""
        found = [e for e in self.entities.values() if isinstance(e, kind)]
        return tuple(sorted(found, key=lambda e: (getattr(e, "position", 0.0), e.id)))

    @property
    def intake(self) -> Intake:
        """The preparation; every case has one from birth."""
        return self.all(Intake)[0]

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting, earliest day first; undated ones last."""
        return tuple(sorted(self.all(Meeting), key=_meeting_order))

    @property
    def plans(self) -> tuple[CareerPlan, ...]:
        """Every version of the plan, first to latest."""
        return tuple(sorted(self.all(CareerPlan), key=lambda plan: plan.number))

    @property
    def plan(self) -> CareerPlan | None:
        """The version that counts now, draft or finished."""
        return self.plans[-1] if self.plans else None

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

    def may_edit(self, entity: CaseEntity, field_name: str) -> bool:
        """Whether a field may change: finished notes and plans never do.

        One exception: how far an activity has come is what happened after the plan was made.
        """
        if isinstance(entity, CareerPlan):
            return entity.state == PlanState.DRAFT
        if isinstance(entity, PlanActivity):
            plan = self.get(CareerPlan, entity.plan_id)
            ticking = field_name == "status" and plan.state == PlanState.FINAL
            return plan.state == PlanState.DRAFT or ticking
        if isinstance(entity, Meeting):
            return entity.state != MeetingState.FINISHED
        if isinstance(entity, NoteSection | Participant):
            return self.get(Meeting, entity.meeting_id).state != MeetingState.FINISHED
        return not isinstance(entity, Addendum)

    def allows(self, changes: Mapping[str, CaseEntity | None]) -> bool:
        """Whether a deed may add, replace or (None) take out entities: what is finished stays."""
        after = self.changed(changes)
        return all(_is_allowed(self, after, entity_id) for entity_id in changes)


def _is_allowed(before: Case, after: Case, entity_id: str) -> bool:
    old, new = before.entities.get(entity_id), after.entities.get(entity_id)
    if old is None or new is None:
        there, case = (old, before) if old is not None else (new, after)
        added_remark = old is None and isinstance(new, Addendum)
        return there is None or added_remark or case.may_edit(there, "")
    changed = {f.name for f in fields(old) if getattr(old, f.name) != getattr(new, f.name)}
    return _is_replaced(old, new, changed) or all(before.may_edit(old, name) for name in changed)


def _is_replaced(old: CaseEntity, new: CaseEntity, changed: set[str]) -> bool:
    """Whether a finished plan only becomes the one before the newest."""
    plans = isinstance(old, CareerPlan) and isinstance(new, CareerPlan) and changed == {"state"}
    return plans and (old.state, new.state) == (PlanState.FINAL, PlanState.SUPERSEDED)  # type: ignore[attr-defined]


def _meeting_order(meeting: Meeting) -> tuple[bool, str, str, str]:
    day, at = meeting.day, meeting.at
    return (day is None, str(day or ""), str(at or ""), meeting.id)
