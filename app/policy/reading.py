"""From what a policy says to the values that hold: one that cannot be used spoils no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app.policy.policy import Export, Finding, Policy, Problem, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES = {field.name: field.type for field in msgspec.structs.fields(Policy)}
_SAFE: dict[str, Any] = {
    # A recipient that is none: without the county's key no vault may be made unseen.
    "recovery_recipients": ("",),
    # Paper for the person is what Leia is for; whatever else was meant stays in the vault.
    "allowed_exports": (Export.PRINT,),
}
"""Where the usual value would be less safe than what the county may have meant."""
_WHOLE_OR_NOTHING = frozenset({"recovery_recipients"})
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SHOWN_LONGEST = 60


def read_values(raw: Mapping[str, object]) -> tuple[Policy, tuple[Finding, ...]]:
    """Return the values that hold, and what is wrong with the others."""
    values, findings = {}, []
    for name, value in raw.items():
        if name not in _TYPES:
            findings.append(Finding(name, Problem.UNKNOWN, _cut(value)))
            continue
        values[name], found = _read(name, value)
        findings += found
    return Policy(**values), tuple(findings)


def _read(name: str, value: object) -> tuple[Any, list[Finding]]:
    read, bad = _fitting(name, value)
    if bad:
        problem = Problem.PARTLY if bad != [value] else Problem.UNUSABLE
        return read, [Finding(name, problem, _cut(bad if problem is Problem.PARTLY else value))]
    wrong = [each for each in _recipients(name, read) if not _RECIPIENT.fullmatch(each.strip())]
    return read, [Finding(name, Problem.NO_KEY, _cut(wrong))] if wrong else []


def _fitting(name: str, value: object) -> tuple[Any, list[object]]:
    """Return what can be used of a value, and what cannot."""
    if _fits(name, value):
        return msgspec.convert(value, _TYPES[name]), []
    items = _items(name, value)
    good = [each for each in items if _fits(name, [each])]
    if items and (good or name not in _SAFE):
        bad = [each for each in items if not _fits(name, [each])]
        return msgspec.convert(good, _TYPES[name]), bad
    return _SAFE.get(name, getattr(Policy(), name)), [value]


def _fits(name: str, value: object) -> bool:
    try:
        read = msgspec.convert(value, _TYPES[name])
    except msgspec.ValidationError:
        return False
    return name != "copy_folders" or all(Path(each).is_absolute() for each in read)


def _items(name: str, value: object) -> list[object]:
    """Return the items of a value that stand for themselves, so that good ones are used alone."""
    if isinstance(value, list) and name not in _WHOLE_OR_NOTHING and _fits(name, []):
        return value
    return []


def _recipients(name: str, read: Any) -> Iterator[str]:
    if name == "recovery_recipients":
        yield from read


def _cut(value: object) -> str:
    text = shown_value(value)
    return text if len(text) <= _SHOWN_LONGEST else f"{text[:_SHOWN_LONGEST]}…"
