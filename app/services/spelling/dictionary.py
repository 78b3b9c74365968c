"""One language: whether a word is right, and which words may have been meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.services.spelling.affixes import neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.spelling.affixes import Affixes, Rule
    from app.services.spelling.word_store import WordStore

_LONGEST = 64
_FIRST, _LAST, _LONG = 4, 4, 7
"""A word that is joined to another has so many letters; a last one that is long needs no mark."""
_BETWEEN = ("", "s", "e", "-")
"""What joins two Norwegian words."""
_LETTERS = "etarnsilokdgmvpfubhåyøjcæéwzxq"
_MOST = 8


class Dictionary:
    """Knows the forms of the words of a dictionary, and words that are joined of two of them.

    Dictionaries mark few of the words that Norwegian joins freely (karriereveileder), so there
    two right words make one.
    """

    def __init__(self, affixes: Affixes, store: WordStore) -> None:
        self._affixes, self._store = affixes, store
        self.count = store.count
        self._longest_ending = max(map(len, affixes.endings), default=0)
        self._longest_beginning = max(map(len, affixes.beginnings), default=0)
        self._form = lru_cache(20_000)(self._has_form)

    def is_right(self, word: str) -> bool:
        """Whether a word is written right; at the start of a sentence, or in capitals, too."""
        if len(word) > _LONGEST:
            return True
        for sign, other in self._affixes.same:
            word = word.replace(sign, other)
        return any(self._is_form(each) or self._is_joined(each) for each in _written(word))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first; takes a while, so beside."""
        small = word.lower()
        found = dict.fromkeys(each for each in self._near(small) if self._is_form(each))
        if len(found) < _MOST:
            found |= dict.fromkeys(each for each in self._near(small) if self._is_joined(each))
        if not found:
            found = dict.fromkeys(self._two_away(small))
        chosen = list(found)[:_MOST]
        if word[:1].isupper():
            chosen = [each[:1].upper() + each[1:] for each in chosen]
        return tuple(dict.fromkeys(chosen))

    def _has_form(self, word: str) -> frozenset[str] | None:
        """Return the flags of the word that this is a form of; None where it is none."""
        affixes = self._affixes
        entry = self._store.flags(word)
        if entry is not None:
            if affixes.forbidden in entry:
                return None
            if not entry & affixes.hidden:
                return entry
        ended = self._ended(word, None)
        return self._begun(word) if ended is None else ended

    def _begun(self, word: str) -> frozenset[str] | None:
        for prefix, rest in self._without_beginning(word):
            flags = self._store.flags(rest)
            if flags is not None and prefix.flag in flags:
                return flags
            if prefix.crosses:
                ended = self._ended(rest, prefix)
                if ended is not None:
                    return ended
        return None

    def _ended(self, word: str, prefix: Rule | None) -> frozenset[str] | None:
        """Return the flags of the word that this is with an ending, or with two."""
        for ending, stem in self._without_ending(word):
            if prefix is not None and not ending.crosses:
                continue
            wanted = {ending.flag} if prefix is None else {ending.flag, prefix.flag}
            flags = self._store.flags(stem)
            if flags is not None and ending.flag in flags and wanted <= flags | ending.further:
                return flags
            for inner, root in self._without_ending(stem):
                if ending.flag in inner.further:
                    flags = self._store.flags(root)
                    if flags is not None and inner.flag in flags:
                        return flags
        return None

    def _without_ending(self, word: str) -> Iterator[tuple[Rule, str]]:
        endings = self._affixes.endings
        for size in range(min(self._longest_ending, len(word) - 1) + 1):
            cut = len(word) - size
            for rule in endings.get(word[cut:], ()):
                stem = word[:cut] + rule.takes
                if rule.fits_end(stem):
                    yield rule, stem

    def _without_beginning(self, word: str) -> Iterator[tuple[Rule, str]]:
        beginnings = self._affixes.beginnings
        for size in range(1, min(self._longest_beginning, len(word) - 1) + 1):
            for rule in beginnings.get(word[:size], ()):
                stem = rule.takes + word[size:]
                if rule.fits_start(stem):
                    yield rule, stem

    def _is_form(self, word: str) -> bool:
        return self._form(word) is not None

    def _is_joined(self, word: str, *, again: bool = True) -> bool:
        """Whether a word is joined of two right ones, or of three; of three equal letters one goes.

        The last must be marked as one that is joined, or be long: else "mulighetter" were joined
        of "mulig" and "hetter".
        """
        joins = self._affixes.joins
        if not joins:
            return False
        for at in range(len(word) - _LAST, _FIRST - 1, -1):
            last = self._form(word[at:])
            if last is None or (joins not in last and len(word) - at < _LONG):
                continue
            first = word[:at]
            if self._opens(first) or (first[-1] == word[at] and self._opens(first + word[at])):
                return True
            if again and self._is_joined(first.removesuffix("s"), again=False):
                return True
        return False

    def _opens(self, first: str) -> bool:
        """Whether something can be joined to this: a right word, perhaps with s, e or a hyphen."""
        return any(
            self._is_form(first.removesuffix(between))
            for between in _BETWEEN
            if first.endswith(between) and len(first) - len(between) >= _FIRST
        )

    def _near(self, word: str) -> Iterator[str]:
        """Yield what is one slip away: first what is often mistaken, then one letter."""
        for wrong, right in self._affixes.instead:
            at = word.find(wrong.strip("^$"))
            if at >= 0 and wrong:
                yield word[:at] + right + word[at + len(wrong) :]
        yield from neighbours(word)
        for at in range(len(word)):
            if word[at - 1 : at] != word[at]:
                yield word[: at + 1] + word[at:]  # one letter of two
            yield word[:at] + word[at + 1 :]
        for letter in _LETTERS:
            for at in range(len(word) + 1):
                yield word[:at] + letter + word[at:]
                yield word[:at] + letter + word[at + 1 :]

    def _two_away(self, word: str) -> list[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found: list[tuple[float, str]] = []
        for words in self._store.packs():
            near = process.extract(word, words, scorer=OSA.distance, score_cutoff=2, limit=3)
            found += [(distance, each) for each, distance, _place in near]
        return [each for _distance, each in sorted(found)]


def _written(word: str) -> tuple[str, ...]:
    """Return a word as it is written, and as it would be in the middle of a sentence."""
    if word.isupper() and len(word) > 1:
        return word, word.title(), word.lower()
    if word[:1].isupper():
        return word, word[:1].lower() + word[1:]
    return (word,)
