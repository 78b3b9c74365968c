"""A table in a file somebody made elsewhere: its letters, its separators, its lines."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_BYTES = 2_000_000
"""No list of partners is longer; what is, is another file."""
_SEPARATORS = ";,\t"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row, and the line of the file it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows that could be read, the headings first, and in a sentence why no more."""

    rows: tuple[TableRow, ...] = ()
    problem: str = ""


def read_table(content: bytes) -> Table:
    """Return the rows of a file: UTF-8 or as Windows writes, with ; , or tab between cells."""
    text = _decoded(content)
    if text is None or "\0" in text:
        return Table(
            problem=_("This is no CSV file. In Excel, choose Save as, and CSV as the kind of file.")
        )
    rows: list[TableRow] = []
    try:
        for each in _rows(text):
            rows.append(each)  # noqa: PERF402 - what came before an error is kept
    except csv.Error:
        return Table(
            rows=tuple(rows),
            problem=_("The rest could not be read: a quotation mark is not closed."),
        )
    return Table(rows=tuple(rows))


def _decoded(content: bytes) -> str | None:
    """Return the text: what is no UTF-8 was written by a Windows program."""
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(text: str) -> Iterator[TableRow]:
    first = text.split("\n", 1)[0].strip()
    told = first[4:5] if first.lower().startswith("sep=") else ""
    separator = told or max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in reader:
        is_told = bool(told) and line == 1
        if any(cell.strip() for cell in cells) and not is_told:
            yield TableRow(line=line, cells=tuple(cells))
        line = reader.line_num + 1
