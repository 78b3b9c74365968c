"""Words broken into lines. Text is never read as markup, so nothing needs to be escaped."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.prints.fonts import text_width
from app.prints.text import clean, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    font: str
    size: float
    leading: float
    colour: str


class Run(NamedTuple):
    """A piece of text in one style; `meant` is what it stands for, if it is a replacement."""

    text: str
    style: Style
    meant: str = ""

    @property
    def width(self) -> float:
        """How wide the run prints."""
        return text_width(self.text, self.style.font, self.style.size)


Line = tuple[Run, ...]
Word = list[Run]


def paragraphs(text: str, style: Style) -> list[list[Run]]:
    """Split a person's text where they pressed Enter; an empty line gives an empty list."""
    return [
        [Run(printed, style, meant) for printed, meant in spelled(line)] if line.strip() else []
        for line in clean(text).strip().split("\n")
    ]


def runs(text: str, style: Style) -> list[Run]:
    """Return a text as one paragraph, whatever line breaks it holds."""
    words = clean(text).replace("\n", " ")
    return [Run(printed, style, meant) for printed, meant in spelled(words)]


def break_lines(text: Iterable[Run], width: float) -> tuple[Line, ...]:
    """Fill lines of a width with words; a word longer than a line is cut.

    A line that ends between words ends in a space, so a reading machine keeps the words apart.
    """
    filling = _Filling(width)
    for word in _words(text):
        for number, piece in enumerate(_cut(word, width)):
            filling.add(piece, goes_on=number > 0)
    return tuple(_joined(line) for line in (*filling.full, filling.line))


def elided(text: str, style: Style, width: float) -> Line:
    """Return a text as one line; what has no room gives way to an ellipsis, whole words first."""
    words = runs(text, style)
    if sum(run.width for run in words) <= width:
        return tuple(words)
    dots = Run("…", style)
    kept = break_lines(words, width - dots.width)[0]
    last = kept[-1]
    return *kept[:-1], last._replace(text=last.text.rstrip(" ·")), dots


class _Filling:
    """Lines while they are filled."""

    def __init__(self, width: float) -> None:
        self.full: list[Word] = []
        self.line: Word = []
        self._width = width
        self._room = width

    def add(self, word: Word, *, goes_on: bool) -> None:
        """Put a word on the line, or on the next; one that goes on takes no space before it."""
        wide = sum(run.width for run in word)
        space = [Run(" ", self.line[-1].style)] if self.line and not goes_on else []
        gap = sum(run.width for run in space)
        if self.line and (goes_on or gap + wide > self._room + 0.01):
            self.full.append(self.line + space)
            self.line, self._room, space, gap = [], self._width, [], 0.0
        self.line += space + word
        self._room -= gap + wide


def _words(text: Iterable[Run]) -> Iterator[Word]:
    word: Word = []
    for run in text:
        for number, part in enumerate([run.text] if run.meant else run.text.split(" ")):
            if number and word:
                yield word
                word = []
            if part:
                word.append(Run(part, run.style, run.meant))
    if word:
        yield word


def _cut(word: Word, width: float) -> list[Word]:
    if sum(run.width for run in word) <= width:
        return [word]
    pieces: list[Word] = [[]]
    used = 0.0
    for sign in _signs(word):
        wide = sign.width
        if pieces[-1] and used + wide > width and not unicodedata.combining(sign.text[0]):
            pieces.append([])
            used = 0.0
        pieces[-1].append(sign)
        used += wide
    return pieces


def _signs(word: Word) -> Iterator[Run]:
    for run in word:
        if run.meant:
            yield run
        else:
            yield from (Run(sign, run.style) for sign in run.text)


def _joined(line: Word) -> Line:
    whole: Word = []
    for run in line:
        last = whole[-1] if whole else None
        if last is not None and last.style is run.style and not (last.meant or run.meant):
            whole[-1] = Run(last.text + run.text, run.style)
        else:
            whole.append(run)
    return tuple(whole)
