"""A box that paints its own ground, so that a key paints nothing below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.style.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea


def lay_ground(box: QAbstractScrollArea) -> None:
    """Give what scrolls in a box the colour of the page under it.

    Else every widget from there to the window is painted with each key, for what shows through.
    A box with something wrong in it keeps the ground that the stylesheet gives.
    """
    inside = box.viewport()
    palette = inside.palette()
    palette.setColor(inside.backgroundRole(), theme.colour("surface"))
    inside.setPalette(palette)
    inside.setAutoFillBackground(not box.property("invalid"))
