"""Sections of a document: a heading with a person's words or a list below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.prints.blocks import Cell, Row, own_words, text
from app.prints.page import WIDTH
from app.prints.styles import BODY, HEADING
from app.prints.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.prints.page import Paper

_MARK_WIDTH = 18.0


@dataclass(frozen=True)
class Item:
    """One thing in a list, with the sign that stands before it."""

    words: str
    mark: str = ""


def add_heading(sheet: Paper, words: str) -> None:
    """Add a heading that stays with what follows it."""
    heading = text(sheet.root.child("H2"), words, HEADING, WIDTH)
    sheet.add(replace(heading, space_before=15, keep=44))


def add_words(sheet: Paper, words: str, gap: float = 4.0) -> None:
    """Add a person's text as they wrote it."""
    for number, words_of_line in enumerate(own_words(sheet.root, words, BODY, WIDTH)):
        space = words_of_line.space_before if number else gap
        sheet.add(replace(words_of_line, space_before=space))


def add_section(sheet: Paper, heading: str, words: str) -> None:
    """Add a heading and a person's text; nothing if they wrote nothing."""
    if clean(words).strip():
        add_heading(sheet, heading)
        add_words(sheet, words)


def add_list(sheet: Paper, items: Sequence[Item], gap: float = 4.0) -> None:
    """Add a list, one line or more for each item."""
    numbering = _numbering(items[0].mark) if items else "None"
    tag = sheet.root.child("L", A=f"<</O /List /ListNumbering /{numbering}>>")
    for number, item in enumerate(items):
        part = tag.child("LI")
        indent = _MARK_WIDTH if item.mark else 0.0
        marks = (text(part.child("Lbl"), item.mark, BODY, indent),) if item.mark else ()
        words = own_words(part.child("LBody"), item.words, BODY, WIDTH - indent)
        cells = (Cell(0, marks), Cell(indent, words)) if marks else (Cell(0, words),)
        sheet.add(Row(cells, WIDTH, space_before=3 if number else gap))


def _numbering(mark: str) -> str:
    if mark[:1].isdigit():
        return "Decimal"
    return {"": "None", "•": "Disc"}.get(mark, "Square")
