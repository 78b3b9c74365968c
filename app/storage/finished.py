"""What was finished before a piece of work began stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.clients import Client
from app.domain.folders import is_allowed, is_open, may_come
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan
from app.domain.taking_away import has_finished

if TYPE_CHECKING:
    from app.domain.entities import Entity
    from app.storage.columns import E
    from app.storage.entities import EntityStore


def check_kept(entities: EntityStore) -> None:
    """Raise ValueError when a piece of work changed what was finished when it began.

    Asked at its end: what is finished in it may be filled in before, in any order.
    """
    before = _Before(entities)
    for key, began in entities.began.items():
        now = entities.now[key]
        held = isinstance(began, Client) and now is None and _holds_finished(entities, began)
        if held or not is_allowed(began, now, before.is_open, before.may_come):
            raise ValueError("what is finished never changes")


def _holds_finished(entities: EntityStore, client: Client) -> bool:
    """Whether somebody has a finished note or plan: who has does not go."""
    meetings = entities.all(Meeting, client_id=client.id)
    return has_finished(meetings, entities.all(CareerPlan, client_id=client.id))


class _Before:
    """The vault as it was when the piece of work began, as far as rules ask for it."""

    def __init__(self, entities: EntityStore) -> None:
        self._entities = entities

    def get(self, kind: type[E], entity_id: str) -> E:
        """Return what a thing was; raises LookupError where there was none."""
        found = self._entities.before(kind, entity_id)
        if found is None:
            raise LookupError(f"no {kind.__name__} {entity_id}")
        return found

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """Return everything of a kind as it was, oldest first."""
        here = {each.id for each in self._entities.all(kind)} | self._entities.begun_with(kind)
        found = (self._entities.before(kind, each) for each in sorted(here))
        return tuple(each for each in found if each is not None)

    def is_open(self, entity: Entity, field_name: str) -> bool:
        """Whether a field could be changed; what nothing held was held by nothing finished."""
        try:
            return is_open(self, entity, field_name)
        except LookupError:
            return True

    def may_come(self, entity: Entity) -> bool:
        """Whether something new could come into what held it."""
        try:
            return may_come(self, entity)
        except LookupError:
            return True
