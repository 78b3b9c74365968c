"""Colours and text styles of every document; the colours are the screen's."""

from __future__ import annotations

from dataclasses import replace

from app.domain.choices import Party, PerCode
from app.prints.fonts import BOLD, REGULAR, SEMIBOLD
from app.prints.lines import Style

INK = "#14202B"
INK_2 = "#4A5A67"
LINE = "#D5DEE4"
GROUND = "#F3F6F8"
FJORD = "#0B5563"
FJORD_DARK = "#083F4A"
SUN = "#8F4A00"
SUN_GROUND = "#FFF1DC"
WATERMARK = "#E6EBEE"

PARTY_COLOURS = PerCode(
    {
        Party.CLIENT: "#6B2E6E",
        Party.NAV: "#8A3B12",
        Party.CENTRE: "#0B5563",
        Party.OTHER: INK_2,
    },
    other=INK_2,
)

BODY = Style(REGULAR, 12, 16.5, INK)
STRONG = replace(BODY, font=BOLD)
QUIET = replace(BODY, colour=INK_2)
SMALL = Style(REGULAR, 10, 13, INK_2)
SMALL_STRONG = replace(SMALL, font=BOLD)
CENTRE = Style(SEMIBOLD, 12, 16.5, INK_2)
TITLE = Style(BOLD, 26, 31, FJORD_DARK)
NAME = Style(SEMIBOLD, 15, 20, INK)
HEADING = Style(BOLD, 14.5, 19, FJORD_DARK)
COLUMN = Style(BOLD, 10.5, 14, INK_2)
GOAL_LABEL = QUIET
GOAL = Style(BOLD, 17, 21.5, INK)
WARNING = Style(BOLD, 12, 16.5, SUN)
