"""What a Hunspell .aff file says: how words are bent, and how they are joined.

Only what the Norwegian and English dictionaries need is read; the rest of a file is passed over.
Conditions are compared letter by letter: no pattern from a file is ever run as one.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from itertools import pairwise

_MOST_RULES = 50_000
_LONGEST_PART = 40
"""No ending, beginning or condition of a language is longer."""


class Broken(ValueError):  # noqa: N818 - says what is wrong
    """A dictionary that cannot be read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One ending or beginning: what it takes away, what it puts there, after which letters."""

    flag: str
    crosses: bool
    """Whether a beginning and an ending may stand at the same word."""
    takes: str
    puts: str
    condition: tuple[tuple[str, bool], ...]
    """Letter by letter: which may stand there, or may not."""
    further: frozenset[str]
    """The flags a word has once it is bent so."""

    def fits_end(self, stem: str) -> bool:
        """Whether a word may get this ending."""
        return self._fits(stem[-len(self.condition) :] if self.condition else "")

    def fits_start(self, stem: str) -> bool:
        """Whether a word may get this beginning."""
        return self._fits(stem[: len(self.condition)])

    def _fits(self, letters: str) -> bool:
        return len(letters) == len(self.condition) and all(
            (letter in wanted) is allowed
            for letter, (wanted, allowed) in zip(letters, self.condition, strict=True)
        )


@dataclass
class Affixes:
    """What was read; rules stand under the letters they put there."""

    encoding: str = "iso8859-1"
    flag_kind: str = ""
    aliases: list[str] = field(default_factory=list)
    endings: dict[str, list[Rule]] = field(default_factory=dict)
    beginnings: dict[str, list[Rule]] = field(default_factory=dict)
    joins: str = ""
    """The flag of words that may be joined; empty where the language joins none."""
    hidden: frozenset[str] = frozenset()
    """Flags of words that are none by themselves."""
    forbidden: str = ""
    instead: list[tuple[str, str]] = field(default_factory=list)
    """Letters that are often mistaken for others."""
    same: list[tuple[str, str]] = field(default_factory=list)
    """Signs that are read as others, such as ’ for '."""
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def flags(self, written: str) -> frozenset[str]:
        """Return the flags that are written behind a word."""
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = self._parsed(written)
        return found

    def _parsed(self, written: str) -> frozenset[str]:
        if self.aliases and written.isascii() and written.isdigit():
            number = int(written[:9])
            written = self.aliases[number - 1] if 0 < number <= len(self.aliases) else ""
        if self.flag_kind == "num":
            return frozenset(written.split(","))
        if self.flag_kind == "long":
            return frozenset(written[at : at + 2] for at in range(0, len(written), 2))
        return frozenset(written)


def read_affixes(content: bytes) -> Affixes:
    """Read an .aff file; raises Broken where it is none."""
    found = Affixes(encoding=_encoding(content))
    try:
        text = content.decode(found.encoding)
    except UnicodeDecodeError:
        raise Broken("not in its encoding") from None
    _Reader(found).read(text)
    return found


def _encoding(content: bytes) -> str:
    for line in content.removeprefix(codecs.BOM_UTF8).splitlines():
        words = line.split()
        if words[:1] == [b"SET"] and len(words) > 1:
            try:
                return codecs.lookup(words[1].decode("ascii", "replace")).name
            except LookupError:
                raise Broken("unknown encoding") from None
    return "iso8859-1"


class _Reader:
    """Reads line by line; a line that makes no sense is passed over."""

    def __init__(self, into: Affixes) -> None:
        self._into = into
        self._crosses: dict[tuple[str, str], bool] = {}
        self._count = 0

    def read(self, text: str) -> None:
        for line in text.removeprefix("\N{BYTE ORDER MARK}").splitlines():
            words = line.split()
            if len(words) < 2 or line.startswith("#"):  # noqa: PLR2004 - a name and a value
                continue
            if words[0] in {"SFX", "PFX"}:
                self._rule(words)
            elif words[0] in {"REP", "ICONV"}:
                self._pair(words)
            else:
                self._setting(words[0], words[1])
        self._into.aliases = self._into.aliases[1:]  # the first tells how many

    def _setting(self, name: str, value: str) -> None:
        into = self._into
        if name == "FLAG":
            into.flag_kind = value
        elif name == "AF":
            into.aliases.append(value)
        elif name in {"COMPOUNDFLAG", "COMPOUNDBEGIN"}:
            into.joins = value
        elif name in {"NEEDAFFIX", "PSEUDOROOT", "ONLYINCOMPOUND"}:
            into.hidden |= {value}
        elif name == "FORBIDDENWORD":
            into.forbidden = value

    def _pair(self, words: list[str]) -> None:
        lists = {"REP": self._into.instead, "ICONV": self._into.same}
        if words[0] in lists and len(words) > 2:  # noqa: PLR2004 - a name and two values
            lists[words[0]].append((words[1].replace("_", " "), words[2].replace("_", " ")))

    def _rule(self, words: list[str]) -> None:
        """Take one rule, or the line before a set of rules, which says whether they cross."""
        kind, flag, *rest = words
        if (kind, flag) not in self._crosses:
            # A set may lack its head: what then stands there as the number is no number.
            if len(rest) == 2 and rest[1].isdigit():  # noqa: PLR2004 - Y and how many
                self._crosses[kind, flag] = rest[0] == "Y"
                return
            self._crosses[kind, flag] = False
        elif len(rest) == 2 and rest[0] in {"Y", "N"} and rest[1].isdigit():  # noqa: PLR2004
            return
        if len(rest) < 2:  # noqa: PLR2004 - what goes and what comes
            return
        self._count += 1
        if self._count > _MOST_RULES or max(map(len, rest[:3])) > _LONGEST_PART:
            raise Broken("more rules, or longer ones, than a language has")
        self._take(kind, flag, rest)

    def _take(self, kind: str, flag: str, rest: list[str]) -> None:
        into = self._into
        puts, _sign, further = rest[1].partition("/")
        rule = Rule(
            flag,
            self._crosses[kind, flag],
            takes="" if rest[0] == "0" else rest[0],
            puts="" if puts == "0" else puts,
            condition=_condition(rest[2]) if len(rest) > 2 else (),  # noqa: PLR2004 - it is third
            further=into.flags(further),
        )
        rules = into.endings if kind == "SFX" else into.beginnings
        rules.setdefault(rule.puts, []).append(rule)


def _condition(written: str) -> tuple[tuple[str, bool], ...]:
    """Return letter by letter what may stand there; a dot is any letter."""
    if written == ".":
        return ()
    found: list[tuple[str, bool]] = []
    rest = written
    while rest:
        if rest[0] == "[":
            inside, closed, rest = rest[1:].partition("]")
            if not closed:
                raise Broken("a bracket that is not closed")
            found.append((inside.removeprefix("^"), not inside.startswith("^")))
        else:
            found.append((rest[0], True) if rest[0] != "." else ("", False))
            rest = rest[1:]
    return tuple(found)


def neighbours(word: str) -> list[str]:
    """Return a word with each two letters beside each other exchanged."""
    return [
        word[:at] + right + left + word[at + 2 :]
        for at, (left, right) in enumerate(pairwise(word))
        if left != right
    ]
