"""Who hears when things of a folder change, and what sort each of them is or was."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.domain.entities import Entity

    Listener = Callable[[frozenset[str]], None]


class Heard:
    """Tells its listeners the ids of what changed."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """`entities` are those that are there from the beginning."""
        self._listeners: list[Listener] = []
        self._types = {entity.id: type(entity) for entity in entities.values()}

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the ids of changed entities, after each edit."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling `listener`; a window that is gone hears nothing."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def types_of(self, entity_ids: Iterable[str]) -> frozenset[type[Entity]]:
        """Return what sorts of things these are or were."""
        return frozenset(self._types[each] for each in entity_ids if each in self._types)

    def tell(self, entity_ids: Iterable[str], entities: Mapping[str, Entity]) -> None:
        """Tell everybody that these changed; `entities` are those that are there now."""
        changed = frozenset(entity_ids)
        here = (entities.get(each) for each in changed)
        self._types.update({each.id: type(each) for each in here if each is not None})
        for listener in tuple(self._listeners):
            listener(changed)
