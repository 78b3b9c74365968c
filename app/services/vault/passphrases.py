"""Passphrases: six words from our list, or the user's own with an honest word on its strength."""

from __future__ import annotations

import secrets
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import NotFinished
from app.i18n import _
from app.services.reference import passphrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.storage.holders.renewing import NewLock
    from app.storage.keys.keyfiles import KdfCost

SHORTEST = 14
"""Characters an own passphrase needs."""
WORDS = 6
_FAIR_BITS = 45
_GOOD_BITS = 60
_WORD_BITS, _LETTER_BITS, _SIGN_BITS = 11.0, 1.8, 3.0
_MOST_SIGNS = 5
_SHORTEST_NAME = 3


class Strength(StrEnum):
    """How long a passphrase would hold against somebody with the stolen file."""

    TOO_SHORT = "TOO_SHORT"
    WEAK = "WEAK"
    FAIR = "FAIR"
    GOOD = "GOOD"


def generate() -> str:
    """Return six different words drawn by chance: 66 bits, whoever knows the list."""
    return " ".join(secrets.SystemRandom().sample(passphrase_words(), WORDS))


def strength(passphrase: str, known: Sequence[str] = ()) -> Strength:
    """Judge a passphrase low rather than high; `known` are words an attacker would try first."""
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < SHORTEST:
        return Strength.TOO_SHORT
    names = {part for name in known for part in name.lower().split() if len(part) >= _SHORTEST_NAME}
    bits = _bits(text, names)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.GOOD if bits >= _GOOD_BITS else Strength.FAIR


def strength_sentence(found: Strength) -> str:
    """Return what a strength means in practice."""
    return {
        Strength.TOO_SHORT: _("Too short: use at least {n} characters.").format(n=SHORTEST),
        Strength.WEAK: _("Weak: somebody who steals the laptop may guess it within days."),
        Strength.FAIR: _("Fair: guessing it takes years, but a phrase of six words is safer."),
        Strength.GOOD: _("Good: guessing it would take far longer than anybody has."),
    }[found]


def new_lock(passphrase: str, known: Sequence[str], cost: KdfCost | None = None) -> NewLock:
    """Return a passphrase that is good enough, with what a guess of it shall cost.

    Raises NotFinished for a weak one. Without a `cost` the computer is measured, for a second.
    """
    from app.storage.holders.renewing import NewLock
    from app.storage.keys.keyfiles import calibrate

    found = strength(passphrase, known)
    if found in {Strength.TOO_SHORT, Strength.WEAK}:
        raise NotFinished(strength_sentence(found))
    return NewLock(passphrase, cost or calibrate())


def _bits(text: str, known: Iterable[str]) -> float:
    """Count words as draws from a list and other characters as people use them.

    A word of our list is worth its 11 bits, another at most as much, whatever its length; a
    digit or sign inside one 3, and five of them count; a repeated word or a name of the centre
    or the counsellor nothing. A word of our list was not chosen for the name it happens to hold:
    "perrong" says nothing of Per.
    """
    listed = frozenset(passphrase_words())
    seen: set[str] = set()
    bits = 0.0
    for word in text.lower().replace("-", " ").replace("_", " ").split():
        letters = "".join(c for c in word if c.isalpha())
        full = letters in listed
        if word in seen or letters in known or (not full and any(name in word for name in known)):
            continue
        seen.add(word)
        bits += _WORD_BITS if full else min(_WORD_BITS, _LETTER_BITS * len(set(letters)))
        bits += _SIGN_BITS * min(len(set(word) - set(letters)), _MOST_SIGNS)
    return bits
