"""What every stored thing has in common: an id of its own, and a kind that says itself."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from uuid import UUID

from typing_extensions import override

if TYPE_CHECKING:
    from datetime import date

    from app.domain.choices import Code
    from app.domain.permissions import Deed
    from app.i18n import Words

_COUNTER_BITS = 12
_ticks = 0
_turn = Lock()


def new_id() -> str:
    """Return a UUIDv7 (RFC 9562): unique anywhere, and sorted by when it was made.

    The twelve bits after the milliseconds count (section 6.2, method 1), so that ids made
    within one millisecond keep their order too.
    """
    global _ticks  # noqa: PLW0603 - one order for the whole process
    with _turn:
        _ticks = max(_ticks + 1, time.time_ns() // 1_000_000 << _COUNTER_BITS)
        ticks = _ticks
    millis, count = ticks >> _COUNTER_BITS, ticks & (1 << _COUNTER_BITS) - 1
    version, variant = 0x7 << 76, 0x2 << 62
    return str(UUID(int=millis << 80 | version | count << 64 | variant | secrets.randbits(62)))


def make_ids_after(newest: str) -> None:
    """Let every id made from now on sort after this one, also when the clock was set back.

    For an id that this computer made: one from elsewhere may follow a clock that is years ahead.
    """
    global _ticks  # noqa: PLW0603 - one order for the whole process
    try:
        value = UUID(newest).int
    except ValueError:
        return  # no id of ours: it has no place in the order
    ticks = value >> 80 << _COUNTER_BITS | value >> 64 & (1 << _COUNTER_BITS) - 1
    with _turn:
        _ticks = max(_ticks, ticks)


def derived_id(parent: str, kind: str, *key: str) -> str:
    """Return the id that every laptop gives to what there is only one of (UUIDv8).

    It sorts with its parent, since it begins with the same moment.
    """
    words = "\n".join((parent, kind, *key)).encode()
    digest = hashlib.blake2b(words, digest_size=10, person=b"leia-id").digest()
    number = int.from_bytes(digest, "big")
    version, variant = 0x8 << 76, 0x2 << 62
    middle, tail = (number >> 64 & 0xFFF) << 64, number & (1 << 62) - 1
    return str(UUID(int=UUID(parent).int >> 80 << 80 | version | middle | variant | tail))


_ONCE: dict[type, tuple[str, ...]] = {}


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A stored value. Change it with `replace`; store it with `work.save`.

    Every field is one column of its table and, when it changes, one row of history. An id that
    is not given is a new one, or the derived one of a kind that says what there is one of.
    """

    id: str = ""

    @override
    def __init_subclass__(cls, once: tuple[str, ...] = ()) -> None:
        """Take `once`: the kind, the field with the parent's id, what tells its rows apart."""
        super().__init_subclass__()
        _ONCE[cls] = once

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self._made_id())

    def _made_id(self) -> str:
        once = _ONCE[type(self)]
        if not once:
            return new_id()
        kind, *names = once
        parent, *key = (str(getattr(self, name)) for name in names)
        try:
            return derived_id(parent, kind, *key)
        except ValueError:
            return new_id()  # nobody's yet


@dataclass(frozen=True, kw_only=True)
class CaseEntity(Entity):
    """A stored value that belongs to one client's case."""

    client_id: str = ""


def case_of(entity: Entity) -> str:
    """Return the id of the client whose case a thing lies in; empty for the centre's own."""
    return entity.client_id if isinstance(entity, CaseEntity) else ""


def once_of(kind: type[Entity]) -> tuple[str, ...]:
    """Return what tells apart the rows of a kind with derived ids; empty where ids are random."""
    return _ONCE[kind]


E = TypeVar("E", bound=Entity)
T = TypeVar("T", bound=Entity)


class Holding(Protocol):
    """What the rules of a kind may ask of the folder a thing lies in."""

    def get(self, kind: type[T], entity_id: str) -> T:
        """Return one entity; a missing one is a bug, so it raises."""

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Return every entity of a kind, in the user's order or else oldest first."""


def _never(folder: Holding, entity: Any, name: str) -> bool:
    del folder, entity, name
    return False


def _as_typed(before: Any, now: Any, today: date) -> Any:
    del before, today
    return now


def _no_exception(old: Any, new: Any, names: frozenset[str]) -> bool:
    del old, new, names
    return False


@dataclass(frozen=True)
class Kind(Generic[E]):
    """What is true of every thing of a kind, said once, beside the thing itself."""

    name: str
    """What its table and its lines of history bear."""
    type: type[E]
    words: Words
    known_by: str | Callable[[Holding, E], str] = ""
    """The field a row is known by, or its words from the whole folder."""
    silent: bool = False
    """Whether it comes and goes with something that is told."""
    for_good: bool = False
    """Whether it never changes once it is stored."""
    shut_when: Callable[[Holding, E, str], bool] = _never
    """Whether a field can no longer be changed."""
    still: Callable[[E, E, frozenset[str]], bool] = _no_exception
    """What may happen to a thing that is shut all the same."""
    typed: Callable[[E | None, E, date], E] = _as_typed
    """What follows from what was typed, given what the vault has and the day."""
    private_to: str = ""
    """The field with the id of the one counsellor it is for: it is there for nobody else."""
    needs: Deed | None = None
    """What somebody's roles must allow to change one of the centre's; without it nobody may."""
    came: Words = ""
    """What history says of a new one."""
    turned: Mapping[Code | tuple[Code, Code], Words] = field(default_factory=dict)
    """What history says of a new state, or of a step from one to another; "" says nothing."""
    joined: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Fields edited as one and kept as two: a day, or words."""
    units: tuple[tuple[str, ...], ...] = ()
    """Fields that mean something only together: the journal writes them together, so that a merge
    takes all of one side's."""
    carries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is written again with a field, since it says what was so when that happened."""
    covering: tuple[str, ...] = ()
    """What its index by client holds besides."""
    indexes: tuple[tuple[str, ...], ...] = ()
    former: Mapping[str, tuple[Words, Any]] = field(default_factory=dict)
    """Fields it had in an earlier Leia, with their words and codes: history still tells of them."""

    def written_with(self, changed: Collection[str]) -> frozenset[str]:
        """Return which fields are written when these change: each of them with its whole unit."""
        names = set(changed)
        names.update(*(self.carries.get(name, ()) for name in changed))
        names.update(*(unit for unit in self.units if names.intersection(unit)))
        return frozenset(names)
