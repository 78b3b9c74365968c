"""The data lists a county words and counts by: stable codes, their words, and how long they hold.

A code that a list does not have, or has no more, is kept, shown as it is and never refused.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.choices import newer_label
from app.domain.templates import worded
from app.paths import RESOURCES
from app.services.county_files import FileProblem, county_folder, protected_files, read_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOLDER = RESOURCES / "reference" / "codes"
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,40}")
"""Several codes of a field are stored with a space between."""


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


class CountyCodes(msgspec.Struct, frozen=True, kw_only=True):
    """What a county changes in one of the lists."""

    id: str
    codes: tuple[ListedCode, ...]


@cache
def _loaded() -> tuple[dict[str, CodeList], tuple[FileProblem, ...]]:
    own, _none = read_files(_FOLDER, CodeList)
    county, problems = protected_files(county_folder() / "codes", CountyCodes)
    lists, odd = with_county({each.id: each for each in own.values()}, county)
    return lists, (*problems, *odd)


def with_county(
    own: Mapping[str, CodeList], county: Mapping[str, CountyCodes]
) -> tuple[dict[str, CodeList], tuple[FileProblem, ...]]:
    """Return the lists with what a county adds, retires and words anew, and what it may not.

    A code that is retired is never used again: it would give another meaning to what is stored.
    """
    lists, problems = dict(own), []
    for file, changed in county.items():
        known = lists.get(changed.id)
        if known is None:
            problems.append(FileProblem(file, "$", changed.id))
            continue
        codes = {each.code: each for each in known.codes}
        for each in changed.codes:
            before = codes.get(each.code)
            is_taken_up_again = before is not None and before.valid_until is not None
            if is_taken_up_again or not _CODE.fullmatch(each.code) or not each.words.get("nb"):
                problems.append(FileProblem(file, "$", each.code or "code"))
            else:
                codes[each.code] = each
        lists[changed.id] = msgspec.structs.replace(known, codes=tuple(codes.values()))
    return lists, tuple(problems)


def code_lists() -> dict[str, CodeList]:
    """Return every list under its name, as fields name it with `listed`."""
    return _loaded()[0]


def code_problems() -> tuple[str, ...]:
    """Return what is wrong with the county's code files, a sentence each."""
    return tuple(each.sentence for each in _loaded()[1])


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
