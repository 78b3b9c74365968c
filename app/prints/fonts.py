"""The bundled typeface on paper: its widths, and which signs it can print."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

REGULAR = "SourceSans3"
SEMIBOLD = "SourceSans3-SemiBold"
BOLD = "SourceSans3-Bold"
ITALIC = "SourceSans3-Italic"

_FILES = {
    REGULAR: "SourceSans3_400Regular.ttf",
    SEMIBOLD: "SourceSans3_600SemiBold.ttf",
    BOLD: "SourceSans3_700Bold.ttf",
    ITALIC: "SourceSans3_400Regular_Italic.ttf",
}


@cache
def widths(font: str) -> dict[int, float]:
    """Return the width of every sign, per thousand of the size; reads the file once."""
    found = TTFont(font, str(RESOURCES / "fonts" / _FILES[font]), asciiReadable=0)
    pdfmetrics.registerFont(found)
    face: Any = found.face
    return {sign: face.charWidths[sign] for sign in (*face.charToGlyph, 0xA0)}


@cache
def can_print(sign: str) -> bool:
    """Whether the typeface has a sign; private ones mean nothing to another reader."""
    return ord(sign) in widths(REGULAR) and unicodedata.category(sign) != "Co"


def text_width(text: str, font: str, size: float) -> float:
    """Return how wide a text prints, in points."""
    table = widths(font)
    return sum(map(table.__getitem__, map(ord, text))) * size / 1000
