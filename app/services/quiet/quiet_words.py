"""The word lists of the quiet check, read when they are first needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Where something begins and ends in a text."""
_ALTERNATIVES = re.compile(r"[(|)*]|\s+|[^(|)*\s]+")
_SIGNS = {"(": "(?:", "|": "|", ")": ")", "*": r"\w*"}


class _Words(msgspec.Struct, frozen=True):
    """Words to tell, and what is never told; both by written form."""

    words: dict[str, tuple[str, ...]]
    but: dict[str, tuple[str, ...]]


class _File(msgspec.Struct, frozen=True):
    kinds: dict[str, _Words]
    about_money: _Words
    kin: dict[str, tuple[str, ...]]
    whose: dict[str, tuple[str, ...]]
    no_person_before: dict[str, tuple[str, ...]]
    no_person: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    also_words: tuple[str, ...]


@dataclass(frozen=True)
class WordList:
    """Finds the words of a list in a text that is in small letters."""

    words: re.Pattern[str]
    but: re.Pattern[str]

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where the words stand that nothing excuses, however often."""
        found = [each.span() for each in self.words.finditer(text)]
        if not found:
            return
        excused = [each.span() for each in self.but.finditer(text)]
        for start, end in found:
            if not any(start < last and first < end for first, last in excused):
                yield start, end


@dataclass(frozen=True)
class NameWords:
    """What tells that a capitalised word is somebody's name, or that it is none."""

    given: frozenset[str]
    also_words: frozenset[str]
    """Names that are plain words too: only inside a sentence are they taken for names."""
    kin: re.Pattern[str]
    """Ends in front of a word: "sønnen min", "sjefen,"."""
    no_person_before: frozenset[str]
    """After these a name is a place's or a firm's: gate, skole, AS."""
    no_person: frozenset[str]


def in_small_letters(text: str) -> str:
    """Return a text in small letters that is as long as it was, so that places stay the same."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


@cache
def word_list(kind: str) -> WordList:
    """Return the words of a kind of finding; those about money tell what an amount is for."""
    file = _file()
    found = file.about_money if kind == "about_money" else file.kinds[kind]
    return WordList(
        re.compile(_any_of(_both(found.words))),
        re.compile(_any_of(_both(found.but)) if any(found.but.values()) else r"(?!)"),
    )


@cache
def name_words() -> NameWords:
    """Return what names are known by."""
    file = _file()
    kin, whose = _any_of(_both(file.kin)), _any_of(_both(file.whose))
    return NameWords(
        given=frozenset(name for names in file.names.values() for name in names),
        also_words=frozenset(file.also_words),
        kin=re.compile(rf"{kin}(?: {whose})?,? $"),
        no_person_before=frozenset(_both(file.no_person_before)),
        no_person=frozenset(file.no_person),
    )


@cache
def _file() -> _File:
    file = RESOURCES / "reference" / "quiet_words.json"
    return msgspec.json.decode(file.read_bytes(), type=_File)


def _both(words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of both written forms: one writes a bit of each."""
    return tuple(dict.fromkeys(each for form in words.values() for each in form))


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for whole words; longer ones come first, so that a word is told whole."""
    longest_first = sorted(words, key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(_pattern, longest_first))})(?!\w)"


def _pattern(word: str) -> str:
    parts = _ALTERNATIVES.findall(word)
    return "".join(
        _SIGNS.get(each) or (r"\s+" if each.isspace() else re.escape(each)) for each in parts
    )
