"""Whose words a line of a note is: a sign at its start, part of the text.

The sign is what everybody sees on screen and paper, so undo, search, history and notes of an older
Leia need nothing new (model.md 2). A line bears one sign: who said it, or that it was agreed.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from app.domain.choices import PARTY_SHAPES, Party

if TYPE_CHECKING:
    from collections.abc import Iterator


class Voice(Enum):
    """Who said a line, or that the parties agreed on it; the value is its sign."""

    CLIENT = PARTY_SHAPES[Party.CLIENT]
    NAV = PARTY_SHAPES[Party.NAV]
    CENTRE = PARTY_SHAPES[Party.CENTRE]
    OTHER = PARTY_SHAPES[Party.OTHER]
    AGREED = "✓"

    @property
    def party(self) -> Party | None:
        """Who spoke; None where it is what all agreed on."""
        return _PARTIES.get(self)


_PARTIES = {Voice(PARTY_SHAPES[party]): party for party in Party}
_SIGNS = {voice.value: voice for voice in Voice}
SIGN_LENGTH = 2
"""A sign and the space after it, as Qt and Python count them."""


def voice_of(line: str) -> Voice | None:
    """Return whose line it is; None where it bears no sign with a space after it."""
    return _SIGNS.get(line[:1]) if line[1:SIGN_LENGTH] == " " else None


def words_of(line: str) -> str:
    """Return a line without its sign."""
    return line[SIGN_LENGTH:] if voice_of(line) else line


def with_voice(line: str, voice: Voice | None) -> str:
    """Return a line with this sign instead of any other; None takes the sign away."""
    words = words_of(line)
    return f"{voice.value} {words}" if voice else words


def lines_by(text: str, voice: Voice) -> Iterator[str]:
    """Give the words of every line that bears a sign, in order; empty ones are left out."""
    for line in text.splitlines():
        if voice_of(line) == voice and words_of(line).strip():
            yield words_of(line).strip()


def agreed_lines(text: str) -> tuple[str, ...]:
    """Return what all agreed on: the lines with ✓, and no others (model.md 2)."""
    return tuple(lines_by(text, Voice.AGREED))
