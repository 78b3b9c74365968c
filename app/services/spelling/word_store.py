"""The words of a dictionary, packed: some five megabytes for 330,000 words, where objects take 60.

They are filled in a loop that gives way to the window, so that it never waits while one is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from app.services.spelling.affixes import Broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.spelling.affixes import Affixes

_PACKS = 4096
_MOST_WORDS = 3_000_000
_LONGEST_LINE = 400
_SLASH = "\N{SYMBOL FOR UNIT SEPARATOR}"


class WordStore:
    """Finds the flags of a word."""

    def __init__(self, lines: Iterable[bytes], affixes: Affixes) -> None:
        """Pack the lines of a .dic file; raises Broken where it is none."""
        self._affixes = affixes
        packs: list[list[bytes]] = [[] for _pack in range(_PACKS)]
        self.count = 0
        for line in lines:
            packed = self._packed(line)
            if packed is not None:
                self.count += 1
                packs[crc32(packed[0]) % _PACKS].append(b"\t".join(packed))
            if self.count > _MOST_WORDS:
                raise Broken("more words than a language has")
        if not self.count:
            raise Broken("no words")
        self._packs = [b"\n" + b"\n".join(pack) + b"\n" for pack in packs]

    def flags(self, word: str) -> frozenset[str] | None:
        """Return the flags of a word, those of its namesakes too; None where it is not there."""
        asked = word.encode()
        pack, sought = self._packs[crc32(asked) % _PACKS], b"\n" + asked + b"\t"
        at = pack.find(sought)
        if at < 0:
            return None
        found: frozenset[str] = frozenset()
        while at >= 0:
            start = at + len(sought)
            end = pack.find(b"\n", start)
            found |= self._affixes.flags(pack[start:end].decode())
            at = pack.find(sought, end)
        return found

    def packs(self) -> Iterator[list[str]]:
        """Yield all words, a few at a time."""
        for pack in self._packs:
            yield [line.partition("\t")[0] for line in pack.decode().split("\n") if line]

    def _packed(self, line: bytes) -> tuple[bytes, bytes] | None:
        if len(line) > _LONGEST_LINE:
            return None
        try:
            text = line.decode(self._affixes.encoding).strip()
        except UnicodeDecodeError:
            raise Broken("not in its encoding") from None
        text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\\/", _SLASH).partition("\t")[0]
        word, _sign, flags = text.partition("/")
        word, flags = word.replace(_SLASH, "/"), flags.split(" ")[0]
        if not word or word.isdigit() or " " in word:
            return None
        return word.encode(), flags.encode()
