"""A text of a template in its three languages: side by side, or below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import LANGUAGES, _
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import folding, from_the_top

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.layouts import FoldingRow

FOLDS_BELOW = 470
SHARES = dict(zip(LANGUAGES, (7, 7, 9), strict=True))
"""The last column ends in a button, or in room for one."""


def lacking_words() -> dict[str, str]:
    """Return what stands in an empty field, by language; Bokmål is what the others are made of."""
    return {
        "nb": "",
        "nn": "○ " + _("Nynorsk is missing"),
        "en": "○ " + _("English is missing"),
    }


def language_heads() -> FoldingRow:
    """Return the names of the languages as heads of the three columns."""
    names = (_("Bokmål"), _("Nynorsk"), _("English"))
    return side_by_side([Label(each, "label") for each in names])


def side_by_side(widgets: Sequence[QWidget]) -> FoldingRow:
    """Return three columns that stand as a row of questions does, which ends in a button."""
    *first, last = widgets
    edge = QWidget()
    edge.setFixedWidth(Button("×").sizeHint().width())
    end = from_the_top(last, edge)
    end.setStretch(0, 1)
    return folding(
        *first, end, below=FOLDS_BELOW, spacing=8, shares=tuple(SHARES.values()), at_top=True
    )
