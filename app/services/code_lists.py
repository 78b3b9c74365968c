"""The data lists a county words and counts by: stable codes, their words, and how long they hold.

A code that a list does not have, or has no more, is kept, shown as it is and never refused.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.choices import newer_label
from app.domain.templates import worded
from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER = RESOURCES / "reference" / "codes"


class ListedCode(msgspec.Struct, frozen=True, kw_only=True):
    """One code of a list; it is never used again for something else."""

    code: str
    words: dict[str, str]
    valid_from: date
    valid_until: date | None

    @property
    def label(self) -> str:
        """What it is called in the language of the moment."""
        return worded(self.words)

    def holds_on(self, day: date) -> bool:
        """Whether it is offered on a day; what is stored with it stays as it is."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class CodeList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of codes in the order they are offered."""

    id: str
    source: str
    verified: bool
    checked_on: date
    codes: tuple[ListedCode, ...]


@cache
def code_lists() -> dict[str, CodeList]:
    """Return every list under its name, as fields name it with `listed`."""
    files = sorted(_FOLDER.glob("*.json"))
    lists = (msgspec.json.decode(file.read_bytes(), type=CodeList) for file in files)
    return {each.id: each for each in lists}


def offered(name: str, day: date) -> tuple[ListedCode, ...]:
    """Return the codes of a list that are offered on a day."""
    return tuple(each for each in code_lists()[name].codes if each.holds_on(day))


def code_label(name: str, code: str) -> str:
    """Return what a stored code is called; one the list lacks says so."""
    found = (each for each in code_lists()[name].codes if each.code == code)
    known = next(found, None)
    return known.label if known else newer_label(code)


def codes_label(name: str, codes: Iterable[str]) -> str:
    """Return what several stored codes are called, in the order of the list."""
    order = {each.code: place for place, each in enumerate(code_lists()[name].codes)}
    ordered = sorted(codes, key=lambda code: (order.get(code, len(order)), code))
    return ", ".join(code_label(name, code) for code in ordered)
