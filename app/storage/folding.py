"""Names made comparable: for finding, where æ is ae, and for sorting, where æ comes after z."""

from __future__ import annotations

import unicodedata

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
_APOSTROPHES = frozenset("'`\u2018\u2019\u02bc\u00b4\u2032")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014_/.,")
_AFTER_Z = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}  # { | } follow z in ASCII


def fold(name: str) -> str:
    """Return a name the way a hurried person types it: no case, no marks, no punctuation.

    A query folded the same way finds "Áilu Sárá-Biret" by "ailu sara b".
    """
    lowered = unicodedata.normalize("NFC", name).casefold()
    plain = _without_marks(lowered.translate(_PLAIN_LETTERS)).translate(_PLAIN_LETTERS)
    return " ".join(_letters_only(plain).split())


def sort_key(name: str) -> str:
    """Return text whose plain order is Norwegian: æ ø å last, aa as å, other marks ignored."""
    lowered = unicodedata.normalize("NFC", name).casefold().replace("aa", "å")
    parts = [_AFTER_Z.get(letter) or _sortable(letter) for letter in lowered]
    return " ".join(_letters_only("".join(parts)).split())


def _sortable(letter: str) -> str:
    return _without_marks(letter.translate(_PLAIN_LETTERS))


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _letters_only(text: str) -> str:
    kept = ("" if c in _APOSTROPHES else " " if c in _DASHES else c for c in text)
    return "".join(kept)
