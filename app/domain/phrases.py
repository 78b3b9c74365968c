"""Phrases: texts that stand ready, the centre's and each counsellor's own, behind a shortcut."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain import says
from app.domain.entities import Entity, Kind
from app.domain.permissions import Deed
from app.domain.says import Eyes
from app.domain.voices import Voice
from app.i18n import later

LANGUAGES = ("nb", "nn", "en")
"""The fields with a phrase's texts: one for each language of the paper."""


@dataclass(frozen=True, kw_only=True)
class Phrase(Entity):
    """A text of the centre's, for everybody there. No placeholder is filled in here."""

    abbreviation: str = says.words(Eyes.WORK, later("Shortcut"))
    nb: str = says.words(Eyes.WORK, later("Bokmål"), long=True)
    nn: str = says.words(Eyes.WORK, later("Nynorsk"), long=True)
    en: str = says.words(Eyes.WORK, later("English"), long=True)


@dataclass(frozen=True, kw_only=True)
class OwnPhrase(Entity):
    """A counsellor's own text. Never printed as such, handed over, or shown to a colleague."""

    counsellor_id: str = says.link("counsellor")
    abbreviation: str = says.words(Eyes.SECRET, later("Shortcut"))
    nb: str = says.words(Eyes.SECRET, later("Bokmål"), long=True)
    nn: str = says.words(Eyes.SECRET, later("Nynorsk"), long=True)
    en: str = says.words(Eyes.SECRET, later("English"), long=True)


AnyPhrase = Phrase | OwnPhrase

PHRASE = Kind("phrase", Phrase, later("a phrase"), known_by="abbreviation", needs=Deed.SET_CENTRE)
OWN_PHRASE = Kind(
    "own_phrase",
    OwnPhrase,
    later("a phrase of one’s own"),
    known_by="abbreviation",
    private_to="counsellor_id",
    needs=Deed.WORK_WITH_CASES,
)

_PROSE = frozenset(
    {
        ("plan", "reason"),
        ("plan", "end_goal"),
        ("plan", "next_step"),
        ("activity", "what"),
        ("activity", "detail"),
        ("reminder", "text"),
    }
)
"""Fields of one line in which sentences are written; the others hold names, days and numbers."""
_BEFORE_A_WORD = "([{«\"“'/\N{EN DASH}" + "".join(voice.value for voice in Voice)
"""What may stand close before a word and is no part of it."""
_IN_A_WORD = frozenset("-_'\N{RIGHT SINGLE QUOTATION MARK}\N{SOFT HYPHEN}")
OPENS, _CLOSES = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
)
"""Round what is still to be filled in. Not «…»: the person's own words are quoted so."""
OPEN_MARK = re.compile(f"{OPENS}[^{OPENS}{_CLOSES}\n]*{_CLOSES}")


def takes_phrases(kind: str, name: str, *, long: bool) -> bool:
    """Whether sentences are written in a field of a case, so that phrases are of use there."""
    return long or (kind, name) in _PROSE


def typed_word(before: str, after: str) -> str:
    """Return the whole word that ends at the caret, given its line before and after it.

    Empty where the caret is inside a word, or where there is none: half a word is no shortcut.
    """
    if after and (after[0].isalnum() or after[0] in _IN_A_WORD):
        return ""
    if before[-1:].isspace():
        return ""
    return (before.split() or [""])[-1].lstrip(_BEFORE_A_WORD)


def open_mark(words: str) -> str:
    """Return a mark that says what is still to be filled in."""
    return f"{OPENS}{words.strip()}{_CLOSES}"


def open_marks(text: str) -> tuple[tuple[int, int], ...]:
    """Return where something is still to be filled in: where each mark begins, and ends."""
    return tuple(each.span() for each in OPEN_MARK.finditer(text)) if OPENS in text else ()
