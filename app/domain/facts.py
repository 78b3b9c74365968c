"""What may be counted: the coded facts of a thing, and never a word of what somebody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.kinds import kind_name
from app.domain.says import Eyes, said_of

if TYPE_CHECKING:
    from app.domain.entities import Entity


def facts_of(kind: type[Entity]) -> tuple[str, ...]:
    """Return the fields of a kind that figures may be made from."""
    return tuple(name for name, said in said_of(kind).items() if said.eyes is Eyes.FACT)


def fact(entity: Entity, name: str) -> object:
    """Return a fact of a thing: the only way in which figures read a case.

    Raises LookupError for any other field.
    """
    if name not in facts_of(type(entity)):
        raise LookupError(f"{kind_name(entity)}.{name} is no fact, so it is never counted")
    return getattr(entity, name)
