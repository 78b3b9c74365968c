"""How a field's value is written by hand and read back: every field is text while it is edited."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from app.domain import choices
from app.domain.deadlines import due, parse_day
from app.domain.plans import PlanActivity
from app.formats import clock, long_date
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.entities import Entity

E = TypeVar("E", bound="Entity")

_CLOCK = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")
_OLDEST_BIRTH_YEAR = 1900


class Unreadable(ValueError):  # noqa: N818 - reads as what happened
    """What was typed is no value of this field; the sentence says why. The text is kept."""


def read(entity: E, name: str, text: str, today: date) -> E:
    """Return the entity with a field set from what was typed; raises `Unreadable`."""
    if name == "due" and isinstance(entity, PlanActivity):
        due_on, due_words = due(text, today)
        return replace(entity, due_on=due_on, due_words=due_words)  # type: ignore[return-value]
    kind = _type(type(entity), name)
    value = _READERS[kind](text, today) if kind in _READERS else kind(text)
    if name in _RANGES and value is not None:
        _check_range(name, value, today)
    return replace(entity, **{name: value})


def shown(entity: Entity, name: str) -> str:
    """Return a field's value as it is written by hand."""
    if name == "due" and isinstance(entity, PlanActivity):
        return long_date(entity.due_on) if entity.due_on else entity.due_words
    value = getattr(entity, name)
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, date):
        return long_date(value)
    return str(value)


def is_text(kind: type[Entity], name: str) -> bool:
    """Whether a field is free text, where any text is a value."""
    return name == "due" or _type(kind, name) is str


@cache
def _type(kind: type[Entity], name: str) -> type[Any]:
    names = {**vars(choices), "date": date, "time": time, "datetime": datetime}
    hint = get_type_hints(kind, localns=names)[name]
    plain: type[Any] = next((a for a in get_args(hint) if a is not type(None)), hint)
    return plain


def _read_number(text: str, today: date) -> int | None:
    del today
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise Unreadable(_("This is not a number. It is kept as you wrote it."))
    return int(text)


def _read_day(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    day = parse_day(text, today)
    if day is None:
        raise Unreadable(_("This is not a date yet. It is kept as you wrote it. Try 12.3 or +14."))
    return day


def _read_time(text: str, today: date) -> time | None:
    del today
    if not text.strip():
        return None
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004
        raise Unreadable(_("This is not a time yet. It is kept as you wrote it. Try 9 or 13.30."))
    return time(int(found[1]), int(found[2] or 0))


_READERS: dict[type[Any], Callable[[str, date], Any]] = {
    str: lambda text, today: text,  # noqa: ARG005
    bool: lambda text, today: text == "1",  # noqa: ARG005
    int: _read_number,
    date: _read_day,
    time: _read_time,
}

_RANGES = {"birth_year", "confidence"}


def _check_range(name: str, value: int, today: date) -> None:
    if name == "birth_year" and not _OLDEST_BIRTH_YEAR <= value <= today.year:
        raise Unreadable(_("Write the year of birth with four digits. It is kept as you wrote it."))
    if name == "confidence" and value > 10:  # noqa: PLR2004
        raise Unreadable(_("Write a number from 0 to 10. It is kept as you wrote it."))


