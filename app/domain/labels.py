"""What each field is called, on screen and in the history alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from app.domain.choices import Code
from app.domain.fields import type_of
from app.domain.kinds import KINDS, field_said, kind_label, kind_named
from app.domain.permissions import Roles
from app.formats import clock, long_date, near_date
from app.i18n import _, said

__all__ = ["field_label", "kind_label", "value_label"]


def field_label(kind: str, name: str) -> str:
    """Return a field's name in the language of the moment; an unknown one keeps its code."""
    if kind not in KINDS:
        return name
    joined = kind_named(kind).joined.get(name)
    return said(field_said(kind, joined[0] if joined else name).label) or name


def value_label(kind: str, name: str, value: object, today: date | None = None) -> str:
    """Return a stored value in words: a code as its label, a date as a date.

    With `today`, a date goes without its year where that is this one.
    """
    if value is None or value == "":
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name not in KINDS[kind].__dataclass_fields__:
        former = kind_named(kind).former.get(name)
        return str(former[1].kept(str(value)).label) if former else str(value)  # of another Leia
    type_ = type_of(kind, name)
    if issubclass(type_, Code):
        return type_.kept(str(value)).label
    try:
        return _READERS[type_](value, today) if type_ in _READERS else str(value)
    except ValueError:
        return str(value)  # a newer Leia writes it in another way


def _dated(value: object, today: date | None) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return near_date(day, today) if today else long_date(day)


def _moment(value: object, today: date | None) -> str:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return f"{_dated(at.date(), today)} {clock(at)}"


def _timed(value: object, today: date | None) -> str:
    del today
    return clock(value if isinstance(value, time) else time.fromisoformat(str(value)))


_READERS: dict[type[Any], Callable[[object, date | None], str]] = {
    date: _dated,
    datetime: _moment,
    time: _timed,
    Roles: lambda value, _today: Roles.read(str(value)).label,
}
