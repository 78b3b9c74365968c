"""Read a PDF as a reading machine does: along the structure tree, not down the page.

Written apart from `app.prints`, so that a mistake there does not hide itself here. Where a sign was
replaced, the tree's text is what the file says was meant (ActualText), and the page's text is
what the eye sees.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import page
import pdfua
import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>")
_VARIATIONS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


@dataclass
class Element:
    """An element of the structure tree."""

    kind: str
    parts: list[Element | str] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, *kinds: str) -> list[Element]:
        """Every element of these kinds inside this, in reading order."""
        inside = [part for part in self.parts if isinstance(part, Element)]
        found = [[each] * (each.kind in kinds) + each.all(*kinds) for each in inside]
        return [each for some in found for each in some]


@dataclass
class Reading:
    """What a file says."""

    tree: Element
    seen: list[str]
    """Everything drawn, page by page, as the eye sees it."""
    artifacts: list[str]
    language: str

    def section(self, heading: str) -> str:
        """The text between a heading and the next."""
        found: list[str] = []
        is_inside = False
        for part in self.tree.parts:
            assert isinstance(part, Element)
            if part.kind in {"H1", "H2"}:
                is_inside = part.text.strip() == heading
            elif is_inside:
                found.append(part.text)
        return "".join(found)

    def headings(self) -> list[str]:
        return [each.text.strip() for each in self.tree.all("H2")]

    def rows(self) -> list[list[str]]:
        """The cells of every row of every table."""
        return [[cell.text for cell in row.all("TH", "TD")] for row in self.tree.all("TR")]


def read(pdf: bytes) -> Reading:
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = [_Marks(each) for each in file.pages]
        numbers = {each.objgen: place for place, each in enumerate(file.pages)}
        root = file.Root.StructTreeRoot.K
        root = root[0] if isinstance(root, pikepdf.Array) else root
        return Reading(
            _element(root, pages, numbers),
            [each.seen for each in pages],
            [each.artifacts for each in pages],
            str(file.Root.Lang),
        )


def squeezed(text: str) -> str:
    """A text without what may differ on paper: spaces, and signs that cannot be seen."""
    kept = "".join(
        sign
        for sign in unicodedata.normalize("NFC", text)
        if not sign.isspace()
        and unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
        and ord(sign) not in _VARIATIONS
    )
    return unicodedata.normalize("NFC", kept)


def complaints(pdf: bytes, tmp_path: Any) -> list[str]:
    """What two validators find wrong with a file that promises PDF/UA-1 and PDF/A-2a."""
    found = [
        f"{profile}: {each.rule_id} {each.message}"
        for profile in ("ua1", "2a")
        for each in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    report = pdfua.validate(str(path))
    skipped = [f"{each.rule_id}: {each.skipped_reason}" for each in report.outcomes]
    found += [each for each in skipped if not each.endswith((": None", ": "))]
    return found + [f"pdfua: {each.rule_id} {each.message}" for each in report.findings]


def _element(thing: Any, pages: list[_Marks], numbers: dict[Any, int]) -> Element:
    entries = {key[1:]: thing[key] for key in ("/A", "/Alt", "/ActualText") if key in thing}
    made = Element(str(thing.S)[1:], entries=entries)
    kids = thing.K if "/K" in thing else pikepdf.Array()
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            made.parts.append(pages[numbers[thing.Pg.objgen]].marked[kid])
        elif "/MCID" in kid:
            made.parts.append(pages[numbers[kid.Pg.objgen]].marked[int(kid.MCID)])
        else:
            made.parts.append(_element(kid, pages, numbers))
    return made


class _Marks:
    """One page: the text of each marked piece, of the artifacts, and of everything."""

    def __init__(self, leaf: Any) -> None:
        self.marked: dict[int, str] = {}
        self.artifacts = ""
        self.seen = ""
        self._fonts = {name: _signs(font) for name, font in leaf.Resources.Font.items()}
        self._font: dict[int, str] = {}
        self._open: list[tuple[Any, list[str]]] = []
        for operands, operator in pikepdf.parse_content_stream(leaf):
            self._follow(str(operator), operands)
        assert not self._open

    def _follow(self, operator: str, operands: Any) -> None:
        if operator == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif operator == "Tj":
            assert self._open, "text outside all marks"
            text = "".join(self._font[code] for code in bytes(operands[0]))
            self.seen += text
            self._open[-1][1].append(text)
        elif operator == "BDC":
            self._open.append((operands, []))
        elif operator == "EMC":
            self._close()

    def _close(self) -> None:
        (kind, entries), texts = self._open.pop()
        text = "".join(texts)
        if "/ActualText" in entries:
            self._open[-1][1].append(str(entries["/ActualText"]))
        elif str(kind) == "/Artifact":
            self.artifacts += text
        else:
            self.marked[int(entries["/MCID"])] = text


def _signs(font: Any) -> dict[int, str]:
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): chr(int(sign, 16)) for code, sign in pairs}
