"""Who may be the same person: how alike two people's names, telephones and years of birth are.

A pure rule. Names are compared part by part, in any order, each part folded as for finding. What
weighs: parts that are equal or sound alike, a slip of the finger in a part, a part that one of
the two leaves out. A part that other people here bear too is no slip of another: Anna is not Anne.
A year of birth that agrees makes up for one doubt, and one that differs makes one; a telephone
that is the same is enough by itself, for people also write their name anew.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise, permutations
from math import prod
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.domain.choices import Code
from app.i18n import later
from app.storage.folding import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.storage.values.lines import PersonLine

_EQUAL, _SOUNDS, _SLIP, _LETTER, _SLIPS, _OTHER = 1.0, 0.95, 0.9, 0.84, 0.76, 0.6
"""How alike two parts are: the same, sounding so, a slip, a first letter, two slips, another."""
_MIDDLE_LEFT_OUT, _END_LEFT_OUT, _SWAPPED = 0.07, 0.12, 0.01
_COMMON = 0.05
"""What is taken off a shorter name that somebody else may well bear too."""
_MAY_WELL = 0.04
"""How many of the register may bear a name by chance before it counts as common."""
_IN_DISPUTE = 0.3
"""What is taken off where each has a part that the other lacks."""
_SAME_YEAR, _OTHER_YEAR = 0.1, -0.15
_ENOUGH = 0.89
_PARTS = 4
"""So many parts of a name are compared; the others count as left out."""
_DIGITS = 8
"""How long a telephone number is in Norway; a number is known by its last digits."""
_SOUNDS_ALIKE = (
    *(("ph", "f"), ("ck", "k"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dt", "t")),
    *(("hj", "j"), ("hv", "v"), ("ou", "u"), ("ow", "v"), ("ie", "i"), ("ei", "i"), ("sj", "s")),
    *(("sh", "s"), ("sch", "s"), ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"), ("z", "s")),
    *(("y", "i"), ("j", "i")),
)
_TWICE = re.compile(r"(.)\1+")


class Reason(Code):
    """Why somebody may be the same person."""

    BOTH = "BOTH", later("Same phone, and a name like this")
    PHONE = "PHONE", later("Same phone")
    NAME = "NAME", later("Same name")
    NAME_ALIKE = "NAME_ALIKE", later("A name like this")


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """That somebody may be the same person, and why."""

    id: str
    score: float
    """From `_ENOUGH`, and above 1 where more than the name agrees."""
    reason: Reason


class Likenesses:
    """Compares people with those of a register; reading the register costs most."""

    def __init__(self, people: Iterable[PersonLine], words: dict[str, tuple[str, ...]]) -> None:
        """Take everybody to compare with; `words` keeps the parts of names for another time."""
        self._people = tuple(people)
        self._parts = [_parts_of(each.name, words) for each in self._people]
        self._bearers = Counter(part for parts in self._parts for part in set(parts))
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for number, parts in enumerate(self._parts):
            for part in {*parts, *_joined_pairs(parts), *(_sound(part) for part in parts)}:
                self._with[part].append(number)

    def of(self, asked: PersonLine, most: int = 3) -> tuple[Likeness, ...]:
        """Return who may be the same person as somebody, the most alike first; never themselves."""
        parts = _parts_of(asked.name, {})
        phone = phone_digits(asked.phone)
        found = [
            likeness
            for number in self._near(parts) | self._at(phone)
            if (known := self._people[number]).id != asked.id
            and (likeness := self._compared(asked, parts, known, self._parts[number]))
        ]
        return tuple(sorted(found, key=lambda each: (-each.score, each.id))[:most])

    def _near(self, parts: Sequence[str]) -> set[int]:
        """Return who has at least as many parts near those asked for as could be enough."""
        hits: Counter[int] = Counter()
        for part in (*parts, *_joined_pairs(parts)):
            near = {part, _sound(part)}
            slips = process.extract(
                part, self._with.keys(), scorer=OSA.distance, score_cutoff=_slips(part), limit=None
            )
            near.update(word for word, _distance, _key in slips)
            hits.update({number for word in near for number in self._with.get(word, ())})
        least = 2 if len(parts) > 1 else 1
        return {n for n, count in hits.items() if count >= min(least, len(self._parts[n]))}

    def _at(self, phone: str) -> set[int]:
        same = (n for n, each in enumerate(self._people) if phone == phone_digits(each.phone))
        return set(same) if phone else set()

    def _compared(
        self, asked: PersonLine, parts: Sequence[str], known: PersonLine, known_parts: Sequence[str]
    ) -> Likeness | None:
        name = self._name_score(parts, known_parts)
        if phone_digits(asked.phone) and phone_digits(asked.phone) == phone_digits(known.phone):
            reason = Reason.BOTH if name >= _OTHER else Reason.PHONE
            return Likeness(id=known.id, score=1 + max(name, 0.0), reason=reason)
        if name >= _EQUAL - _SWAPPED:
            return Likeness(id=known.id, score=name, reason=Reason.NAME)
        score = name + _year_weight(asked.birth_year, known.birth_year)
        reason = Reason.NAME_ALIKE
        return Likeness(id=known.id, score=score, reason=reason) if score >= _ENOUGH else None

    def _name_score(self, asked: Sequence[str], known: Sequence[str]) -> float:
        """Return how alike two names are, 0 to 1."""
        ways = _ways_to_join(asked, known)
        return max((self._paired(*way) for way in ways), default=0.0)

    def _paired(self, asked: Sequence[str], known: Sequence[str]) -> float:
        short, long = sorted((asked[:_PARTS], known[:_PARTS]), key=len)
        if not short or (len(short) == 1 < len(long)):
            return 0.0  # one name alone is on its way to a whole one
        return max(self._ordered(short, long, order) for order in _orders(long, len(short)))

    def _ordered(self, short: Sequence[str], long: Sequence[str], order: Sequence[int]) -> float:
        """Return how alike a name and one as long or longer are, with its parts in an order."""
        pairs = [(one, long[place]) for one, place in zip(short, order, strict=True)]
        alike = [self._alike(*pair) for pair in pairs]
        score = sum(alike) / len(alike)
        if min(alike) < _OTHER:
            score -= _IN_DISPUTE
        if list(order) != sorted(order):
            score -= _SWAPPED
        if len(short) < len(long):
            score -= _MIDDLE_LEFT_OUT if {0, len(long) - 1} <= set(order) else _END_LEFT_OUT
            score -= _COMMON if self._by_chance(pairs) else 0.0
        return score

    def _by_chance(self, pairs: Sequence[tuple[str, str]]) -> bool:
        """Whether so many others bear each part that another may well bear them all."""
        count = len(self._people)
        shares = [(max(self._bearers[part] for part in pair) - 1) / count for pair in pairs]
        return prod(shares) * count > _MAY_WELL

    def _alike(self, one: str, other: str) -> float:
        """Return how alike two parts are; what others bear too is no slip of the finger."""
        if one == other:
            return _EQUAL
        if _sound(one) == _sound(other):
            return _SOUNDS
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) == 1:
            return _LETTER if longer.startswith(shorter) else 0.0
        distance = OSA.distance(one, other, score_cutoff=2)
        if distance > max(_slips(one), _slips(other)):
            return 0.0
        if self._is_borne(one) and self._is_borne(other):
            return _OTHER
        return _SLIP if distance == 1 else _SLIPS

    def _is_borne(self, part: str) -> bool:
        """Whether several people here bear a name, so that it is one."""
        return self._bearers[part] > 1


def phone_digits(phone: str) -> str:
    """Return what a telephone is known by: its last eight digits; nothing of fewer."""
    digits = re.sub(r"\D", "", phone)
    return digits[-_DIGITS:] if len(digits) >= _DIGITS else ""


def _parts_of(name: str, kept: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if name not in kept:
        kept[name] = name_words(name)
    return kept[name]


def _sound(part: str) -> str:
    """Return a part as it sounds, roughly: Christin as Kristin, Hanssen as Hansen."""
    for written, said in _SOUNDS_ALIKE:
        part = part.replace(written, said)
    return _TWICE.sub(r"\1", part)


def _slips(part: str) -> int:
    """Return how many slips a part can have and still be itself: none in a very short one."""
    return 0 if len(part) < 3 else 1 if len(part) < 7 else 2  # noqa: PLR2004 - lengths of names


def _joined_pairs(parts: Sequence[str]) -> Iterator[str]:
    return (one + other for one, other in pairwise(parts))


def _ways_to_join(
    asked: Sequence[str], known: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield both names as they are, and with two parts as one that the other has as one."""
    yield asked, known
    for here, there, turned in ((asked, known, False), (known, asked, True)):
        for place, pair in enumerate(_joined_pairs(here)):
            if any(OSA.distance(pair, part, score_cutoff=2) <= _slips(pair) for part in there):
                joined = (*here[:place], pair, *here[place + 2 :])
                yield (there, joined) if turned else (joined, there)


def _orders(parts: Sequence[str], count: int) -> Iterator[tuple[int, ...]]:
    return permutations(range(len(parts)), count)


def _year_weight(asked: int | None, known: int | None) -> float:
    if asked is None or known is None:
        return 0.0
    if asked == known:
        return _SAME_YEAR
    return _OTHER_YEAR if abs(asked - known) > 1 else 0.0
