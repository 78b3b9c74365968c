"""Records that belong together and are edited together: one person's, or the centre's own."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from app.domain.entities import Entity

    E = TypeVar("E", bound=Entity)


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
        kind = kind_of(entity)
        return not kind.for_good and not kind.shut_when(self, entity, field_name)

    def allows(self, changes: Mapping[str, Entity | None]) -> bool:
        """Whether a deed may add, replace or (None) take out entities: what is finished stays."""
        after = self.changed(changes)
        return all(_is_allowed(self, after, entity_id) for entity_id in changes)


def _is_allowed(before: Folder, after: Folder, entity_id: str) -> bool:
    old, new = before.entities.get(entity_id), after.entities.get(entity_id)
    if old is None or new is None:
        there, folder = (old, before) if old is not None else (new, after)
        remark = old is None and new is not None and kind_of(new).for_good
        return there is None or remark or folder.may_edit(there, "")
    changed = frozenset(f.name for f in fields(old) if getattr(old, f.name) != getattr(new, f.name))
    still = type(old) is type(new) and kind_of(old).still(old, new, changed)
    return still or all(before.may_edit(old, name) for name in changed)
