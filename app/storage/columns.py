"""How the fields of a value become columns: codes, ISO dates, numbers, bytes; and back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from app.domain.choices import Code
from app.domain.code_sets import Codes
from app.domain.entities import Entity
from app.domain.kinds import KINDS, kind_name
from app.domain.permissions import Roles
from app.domain.says import said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Stored:
    """One field as a column."""

    name: str
    plain: type
    """The Python type of what the column holds."""
    optional: bool
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    secret: bool = False
    """Written once, at birth, and never to history."""


def columns_of(kind: type[Entity]) -> tuple[Stored, ...]:
    """Return the columns of a kind, in the order of its fields."""
    return _columns(kind_name(kind))


@cache
def _columns(name: str) -> tuple[Stored, ...]:
    kind = KINDS[name]
    hints, says = get_type_hints(kind), said_of(kind)
    return tuple(
        replace(_stored(f.name, hints[f.name]), secret=says[f.name].secret) for f in fields(kind)
    )


def to_plain(entity: Entity) -> dict[str, Any]:
    """Return what the entity's columns shall hold."""
    return {c.name: c.encode(getattr(entity, c.name)) for c in columns_of(type(entity))}


def plain_of(entity: Entity, names: Sequence[str]) -> dict[str, Any]:
    """Return what some of the entity's columns shall hold."""
    return {
        c.name: c.encode(getattr(entity, c.name))
        for c in columns_of(type(entity))
        if c.name in names
    }


def from_plain(kind: type[E], row: Sequence[Any]) -> E:
    """Return the entity whose columns these are, in order; further columns do no harm."""
    columns = columns_of(kind)
    return kind(**{c.name: c.decode(v) for c, v in zip(columns, row, strict=False)})


@cache
def blank(kind: str) -> dict[str, Any]:
    """Return what the columns of an entity hold in which nothing was filled in."""
    return to_plain(KINDS[kind]())


def _stored(name: str, hint: Any) -> Stored:
    parts = [part for part in get_args(hint) or (hint,) if part is not type(None)]
    optional = len(parts) != len(get_args(hint) or (hint,))
    plain, encode, decode = _codec(parts[0])
    if optional:
        encode, decode = _if_any(encode), _if_any(decode)
    return Stored(name, plain, optional, encode, decode)


def _codec(kind: type) -> tuple[type, Callable[[Any], Any], Callable[[Any], Any]]:
    if issubclass(kind, Code):
        return str, lambda choice: choice.value, kind.kept
    return _CODECS[kind]


def _if_any(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)


def whole_text(text: str) -> str:
    """Return text that can be stored: half characters, which a paste may bring, become U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


_CODECS: dict[type, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    str: (str, whole_text, str),
    int: (int, int, int),
    bool: (int, bool, bool),
    float: (float, float, float),
    bytes: (bytes, bytes, bytes),
    date: (str, date.isoformat, date.fromisoformat),
    time: (str, time.isoformat, time.fromisoformat),
    datetime: (str, datetime.isoformat, datetime.fromisoformat),
    Roles: (str, Roles.written, Roles.read),
    Codes: (str, Codes.written, Codes.read),
}
