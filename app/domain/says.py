"""What a stored field says of itself where it is declared: words, limits, and whose eyes it is for.

Used as a module, `day: date | None = says.day(later("Date"))`: a bare `day` would be hidden by
the field of that name in the class that declares it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from app.domain.choices import Code
from app.domain.code_sets import Codes
from app.i18n import Words, later

T = TypeVar("T")
C = TypeVar("C", bound=Code)
Limit = int | Callable[[date], int] | None
_KEY = "said"


class Eyes(Enum):
    """Whose eyes a field is for (the records' one page)."""

    NOTE = "N"
    """Confidential, also towards Nav: leaves the vault only with the person itself."""
    PLAN = "P"
    """The person's plan: leaves as the person decides."""
    FACT = "F"
    """A coded fact: may be counted."""
    WORK = "W"
    """A working matter of the centre."""
    SECRET = "S"  # noqa: S105 - a mark
    """Private to one counsellor, or a key: never printed, exported, handed over."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a field says of itself."""

    eyes: Eyes
    label: Words = ""
    long: bool = False
    """Several lines of text."""
    low: Limit = None
    high: Limit = None
    problem: Words = ""
    quiet: bool = False
    """What the program keeps for itself, or says with another change: history is silent of it."""
    secret: bool = False
    """Written once, at birth, and never to history."""
    found: bool = False
    """People are found and sorted by it: storage keeps a folded copy."""
    link: str = ""
    """The kind of what it points at."""
    named_in: str = ""
    """The text beside the link that names what it points at: other words there end the link."""
    listed: str = ""
    """The data list its codes come from."""


def words(  # noqa: PLR0913 - what a text can be
    eyes: Eyes,
    label: Words,
    default: str = "",
    *,
    long: bool = False,
    found: bool = False,
    listed: str = "",
) -> str:
    """Declare a text, or the code of a data list."""
    said = Said(label=label, long=long, found=found, listed=listed, eyes=eyes)
    return cast("str", _field(default, said))


def several(eyes: Eyes, label: Words, listed: str) -> Codes:
    """Declare several codes of a data list."""
    return cast("Codes", _field(Codes(), Said(label=label, listed=listed, eyes=eyes)))


def number(
    eyes: Eyes,
    label: Words,
    low: Limit = None,
    high: Limit = None,
    *,
    problem: Words = "",
) -> int | None:
    """Declare a whole number that may be empty, within limits; one may depend on the day."""
    said = Said(label=label, low=low, high=high, problem=problem, eyes=eyes)
    return cast("int | None", _field(None, said))


def day(eyes: Eyes, label: Words, *, quiet: bool = False) -> date | None:
    """Declare a date that may be empty; a quiet one the program sets."""
    return cast("date | None", _field(None, Said(label=label, quiet=quiet, eyes=eyes)))


def clock(eyes: Eyes, label: Words) -> time | None:
    """Declare a time of day that may be empty."""
    return cast("time | None", _field(None, Said(label=label, eyes=eyes)))


def moment(eyes: Eyes, label: Words, *, quiet: bool = False) -> datetime | None:
    """Declare a moment that may be empty; the program sets it."""
    return cast("datetime | None", _field(None, Said(label=label, quiet=quiet, eyes=eyes)))


def tick(eyes: Eyes, label: Words) -> bool:
    """Declare a yes that may be missing."""
    return cast("bool", _field(default=False, said=Said(label=label, eyes=eyes)))


def code(eyes: Eyes, label: Words, default: C) -> C:
    """Declare one of a closed list."""
    return cast("C", _field(default, Said(label=label, eyes=eyes)))


def plain(eyes: Eyes, label: Words, default: T, *, quiet: bool = False) -> T:
    """Declare what is none of the others: a version, somebody's roles."""
    return cast("T", _field(default, Said(label=label, quiet=quiet, eyes=eyes)))


def place() -> float:
    """Declare where a row stands in its list."""
    return cast("float", _field(0.0, Said(label=later("Order"), eyes=Eyes.WORK)))


def link(kind: str, label: Words = "", *, named_in: str = "") -> str:
    """Declare the id of another thing; with a label history tells of it."""
    said = Said(label=label, link=kind, named_in=named_in, quiet=not label, eyes=Eyes.WORK)
    return cast("str", _field("", said))


def quiet(eyes: Eyes, default: T) -> T:
    """Declare what the program keeps for itself, or says with another change."""
    return cast("T", _field(default, Said(quiet=True, eyes=eyes)))


def secret(factory: Callable[[], T]) -> T:
    """Declare what is written once, at birth, and neither shown nor told."""
    said = Said(quiet=True, secret=True, eyes=Eyes.SECRET)
    return field(default_factory=factory, repr=False, metadata={_KEY: said})


def said_of(kind: Any) -> dict[str, Said]:
    """Return what each field of a kind says of itself.

    Raises TypeError for a field that does not say whose eyes it is for; ids are the program's own.
    """
    return _said_of(kind)


@cache
def _said_of(kind: Any) -> dict[str, Said]:
    found = {each.name: each.metadata.get(_KEY, _IDS.get(each.name)) for each in fields(kind)}
    unsaid = [name for name, said in found.items() if said is None]
    if unsaid:
        raise TypeError(f"{kind.__name__} does not say whose eyes these are for: {unsaid}")
    return found


_ID = Said(quiet=True, eyes=Eyes.WORK)
_IDS = {"id": _ID, "client_id": _ID}


def _field(default: Any, said: Said) -> Any:
    return field(default=default, metadata={_KEY: said})
