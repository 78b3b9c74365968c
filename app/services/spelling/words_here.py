"""Which words of a line are looked at: no names, numbers, signs or addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.kinds import kind_name
from app.domain.own_words import OwnWord
from app.domain.phrases import takes_phrases
from app.domain.says import said_of
from app.paths import RESOURCES
from app.storage.folding import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.folders import Folder
    from app.services.spelling.dictionary import Dictionary

_PIECE = re.compile(r"[^\s/–—…+=()\[\]«»“”\"!?,;:|<>*●■▲◆✓→]+")
"""What stands between spaces and signs."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*-?")
_NO_WORD = re.compile(r"[\d_@\\%§&#]|\w\.\w")
_SENTENCE_ENDS = frozenset('.!?:;–—•●■▲◆✓→«“"(')
_WORDS_OF_NAMES = re.compile(r"[^\W\d_]+")


def words_in(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word begins and ends, and the word.

    A capital in the middle of a sentence begins a name; a word with capitals or figures inside is
    no word of a dictionary. Neither is looked at.
    """
    for piece in _PIECE.finditer(line):
        written = piece.group()
        if len(written) > 1 and written.isalpha():
            start, end = piece.span()
        else:
            word = None if _NO_WORD.search(written) else _WORD.search(written)
            if word is None:
                continue
            start, end = piece.start() + word.start(), piece.start() + word.end()
            written = word.group()
        rest = written[1:]
        if not rest or (rest != rest.lower()):
            continue
        if written[0].isupper() and not _begins_sentence(line, start):
            continue
        yield start, end, written


def _begins_sentence(line: str, at: int) -> bool:
    before = line[:at].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS or before[-1].isdigit()


class Speller:
    """Whether a word is right in a case: by its languages' dictionaries, or known anyhow."""

    def __init__(self, dictionaries: Iterable[Dictionary], known: frozenset[str]) -> None:
        self._dictionaries = tuple(dictionaries)
        self._known = known

    def is_right(self, word: str) -> bool:
        """Whether a word is right, or each part of one with a hyphen."""
        if self._is_known(word):
            return True
        parts = [each for each in word.split("-") if each]
        if len(parts) == 1 and word.endswith("-"):  # "arbeids- og velferdsforvaltning"
            return self._is_known(parts[0]) or self._is_known(parts[0].removesuffix("s"))
        return len(parts) > 1 and all(len(part) == 1 or self._is_known(part) for part in parts)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant."""
        return tuple(
            dict.fromkeys(found for each in self._dictionaries for found in each.suggestions(word))
        )

    def _is_known(self, word: str) -> bool:
        small = word.casefold()
        if small in self._known or re.sub(r"[’']?s$", "", small) in self._known:
            return True
        return any(each.is_right(word) for each in self._dictionaries)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of names, in small letters."""
    return frozenset(word.casefold() for text in texts for word in _WORDS_OF_NAMES.findall(text))


def is_touched_by(words: frozenset[str], word: str) -> bool:
    """Whether a word was right because of one of these, as it is, with an s, or as a part."""
    parts = (word.casefold(), *_WORDS_OF_NAMES.findall(word.casefold()))
    return any(each in words or each.removesuffix("s") in words for each in parts)


def own_words(register: Folder) -> tuple[OwnWord, ...]:
    """Return the words of whoever writes, in the order of the alphabet."""
    return tuple(sorted(register.all(OwnWord), key=lambda each: (sort_key(each.word), each.id)))


def names_in(folder: Folder) -> Iterator[str]:
    """Yield the short texts of a folder: names, places, offices. No prose."""
    for entity in folder.entities.values():
        kind = kind_name(entity)
        for name, told in said_of(type(entity)).items():
            value = getattr(entity, name)
            if (
                isinstance(value, str)
                and not (told.long or told.link or told.secret or told.listed)
                and not takes_phrases(kind, name, long=told.long)
            ):
                yield value


class _File(msgspec.Struct, frozen=True):
    nb: tuple[str, ...]
    nn: tuple[str, ...]
    en: tuple[str, ...]


@cache
def words_beside(language: str) -> frozenset[str]:
    """Return right words of a language that dictionaries lack: of the field, and common ones."""
    content = (RESOURCES / "reference" / "spelling_words.json").read_bytes()
    found: tuple[str, ...] = getattr(msgspec.json.decode(content, type=_File), language)
    return frozenset(each.casefold() for each in found)
