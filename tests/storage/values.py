"""Any entity hypothesis can think of, by the types of its fields."""

from dataclasses import fields
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import get_args, get_type_hints

from hypothesis import strategies as st

from app.domain.code_sets import Codes
from app.domain.kinds import KINDS
from app.domain.permissions import Role, Roles

_ZONES = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
_BY_TYPE = {
    str: st.text(max_size=40),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    bytes: st.binary(min_size=32, max_size=32),
    date: st.dates(),
    time: st.times(),
    datetime: st.datetimes(timezones=st.none() | _ZONES),
    Codes: st.sets(st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)).map(Codes),
    Roles: st.frozensets(st.sampled_from(Role)).map(Roles),
}


def entities(kind, **fixed):
    """Return a strategy for values of a kind in which every field may hold anything."""
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind) if f.name not in {"id", "client_id", *fixed}]
    drawn = {name: _field(hints[name]) for name in names}
    return st.builds(kind, **drawn, **{name: st.just(value) for name, value in fixed.items()})


def _field(hint):
    parts = get_args(hint) or (hint,)
    return st.one_of(*(_part(part) for part in parts))


def _part(part):
    if part is type(None):
        return st.none()
    return st.sampled_from(part) if issubclass(part, StrEnum) else _BY_TYPE[part]


ALL_KINDS = tuple(KINDS.values())
