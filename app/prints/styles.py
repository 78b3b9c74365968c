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
CLOSE = replace(BODY, leading=15.5)
"""As large, with its lines nearer each other."""
STRONG = replace(BODY, font=BOLD)
QUIET = replace(BODY, colour=INK_2)
SMALL = Style(REGULAR, 10, 13, INK_2)
SMALL_STRONG = replace(SMALL, font=BOLD)
FOOT = Style(REGULAR, 9, 12, INK_2)
DETAIL = Style(REGULAR, 11, 14, INK_2)
LEAD = Style(SEMIBOLD, 14, 18.5, INK)
"""What everybody must see, such as the first step."""
LABEL = Style(BOLD, 11, 14.5, INK_2)
"""What a box holds."""
CENTRE = Style(SEMIBOLD, 12, 16.5, INK_2)
TITLE = Style(BOLD, 26, 31, FJORD_DARK)
PLAN_TITLE = Style(BOLD, 22, 27, FJORD_DARK)
HEADING = Style(BOLD, 14.5, 19, FJORD_DARK)
SIDE_HEADING = Style(BOLD, 12, 15.5, FJORD_DARK)
COLUMN = Style(SEMIBOLD, 11, 14, INK_2)
GOAL = Style(BOLD, 19, 24, INK)
WARNING = Style(BOLD, 12, 16.5, SUN)
PRACTICE = Style(BOLD, 11, 14, SUN)
