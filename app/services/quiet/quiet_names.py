"""Finds the names of people nobody expected in a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from app.services.quiet.quiet_words import name_words
from app.services.reference import counties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.quiet.quiet_words import Span

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=[^\W\d_])[-’'](?=[^\W\d_]))*")
_SENTENCE_ENDS = '.!?:;\n•–→(«"“✓●■▲◆/'
_ADDRESS = re.compile(r"[.@][a-z0-9]")
"""A name of the web: Finn.no."""
_KIN = 40
"""So far before a name stands what makes it one: "sønnen min"."""
_GENITIVE = re.compile(r"[s’']+$")


class KnownPeople:
    """Whoever may be named: a name of theirs, or part of it, tells of nobody else."""

    def __init__(self, names: Iterable[str]) -> None:
        self._people = frozenset(told for name in names if (told := _parts(_WORD.findall(name))))

    def has(self, words: Iterable[str]) -> bool:
        """Whether these words name one of them; another surname is somebody else's."""
        asked = _parts(words)
        short = frozenset(_GENITIVE.sub("", each) for each in asked)
        return any(
            named <= person or person <= named
            for person in self._people
            for named in (asked, short)
        )


def _parts(words: Iterable[str]) -> frozenset[str]:
    """Return the words of a name in one spelling: Ida-Marie is Ida Marie."""
    return frozenset(part for each in words for part in each.casefold().split("-"))


def strangers(text: str, small: str, known: KnownPeople) -> Iterator[Span]:
    """Yield where somebody is named who is not known; `small` is the text in small letters."""
    words = list(_WORD.finditer(text))
    number = 0
    while number < len(words):
        row = _capitalised_from(text, words, number)
        number += max(len(row), 1)
        follows = words[number].group() if number < len(words) else ""
        found = _named(text, small, row)
        if not found or known.has(each.group() for each in found):
            continue
        if _ADDRESS.match(text, found[-1].end()):
            continue
        gap = text[found[-1].end() : words[number].start()] if follows else "."
        if _is_place(found, follows if not gap.strip() else ""):
            continue
        yield found[0].start(), found[-1].end()


def _capitalised_from(text: str, words: list[re.Match[str]], number: int) -> list[re.Match[str]]:
    """Return the capitalised words that stand side by side from here."""
    row: list[re.Match[str]] = []
    for word in words[number:]:
        beside = not row or text[row[-1].end() : word.start()] in {" ", "\N{NO-BREAK SPACE}"}
        if not (beside and _is_capitalised(word.group())):
            break
        row.append(word)
    return row


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not (len(word) > 1 and word.isupper())


def _named(text: str, small: str, row: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the part of a row of capitalised words that names somebody."""
    if not row:
        return []
    first = row[0].start()
    if name_words().kin.search(small, max(first - _KIN, 0), first):
        return [] if _is_known_word(row[0].group()) else row
    given = next((n for n, each in enumerate(row) if _is_given(each.group())), None)
    if given is None:
        return []
    stands_alone = given == 0 and (len(row) == 1 or _is_known_word(row[1].group()))
    if stands_alone and _is_plain_word(row[0].group()) and _begins_sentence(text, first):
        return []
    return row[given:]


def _is_given(word: str) -> bool:
    names = name_words().given
    first = word.partition("-")[0]
    return word in names or first in names or _GENITIVE.sub("", word) in names


def _is_plain_word(word: str) -> bool:
    also = name_words().also_words
    return word in also or _GENITIVE.sub("", word) in also


def _is_known_word(word: str) -> bool:
    return word in name_words().no_person or word in _places()


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ")
    return not before or before[-1] in _SENTENCE_ENDS


def _is_place(found: list[re.Match[str]], follows: str) -> bool:
    """Whether the name is a firm's, a street's, a school's, or a municipality's."""
    ends = name_words().no_person_before
    told = [part for each in found[1:] for part in each.group().casefold().split("-")]
    told += found[0].group().casefold().split("-")[1:]
    told.append(follows.casefold())
    return found[0].group() in _places() or not ends.isdisjoint(told)


@cache
def _places() -> frozenset[str]:
    """Return the words of the names of municipalities and counties."""
    named = [name for each in counties() for name in (each.name, each.official_name)]
    towns = [town for each in counties() for town in each.municipalities]
    named += [name for each in towns for name in (each.name, each.official_name)]
    return frozenset(_WORD.findall(" ".join(named)))
