"""What a page is made of: texts, and rows of texts side by side. Each can be cut in two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.prints.lines import Run, break_lines, paragraphs, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.prints.lines import Line, Style
    from app.prints.structure import Tag
    from app.prints.tagging import TaggedCanvas

BASELINE = 0.74
"""Where a line of text stands in its leading."""
_WHOLE = 140.0
"""A row up to this height moves to the next page rather than being cut."""


class Block(Protocol):
    """A piece of a document that knows its height and how to be cut."""

    @property
    def space_before(self) -> float:
        """The gap to what stands above, unless it stands first on a page."""

    @property
    def keep(self) -> float:
        """How much of what follows must fit on the same page."""

    @property
    def repeated(self) -> Row | None:
        """What is drawn again above this when it starts a page, such as a table's headings."""

    @property
    def height(self) -> float:
        """How much room it takes."""

    def cut(self, room: float) -> tuple[Block | None, Block]:
        """Return what fits in the room, if anything does, and the rest."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it below `top`."""


@dataclass(frozen=True)
class Text:
    """Lines of one paragraph."""

    tag: Tag
    lines: tuple[Line, ...]
    leading: float
    space_before: float = 0.0
    keep: float = 0.0
    right: float = 0.0
    """The width the lines are pushed to the right side of; zero leaves them left."""
    repeated: Row | None = None

    @property
    def height(self) -> float:
        """How much room the lines take."""
        return len(self.lines) * self.leading

    def cut(self, room: float) -> tuple[Text | None, Text]:
        """Cut between two lines, leaving no single line alone where that can be helped."""
        fits = min(int(room / self.leading), len(self.lines))
        if fits == len(self.lines) - 1 and fits > 2:  # noqa: PLR2004
            fits -= 1
        if fits < min(2, len(self.lines)):
            return None, self
        rest = replace(self, lines=self.lines[fits:], space_before=0.0)
        return replace(self, lines=self.lines[:fits]), rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw every line as one marked piece."""
        with canvas.tagged(self.tag):
            for number, line in enumerate(self.lines):
                y = top - (number + BASELINE) * self.leading
                canvas.draw_line(line, x + self._indent(line), y)

    def _indent(self, line: Line) -> float:
        if not self.right:
            return 0.0
        wide = sum(run.width for run in line)
        space = Run(" ", line[-1].style).width if line and line[-1].text.endswith(" ") else 0.0
        return self.right - wide + space


@dataclass(frozen=True)
class Look:
    """How a row is decorated: room inside, ground, bar, border, and the rule below."""

    above: float = 0.0
    below: float = 0.0
    ground: str = ""
    bar: str = ""
    border: str = ""
    has_rule: bool = False


@dataclass(frozen=True)
class Cell:
    """Texts below each other in a row, `x` from its left side."""

    x: float
    texts: tuple[Block, ...]

    @property
    def height(self) -> float:
        """How much room the texts take."""
        gaps = sum(text.space_before for text in self.texts[1:])
        return sum(text.height for text in self.texts) + gaps

    def cut(self, room: float) -> tuple[Cell, Cell]:
        """Return the texts that fit and the rest; either may be empty."""
        for number, text in enumerate(self.texts):
            room -= text.space_before if number else 0.0
            if text.height > room:
                head, tail = text.cut(room)
                fits = self.texts[:number] + ((head,) if head else ())
                return Cell(self.x, fits), Cell(self.x, (tail, *self.texts[number + 1 :]))
            room -= text.height
        return self, Cell(self.x, ())

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the texts below each other."""
        for number, text in enumerate(self.texts):
            top -= text.space_before if number else 0.0
            text.draw(canvas, x + self.x, top)
            top -= text.height


@dataclass(frozen=True)
class Row:
    """Cells side by side, in a box or above a rule if its look says so."""

    cells: tuple[Cell, ...]
    width: float
    look: Look = Look()
    space_before: float = 0.0
    keep: float = 0.0
    repeated: Row | None = None

    @property
    def height(self) -> float:
        """How much room the highest cell and the padding take."""
        inside = max((cell.height for cell in self.cells), default=0.0)
        return inside + self.look.above + self.look.below

    def cut(self, room: float) -> tuple[Row | None, Row]:
        """Cut every cell at the same height; a low row stays whole."""
        if self.height <= _WHOLE:
            return None, self
        pieces = [cell.cut(room - self.look.above - self.look.below) for cell in self.cells]
        if not any(head.texts for head, _ in pieces):
            return None, self
        head = replace(
            self, cells=tuple(head for head, _ in pieces), look=replace(self.look, has_rule=False)
        )
        tail = replace(self, cells=tuple(tail for _, tail in pieces), space_before=0.0)
        return head, tail

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the decoration, then the cells from left to right."""
        look = self.look
        if look.ground or look.bar or look.border or look.has_rule:
            with canvas.artifact():
                self._decorate(canvas, x, top - self.height)
        for cell in self.cells:
            cell.draw(canvas, x, top - look.above)

    def _decorate(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        look = self.look
        if look.ground:
            canvas.setFillColor(look.ground)
            canvas.rect(x, y, self.width, self.height, stroke=0, fill=1)
        if look.bar:
            canvas.setFillColor(look.bar)
            canvas.rect(x, y, 4.5, self.height, stroke=0, fill=1)
        if look.border:
            canvas.setStrokeColor(look.border)
            canvas.setLineWidth(1.5)
            canvas.roundRect(x, y, self.width, self.height, 4.5, stroke=1, fill=0)
        if look.has_rule:
            canvas.rule(x, y, self.width)


@dataclass(frozen=True)
class Drawing:
    """Something a function draws below a point; never cut."""

    height: float
    paint: Callable[[TaggedCanvas, float, float], None]
    space_before: float = 0.0
    keep: float = 0.0
    repeated: Row | None = None

    def cut(self, room: float) -> tuple[None, Drawing]:
        """Stay whole."""
        del room
        return None, self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Let the function draw."""
        self.paint(canvas, x, top)


def again(row: Row) -> Drawing:
    """Return a row as it is drawn once more at the top of a page, for the eye only."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact("Pagination"):
            row.draw(canvas, x, top)

    return Drawing(row.height, paint)


def tightened(block: Block, air: float) -> Block:
    """Return a block with so much of its usual air, around it and inside it."""
    if isinstance(block, Row):
        look = replace(block.look, above=block.look.above * air, below=block.look.below * air)
        cells = tuple(
            replace(cell, texts=tuple(tightened(each, air) for each in cell.texts))
            for cell in block.cells
        )
        return replace(block, look=look, cells=cells, space_before=block.space_before * air)
    if isinstance(block, Text):
        return replace(block, space_before=block.space_before * air)
    return block


def text(tag: Tag, words: str | Iterable[Run], style: Style, width: float) -> Text:
    """Lay out one paragraph."""
    pieces = runs(words, style) if isinstance(words, str) else words
    return Text(tag, break_lines(pieces, width), style.leading)


def own_words(tag: Tag, words: str, style: Style, width: float) -> tuple[Text, ...]:
    """Lay out a person's text: a paragraph for each line they wrote, as far apart as they were."""
    found: list[Text] = []
    gap = 0.0
    for line in paragraphs(words, style):
        if line:
            lines = break_lines(line, width)
            found.append(Text(tag.child("P"), lines, style.leading, space_before=gap))
            gap = 0.0
        else:
            gap = style.leading / 2
    return tuple(found)
