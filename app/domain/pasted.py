"""What other programs put into a text, as words: signs of Word, line breaks in a line."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029\ufdd0\ufdd1]")
"""What ends a line elsewhere; Word's own line break is a vertical tab, Qt's frames are U+FDD0."""
_SIGNS_OF_WORD = str.maketrans({"\x1e": "\N{NON-BREAKING HYPHEN}", "\x1f": "\N{SOFT HYPHEN}"})
_BREAKS_IN_LINE = re.compile(" *[\t\n]+[ \t\n]*")


def plain_words(text: str) -> str:
    """Return what was copied as plain text: every line break is one, Word's hyphens are hyphens."""
    return _LINE_BREAK.sub("\n", text).translate(_SIGNS_OF_WORD)


def one_line(text: str) -> str:
    """Return plain words in which line breaks and tabs are one space; at the ends they are nothing.

    Spaces that somebody typed stay as they are, hard ones too.
    """
    if text.isprintable():
        return text  # most are, at each key
    return _BREAKS_IN_LINE.sub(" ", plain_words(text).strip("\t\n"))
