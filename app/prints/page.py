"""One frame for every document: A4, margins, running head, foot, draft mark, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4

from app.formats import joined
from app.i18n import _, pgettext
from app.prints.blocks import Cell, Drawing, Look, Row, Text, again, text, tightened
from app.prints.lines import elided, runs
from app.prints.styles import FOOT, PRACTICE, SMALL, SMALL_STRONG, SUN, SUN_GROUND, WARNING
from app.prints.tagging import TaggedCanvas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.prints.blocks import Block
    from app.prints.lines import Style
    from app.prints.structure import Tag

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 48.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
_FIRST_TOP = PAGE_HEIGHT - 42
_NEXT_TOP = PAGE_HEIGHT - 58
_BOTTOM = 52.0
_FOOT = 42.0
_PRACTICE = 16.0


@dataclass(frozen=True)
class Frame:
    """What stands around a document's text, the same on each page."""

    title: str
    language: str
    running: str
    """Stands at the top of every page but the first, so that loose sheets find each other."""
    foot: str = ""
    version: str = ""
    later: str = ""
    """Said at the foot of every page but the first, whose top says it."""
    is_draft: bool = False
    is_practice: bool = False
    """Whether all that is on it is invented; then each page says so."""


_AFTER_FRONT = 12.0
_AIR = (1.0, 0.8, 0.65, 0.5)
"""How much of the usual air a first page may give up before it goes on to another."""

Placed = tuple["Block", float]


class Paper:
    """A document while it is put together: blocks are added in reading order."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._canvas = TaggedCanvas(frame.title, frame.language)
        self._practice = self.root.child("P") if frame.is_practice else None
        self._blocks: list[Block] = [_banner(self.root)] if frame.is_draft else []
        self._front = 0

    @property
    def root(self) -> Tag:
        """The whole document in the structure tree."""
        return self._canvas.root

    def add(self, *blocks: Block) -> None:
        """Put blocks below what is there."""
        self._blocks += blocks

    def end_front(self) -> None:
        """Keep what is there by itself on the first page, unless all that follows fits there too.

        It gives up some of its air rather than going on to a second page.
        """
        self._front = len(self._blocks)
        self.add(Drawing(0.0, lambda _canvas, _x, _top: None, space_before=_AFTER_FRONT))

    def finish(self) -> bytes:
        """Break the blocks into pages, draw them and return the file."""
        pages = _paged(self._blocks, self._front)
        said = self.root.child("P") if self._frame.foot else None
        for number, page in enumerate(pages, 1):
            self._draw_head(number)
            for block, top in page:
                block.draw(self._canvas, MARGIN, top)
            self._draw_foot(number, len(pages), said)
            self._canvas.showPage()
        return self._canvas.finish()

    def _draw_head(self, number: int) -> None:
        self._draw_practice(number)
        if number == 1:
            return
        with self._canvas.artifact("Pagination"):
            width = WIDTH * (0.7 if self._frame.is_draft else 1.0)
            head = Text(self.root, (elided(self._frame.running, SMALL, width),), SMALL.leading)
            head.draw(self._canvas, MARGIN, PAGE_HEIGHT - 36)
            if self._frame.is_draft:
                mark = _right(self.root, pgettext("on paper", "DRAFT"), SMALL_STRONG)
                mark.draw(self._canvas, MARGIN, PAGE_HEIGHT - 36)

    def _draw_practice(self, number: int) -> None:
        """Say on every page that it is practice; a reader hears it once, before all else."""
        if self._practice is None:
            return
        line = text(self._practice, _("Practice – invented, not for use"), PRACTICE, WIDTH)
        if number == 1:
            line.draw(self._canvas, MARGIN, PAGE_HEIGHT - _PRACTICE)
        else:
            with self._canvas.artifact("Pagination"):
                line.draw(self._canvas, MARGIN, PAGE_HEIGHT - _PRACTICE)

    def _draw_foot(self, number: int, pages: int, said: Tag | None) -> None:
        canvas, frame = self._canvas, self._frame
        where = _("Page {number} of {pages}").format(number=number, pages=pages)
        mark = _right(self.root, joined((where, frame.version)))
        with canvas.artifact("Pagination"):
            canvas.rule(MARGIN, _FOOT, WIDTH)
            mark.draw(canvas, MARGIN, _FOOT - 5)
            if number > 1 and frame.later:
                text(self.root, frame.later, FOOT, WIDTH / 2).draw(canvas, MARGIN, _FOOT - 5)
        if said is None:
            return
        room = WIDTH - sum(run.width for run in mark.lines[0]) - 10
        words = text(said, frame.foot, FOOT, room)
        if number == 1:
            words.draw(canvas, MARGIN, _FOOT - 5)
        else:
            with canvas.artifact("Pagination"):
                words.draw(canvas, MARGIN, _FOOT - 5)


def _right(tag: Tag, words: str, style: Style = FOOT) -> Text:
    return Text(tag, (tuple(runs(words, style)),), style.leading, right=WIDTH)


def _banner(root: Tag) -> Row:
    words = _("DRAFT: this is not finished, and may still change.")
    look = Look(above=6, below=7, ground=SUN_GROUND, bar=SUN)
    cell = Cell(18, (text(root.child("P"), words, WARNING, WIDTH - 36),))
    return Row((cell,), WIDTH, look)


class _Pages:
    """Pages while they are filled."""

    def __init__(self, top: float) -> None:
        self.done: list[list[Placed]] = [[]]
        self._top = top
        self._is_fresh = True

    def place(self, block: Block) -> Block | None:
        """Put a block where it fits and return what must go on the next page."""
        gap = 0.0 if self._is_fresh else block.space_before
        room = self._top - gap - _BOTTOM
        if block.height + (0.0 if self._is_fresh else block.keep) <= room:
            self._put(block, gap)
            return None
        head, rest = (None, block) if block.keep and not self._is_fresh else block.cut(room)
        if head is not None:
            self._put(head, gap)
        elif self._is_fresh:
            raise ValueError("a block is higher than a page and cannot be cut")
        self._turn(rest)
        return rest

    def _put(self, block: Block, gap: float) -> None:
        self.done[-1].append((block, self._top - gap))
        self._top -= gap + block.height
        self._is_fresh = False

    def _turn(self, first: Block) -> None:
        self.done.append([])
        self._top = _NEXT_TOP
        if first.repeated is not None:
            self._put(again(first.repeated), 0.0)
        self._is_fresh = True


def _paged(blocks: Sequence[Block], front: int) -> list[list[Placed]]:
    """Return the pages: all on one, or the front by itself on the first where that can be."""
    whole = _paginate(blocks)
    if not front or len(whole) == 1:
        return whole
    for air in _AIR:
        first = _paginate([tightened(block, air) for block in blocks[:front]])
        if len(first) == 1:
            return first + _paginate(blocks[front:], _NEXT_TOP)
    return whole


def _paginate(blocks: Sequence[Block], top: float = _FIRST_TOP) -> list[list[Placed]]:
    """Give every block, cut where it must be, a page and a place."""
    pages = _Pages(top)
    for block in blocks:
        rest: Block | None = block
        while rest is not None:
            rest = pages.place(rest)
    return pages.done
