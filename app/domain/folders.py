"""Records that belong together and are edited together: one person's, or the centre's own."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.kinds import kind_of
from app.domain.says import said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from app.domain.entities import Entity, Holding

    E = TypeVar("E", bound=Entity)

_PLACE = ("id", "client_id")


class Folder:
    """A value: `with_` and `changed` give a new one. `Case` and `Register` are folders."""

    entities: Mapping[str, Any]

    @property
    def owner_id(self) -> str:
        """The person it is about; empty where it is the centre's own."""
        raise NotImplementedError

    def holding(self, entities: Mapping[str, Any]) -> Self:
        """Return a folder like this one that holds these."""
        raise NotImplementedError

    def with_(self, entity: Entity) -> Self:
        """Return the folder with an entity added or replaced."""
        return self.holding({**self.entities, entity.id: entity})

    def changed(self, changes: Mapping[str, Entity | None]) -> Self:
        """Return the folder with entities added, replaced or (None) taken out."""
        after = {**self.entities, **changes}
        return self.holding({i: e for i, e in after.items() if e is not None})

    def renewed(self, other: Folder, *kinds: type[Entity]) -> Self:
        """Return the folder with everything of some kinds as it stands in another."""
        gone = {each.id: None for kind in kinds for each in self.all(kind)}
        return self.changed({**gone, **{e.id: e for kind in kinds for e in other.all(kind)}})

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

    def may_edit(self, entity: Entity, field_name: str) -> bool:
        """Whether a field may change: what is finished never does."""
        return is_open(self, entity, field_name)

    def allows(self, changes: Mapping[str, Entity | None]) -> bool:
        """Whether a deed may add, replace or (None) take out entities: what is finished stays.

        Nor does a deed add what is finished from the beginning: finishing is a deed of its own.
        """
        after = self.changed(changes)
        return all(
            is_allowed(
                self.entities.get(each),
                after.entities.get(each),
                self.may_edit,
                lambda new: after.may_edit(new, ""),
            )
            for each in changes
        )


def is_open(folder: Holding, entity: Entity, field_name: str) -> bool:
    """Whether a field of a thing may change where it lies."""
    kind = kind_of(entity)
    return not kind.for_good and not kind.shut_when(folder, entity, field_name)


def may_come(folder: Holding, entity: Entity) -> bool:
    """Whether a new thing may come into what holds it, which may be finished by now.

    How far the thing itself has come is no matter: it was begun, and finished, at one go.
    """
    says = said_of(type(entity))
    kept = [name for name, said in says.items() if said.link or name in _PLACE]
    begun = type(entity)(**{name: getattr(entity, name) for name in kept})
    return is_open(folder, begun, "")


def is_allowed(
    old: Entity | None,
    new: Entity | None,
    may_edit: Callable[[Entity, str], bool],
    may_come: Callable[[Entity], bool],
) -> bool:
    """Whether a thing may go from `old` to `new` (None: it is not there): the one rule of it."""
    if old is None:
        return new is None or kind_of(new).for_good or may_come(new)
    if new is None:
        return may_edit(old, "")
    changed = frozenset(f.name for f in fields(old) if getattr(old, f.name) != getattr(new, f.name))
    if type(old) is type(new) and kind_of(old).still(old, new, changed):
        return True
    says = said_of(type(old))
    is_moved = any(says[name].link for name in changed)
    return all(may_edit(old, name) for name in changed) and (not is_moved or may_come(new))
