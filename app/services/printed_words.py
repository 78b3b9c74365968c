"""The words of a paper: which of them are explained on it, and which letters it cannot show."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from app.services.reference import terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.prints.plan_sheet import Explained


def explained_in(printed: object, spoken: str) -> tuple[Explained, ...]:
    """Return what the long words of a plan mean."""
    from app.prints.plan_sheet import Explained

    found = terms_in("\n".join(_words(printed)))
    return tuple(Explained(each.word[spoken], each.meaning[spoken]) for each in found)


def unprintable_letters(sheet: object) -> str:
    """Return the characters of a sheet's words that its typeface does not have."""
    from app.prints.text import unprintable

    return unprintable(" ".join(_words(sheet)))


def _words(value: Any) -> Iterator[str]:
    """Yield every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _words(getattr(value, each.name))
