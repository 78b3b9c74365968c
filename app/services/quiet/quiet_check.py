"""Finds what is worth a second look in a text that is about to leave the house.

It never refuses anything. It finds numbers by their control digits, and words and names by lists
that are data; what it misses is as likely as what it tells for nothing, so it only ever asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.checks import account_numbers, identity_numbers
from app.i18n import Words, later, plater, said
from app.services.case.undo_steps import FieldKey
from app.services.quiet.outgoing import Outgoing
from app.services.quiet.quiet_names import KnownPeople, strangers
from app.services.quiet.quiet_words import in_small_letters, word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.services.quiet.quiet_words import Span

_AMOUNT = re.compile(
    r"(?<![\d.,/:-])(?:kr\.?\s?|nok\s?)?"
    r"(?P<number>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{3,6})(?P<rest>,\d\d)?"
    r"(?P<coin>\s?(?:kroner|kronar|kr\b|nok\b|tusen\b|,-|:-))?(?![\d/:]|[ .]\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE_END = re.compile(r"\n|[.!?…](?=\s+\W*[A-ZÆØÅÁČĐŊŠŽ])")


class Concern(Enum):
    """Why something is worth a second look."""

    IDENTITY = "identity"
    ACCOUNT = "account"
    HEALTH = "health"
    SPECIAL = "special"
    NAME = "name"
    MONEY = "money"

    @property
    def label(self) -> str:
        """What it is called in a list."""
        return said(_TOLD[self][0])

    @property
    def sentence(self) -> str:
        """Why one might take it out, in a plain sentence."""
        return said(_TOLD[self][1])


_TOLD: dict[Concern, tuple[Words, Words]] = {
    Concern.IDENTITY: (
        later("National identity number"),
        later("Leia has no place for it, and nobody needs it to read a plan."),
    ),
    Concern.ACCOUNT: (
        later("Account number"),
        later("This looks like a bank account. It can be given in another way."),
    ),
    Concern.HEALTH: (
        plater("what a text tells of", "Health"),
        later("This tells of health. It is the client’s choice whether others read it."),
    ),
    Concern.SPECIAL: (
        plater("what a text tells of", "Sensitive"),
        later(
            "This may tell of faith, origin, whom one loves, a union, crime or hard times at home. "
            "It is the client’s choice whether others read it."
        ),
    ),
    Concern.NAME: (
        later("Somebody’s name"),
        later("This may be somebody who does not know that they are named."),
    ),
    Concern.MONEY: (
        plater("what a text tells of", "Money"),
        later("This tells of benefits or debt. A plan does well without it."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something worth a second look: what, and where."""

    concern: Concern
    key: FieldKey
    start: int
    length: int
    text: str
    """The whole text it stands in."""
    at: int = 0
    """Where in its field that text begins."""

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.start + self.length]

    @property
    def sentence(self) -> tuple[str, str, str]:
        """The sentence they stand in: what comes before, the words, what comes after."""
        end = self.start + self.length
        before = [each.end() for each in _SENTENCE_END.finditer(self.text, 0, self.start + 1)]
        first = max((each for each in before if each <= self.start), default=0)
        last = next((e.start() for e in _SENTENCE_END.finditer(self.text, end)), len(self.text))
        stop = self.text[last : last + 1].strip()
        return self.text[first : self.start].lstrip(), self.words, self.text[end:last] + stop


def findings(texts: Iterable[Outgoing], known: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return what is worth a second look in some texts, in their order; `known` may be named."""
    people = KnownPeople(known)
    return tuple(
        Finding(
            concern=concern,
            key=each.key,
            start=start,
            length=end - start,
            text=each.text,
            at=each.at,
        )
        for each in texts
        for concern, (start, end) in sorted(_found(each.text, people), key=_place)
    )


def without(found: Finding, text: str) -> str:
    """Return a field's text without the words that were found, and without the gap they leave."""
    start = found.at + found.start
    before, after = text[:start], text[start + found.length :]
    if before.endswith(" ") and (not after or after[0] in " .,;:!?)\n"):
        before = before[:-1]
    elif (not before or before.endswith("\n")) and after.startswith(" "):
        after = after[1:]
    return before + after


def load_lists() -> None:
    """Read the lists, which takes some hundredths of a second, before they are wanted."""
    findings([Outgoing(FieldKey("", ""), "100 Å")])


def _place(found: tuple[Concern, Span]) -> Span:
    return found[1]


def _found(text: str, people: KnownPeople) -> Iterator[tuple[Concern, Span]]:
    small = in_small_letters(text)
    numbers = {
        **dict.fromkeys(_where(account_numbers(text), text), Concern.ACCOUNT),
        **dict.fromkeys(_where(identity_numbers(text), text), Concern.IDENTITY),
    }
    yield from ((concern, span) for span, concern in numbers.items())
    for concern in (Concern.HEALTH, Concern.SPECIAL, Concern.MONEY):
        yield from ((concern, span) for span in word_list(concern.value).spans(small))
    yield from ((Concern.MONEY, span) for span in _amounts(small, list(numbers)))
    yield from ((Concern.NAME, span) for span in strangers(text, small, people))


def _where(found: Iterable[str], text: str) -> Iterator[Span]:
    """Yield where some numbers stand, as often as they do."""
    for number in found:
        yield from (each.span() for each in re.finditer(re.escape(number), text))


def _amounts(small: str, numbers: Sequence[Span]) -> Iterator[Span]:
    """Yield the amounts in sentences that tell of benefits or debt."""
    about = list(word_list("about_money").spans(small)) if any(map(str.isdigit, small)) else []
    if not about:
        return
    for first, last in _sentences(small):
        if not any(first <= start < last for start, _end in about):
            continue
        for each in _AMOUNT.finditer(small, first, last):
            start, end = each.span()
            is_other = any(start < after and before < end for before, after in numbers)
            if not is_other and (each["coin"] or _is_plain_amount(each)):
                yield start, end


def _is_plain_amount(found: re.Match[str]) -> bool:
    """Whether a bare number is large enough, and no year."""
    number = found["number"]
    if found[0].startswith(("kr", "nok")):
        return True
    return not _YEAR.fullmatch(number) and len(re.sub(r"\D", "", number)) > 3  # noqa: PLR2004


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for end in re.finditer(r"\n|[.!?…](?=\s)", text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)
