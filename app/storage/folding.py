"""Names made comparable: for finding, where æ is ae, and for sorting, where æ comes after z."""

from __future__ import annotations

import re
import unicodedata

FOLDED_AS = "2"
"""Which way of folding stored names follow: raise it with any change here that they must follow."""

_PLAIN_LETTERS = str.maketrans(
    {
        "å": "a",
        "ø": "o",
        "æ": "ae",
        "đ": "d",
        "ŋ": "n",
        "ŧ": "t",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ß": "ss",
        "œ": "oe",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ʒ": "z",
        "ǥ": "g",
    }
)
_IN_TWO_LETTERS = str.maketrans({"å": "aa", "ø": "oe", "ö": "oe", "æ": "ae", "ä": "ae"})
_TWO_LETTERS = re.compile("aa+|ae|oe")
_APOSTROPHES = frozenset("'`\u2018\u2019\u00b4\u2032")
_MODIFIERS = ("\u02b0", "\u02ff")
"""Letters that only say how another sounds, such as the prime of Skolt Sámi."""
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014")
_BREAKS = frozenset("_/.,")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Signs that are drawn as nothing, and are letters or marks by their class."""
_SELECTORS = (("\u180b", "\u180f"), ("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
_AFTER_Z = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}  # { | } follow z in ASCII
_LONG = 6
"""From so many letters on, a word may have been written as two: fewer would be found anywhere."""


def fold(name: str) -> str:
    """Return a name the way a hurried person types it: no case, no marks, no punctuation.

    Where two names were joined by a hyphen they are one word, and what cannot be seen is not there.
    """
    return _joined(_words(_lowered(name)))


def findable(name: str) -> str:
    """Return all words a name is found by: as it is folded, with aa, oe, ae, and without them."""
    lowered = _lowered(name)
    in_two = lowered.translate(_IN_TWO_LETTERS)
    ways = (_words(lowered), _words(in_two), _contracted(in_two))
    return " ".join(dict.fromkeys(" ".join(map(_joined, ways)).split()))


def wanted_words(query: str) -> tuple[str, ...]:
    """Return the words of a query that each must be in what `findable` returned.

    With a Norwegian letter anything that may be written in two ways is sought as in one. One of
    `is_long` may also be there as two words.
    """
    lowered = _parted(_lowered(query))
    in_two = lowered.translate(_IN_TWO_LETTERS)
    pairs = zip(lowered.split(), in_two.split(), strict=True)
    ways = (_words(word) if word == two else _contracted(two) for word, two in pairs)
    return tuple(" ".join(ways).split())


def name_words(name: str) -> tuple[str, ...]:
    """Return the parts of a name, each in the one way that all ways of writing it come to."""
    in_two = _parted(_lowered(name)).translate(_IN_TWO_LETTERS)
    return tuple(_contracted(in_two).split())


def is_long(word: str) -> bool:
    """Whether a word of a query is so long that it is sought across the spaces of a name too."""
    return len(word) >= _LONG


def sort_key(name: str) -> str:
    """Return text whose plain order is Norwegian: æ ø å last, aa as å, other marks ignored."""
    lowered = _parted(_lowered(name)).replace("aa", "å")
    parts = [_AFTER_Z.get(letter) or _plain(letter) for letter in lowered]
    return " ".join("".join(parts).split())


def _lowered(name: str) -> str:
    """Return what can be seen of a name, without case."""
    seen = "".join(letter for letter in unicodedata.normalize("NFC", name) if _is_seen(letter))
    return unicodedata.normalize("NFC", seen).casefold()


def _is_seen(letter: str) -> bool:
    if letter.isascii():
        return letter.isprintable() or letter.isspace()
    selects = any(first <= letter <= last for first, last in _SELECTORS)
    hidden = unicodedata.category(letter) in {"Cf", "Cc"} and not letter.isspace()
    return not (hidden or selects or letter in _FILLERS)


def _joined(words: str) -> str:
    """Return a name with its hyphens gone: two names so joined are one."""
    return " ".join("".join(c for c in words if c not in _HYPHENS).split())


def _parted(lowered: str) -> str:
    """Return a name with its hyphens as spaces: each part is looked for by itself."""
    return "".join(" " if letter in _HYPHENS else letter for letter in lowered)


def _contracted(in_two: str) -> str:
    return _TWO_LETTERS.sub(lambda found: found[0][0], _words(in_two))


def _words(lowered: str) -> str:
    return " ".join(_plain(lowered).split())


def _plain(lowered: str) -> str:
    """Return letters without marks, and punctuation as spaces or not at all."""
    letters = "".join(c for c in lowered if not _is_tone(c)).translate(_PLAIN_LETTERS)
    bare = _without_marks(letters).translate(_PLAIN_LETTERS)
    kept = (" " if c in _BREAKS else c for c in bare if c not in _APOSTROPHES)
    return "".join(c for c in kept if not _MODIFIERS[0] <= c <= _MODIFIERS[1])


def _is_tone(letter: str) -> bool:
    """Whether a sign only stands beside letters: an accent by itself becomes a space else."""
    return letter in _APOSTROPHES or unicodedata.category(letter) == "Sk"


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
