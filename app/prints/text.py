"""What a person wrote, made ready for paper: nothing is refused, nothing is lost."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from app.prints.fonts import can_print

REPLACEMENT = "[?]"
"""Stands on paper for signs the typeface lacks; the file still carries what they were."""

_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_HARD_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_HARD_SPACES = "\u2007\u202f"
"""Hold words and sums together as U+00A0 does, but not every typeface has them."""
_WORD_HYPHEN = "\x1e"
"""How Word writes a hyphen that never ends a line; its soft one, U+001F, is seen by nobody."""
_VARIATIONS = range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)


def clean(text: str) -> str:
    """Return the text without what has no place on paper: control signs, lone surrogates.

    A letter the typeface only has in two parts, such as ǩ, comes as those two.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_SIGNS)


def unprintable(text: str) -> str:
    """Return each sign that would be replaced on paper, once, so a window can warn."""
    return "".join(dict.fromkeys(sign for sign in clean(text) if not _known(sign)))


def spelled(text: str) -> list[tuple[str, str]]:
    """Split a clean text into what is printed and, where that differs, what was meant."""
    if all(map(_known, text)):
        return [(text, "")]
    pieces = groupby(text, key=_known)
    return [
        (meant, "") if known else (REPLACEMENT, meant)
        for known, meant in ((known, "".join(signs)) for known, signs in pieces)
    ]


def _known(sign: str) -> bool:
    return sign in " \n" or can_print(sign)


class _Signs(dict[int, str | None]):
    """What each sign becomes, worked out the first time it is met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = _cleaned(chr(code))
        return found


def _cleaned(sign: str) -> str | None:
    kind = unicodedata.category(sign)
    if sign in _LINE_BREAKS:
        return "\n"
    if sign == _WORD_HYPHEN:
        return _HARD_HYPHEN
    if sign in _HARD_SPACES:
        return "\N{NO-BREAK SPACE}"
    if sign == "\t" or (kind == "Zs" and not can_print(sign)):
        return " "
    if kind in {"Cc", "Cf", "Cs"} or any(ord(sign) in marks for marks in _VARIATIONS):
        return None
    parts = unicodedata.normalize("NFD", sign)
    return parts if not can_print(sign) and all(map(can_print, parts)) else sign


_SIGNS = _Signs()
