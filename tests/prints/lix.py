"""How hard a text is to read, counted as findings on plain language count it."""

import re

LONG = 6
"""A word of more letters is long."""
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def lix(lines: list[str]) -> float:
    """Words a sentence, and how many in a hundred are long; a line of a list is a sentence."""
    sentences = [part for line in lines for part in re.split(r"[.!?:]+", line)]
    counted = [words for words in map(_WORD.findall, sentences) if words]
    words = [word for sentence in counted for word in sentence]
    long = sum(len(word) > LONG for word in words)
    return len(words) / len(counted) + 100 * long / len(words)
