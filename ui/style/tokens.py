"""Our colours by role, light and dark. The only place where a colour is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """One palette; text keeps 4.5:1 on the grounds it is used on, which a test computes."""

    ink: str
    ink_2: str
    hint: str
    """What stands in an empty field."""
    hairline: str
    """Between rows; `line` is round cards."""
    ground: str
    surface: str
    raised: str
    line: str
    border: str
    fjord: str
    on_fjord: str
    rail: str
    rail_now: str
    rail_practice: str
    """The rail where all people are invented, and the place one is at there."""
    rail_practice_now: str
    on_rail: str
    on_rail_2: str
    tint: str
    grey_bg: str
    sun: str
    sun_bg: str
    ok: str
    ok_bg: str
    red: str
    red_bg: str
    focus: str
    client: str
    client_bg: str
    nav: str
    nav_bg: str
    centre: str
    centre_bg: str
    bar: str
    desk: str
    """The table top a sheet of paper lies on."""
    shade: str
    """What lies over a page under a drawer, and over white paper in the dark: half seen through."""


LIGHT = Tokens(
    ink="#14202B",
    ink_2="#4A5A67",
    hint="#62717D",
    hairline="#E6ECF0",
    ground="#F3F6F8",
    surface="#FFFFFF",
    raised="#FAFCFC",
    line="#D5DEE4",
    border="#8496A3",
    fjord="#0B5563",
    on_fjord="#FFFFFF",
    rail="#083F4A",
    rail_now="#0B5563",
    rail_practice="#673A0A",
    rail_practice_now="#8A4B08",
    on_rail="#FFFFFF",
    on_rail_2="#D5E7EA",
    tint="#E2F0F2",
    grey_bg="#E9EEF1",
    sun="#8F4A00",
    sun_bg="#FFF1DC",
    ok="#1E6B3C",
    ok_bg="#E3F4E9",
    red="#A9241C",
    red_bg="#FCE8E6",
    focus="#F2B84B",
    client="#6B2E6E",
    client_bg="#F5E9F6",
    nav="#8A3B12",
    nav_bg="#FBEBE1",
    centre="#0B5563",
    centre_bg="#E2F0F2",
    bar="#E9EEF1",
    desk="#DCE3E8",
    shade="#14202B",
)

DARK = Tokens(
    ink="#E9F0F3",
    ink_2="#AFBFC9",
    hint="#95A5AF",
    hairline="#27343D",
    ground="#12191F",
    surface="#1A242C",
    raised="#202C35",
    line="#31404B",
    border="#6C808D",
    fjord="#7FCBD8",
    on_fjord="#06252B",
    rail="#06252B",
    rail_now="#0B4653",
    rail_practice="#3F2406",
    rail_practice_now="#6B3D0C",
    on_rail="#FFFFFF",
    on_rail_2="#C3DADF",
    tint="#14393F",
    grey_bg="#2A3740",
    sun="#F3BE7A",
    sun_bg="#3D2B12",
    ok="#86D3A1",
    ok_bg="#163524",
    red="#F5A39C",
    red_bg="#43201D",
    focus="#F2B84B",
    client="#DDAEE0",
    client_bg="#3A213C",
    nav="#F0B48F",
    nav_bg="#422515",
    centre="#8FD3DF",
    centre_bg="#14393F",
    bar="#1A242C",
    desk="#0C1216",
    shade="#000000",
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
