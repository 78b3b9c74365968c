"""How a field's value is written by hand and read back: every field is text while it is edited."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from app.domain.choices import Code
from app.domain.code_sets import Codes
from app.domain.deadlines import due, parse_day
from app.domain.kinds import KINDS, field_said, kind_name, kind_named, kind_of, link_named_in
from app.formats import clock, long_date, weekday_names
from app.i18n import _, later, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.entities import Entity

E = TypeVar("E", bound="Entity")

DUE = "due"
"""An activity's deadline is edited as one field and kept as two: a day, or words."""
_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:,]?(\d{2}))?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_MEETING_DAYS = {("meeting", "day"), ("meeting", "next_meeting"), ("plan", "review_on")}
_SATURDAY = 5


class Unreadable(ValueError):  # noqa: N818 - reads as what happened
    """What was typed is no value of this field; the sentence says why. The text is kept."""


def read(entity: E, name: str, text: str, today: date) -> E:
    """Return the entity with a field set from what was typed; raises `Unreadable`."""
    changes: dict[str, Any]
    joined = kind_of(entity).joined.get(name)
    if joined:
        changes = dict(zip(joined, due(text, today), strict=True))
    else:
        kind = kind_name(entity)
        changes = {name: _read(kind, name, text, today)}
        _check_range(kind, name, changes[name], today)
        link = link_named_in(kind, name)
        if link and changes[name] != getattr(entity, name):
            changes[link] = ""  # whoever it is now, it is not who was chosen
    return replace(entity, **changes)


def shown(entity: Entity, name: str) -> str:
    """Return a field's value as it is written by hand."""
    joined = kind_of(entity).joined.get(name)
    if joined:
        on, in_words = (getattr(entity, each) for each in joined)
        return long_date(on) if on else str(in_words)
    value = getattr(entity, name)
    if value is None or isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, Codes):
        return value.written()
    if isinstance(value, date):
        return long_date(value)
    return str(value)


def remark(entity: Entity, name: str, today: date) -> str:
    """Return what is worth a second look at a value that is fine; mostly nothing."""
    day = getattr(entity, name) if (kind_name(entity), name) in _MEETING_DAYS else None
    if day is None or day < today or day.weekday() < _SATURDAY:
        return ""
    return _("This is a {day}.").format(day=weekday_names()[day.weekday()])


def is_edited(kind: str, name: str) -> bool:
    """Whether a kind has a field of this name that people write in."""
    if name in kind_named(kind).joined:
        return True
    if name not in KINDS[kind].__dataclass_fields__ or field_said(kind, name).quiet:
        return False
    found = type_of(kind, name)
    return found in _READERS or issubclass(found, StrEnum)


@cache
def type_of(kind: str, name: str) -> type[Any]:
    """Return the type of a field's values; where it may be empty, that of the filled-in ones."""
    hint = get_type_hints(KINDS[kind])[name]
    plain: type[Any] = next((a for a in get_args(hint) if a is not type(None)), hint)
    return plain


@cache
def codes_of(kind: str, name: str) -> tuple[Code, ...]:
    """Return the closed list a field's codes come from; empty where it has none."""
    if name not in KINDS[kind].__dataclass_fields__:
        return ()
    found = type_of(kind, name)
    return tuple(found) if issubclass(found, Code) else ()


def _read(kind: str, name: str, text: str, today: date) -> Any:
    found = type_of(kind, name)
    if found in _READERS:
        return _READERS[found](text, today)
    if not issubclass(found, StrEnum):
        raise TypeError(f"nobody writes a {found.__name__} by hand")
    try:
        return found(text)
    except ValueError:
        raise Unreadable(_("This is not one of the choices.")) from None


def _read_number(text: str, today: date) -> int | None:
    del today
    if not text.strip():
        return None
    if not _NUMBER.fullmatch(text.strip()):
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


def _read_text(text: str, today: date) -> str:
    del today
    return text


def _read_several(text: str, today: date) -> Codes:
    del today
    return Codes.read(text)


def _read_tick(text: str, today: date) -> bool:
    del today
    return text == "1"


_READERS: dict[type[Any], Callable[[str, date], Any]] = {
    str: _read_text,
    Codes: _read_several,
    bool: _read_tick,
    int: _read_number,
    date: _read_day,
    time: _read_time,
}


def _check_range(kind: str, name: str, value: Any, today: date) -> None:
    declared = field_said(kind, name)
    low, high = (each(today) if callable(each) else each for each in (declared.low, declared.high))
    if value is None or (low is None and high is None):
        return
    if not (low if low is not None else value) <= value <= (high if high is not None else value):
        words = declared.problem or later(
            "Write a number from {low} to {high}. It is kept as you wrote it."
        )
        raise Unreadable(said(words).format(low=low, high=high))
