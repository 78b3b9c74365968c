"""Fields side by side: every line has the same columns, and all end on one edge."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.fields import TextField
from ui.widgets.layouts import Item, folding

GAP_PX = 16
_FOLDS_BELOW = 620


def line(*items: Item) -> QWidget:
    """Lay three fields side by side, under each other where there is no room; None is a gap."""
    filled = [QWidget() if item is None else item for item in items]
    return folding(*filled, below=_FOLDS_BELOW, spacing=GAP_PX, shares=(22, 22, 13))


def narrow(field: TextField, wide: int) -> TextField:
    """Make a field as wide as what is written in it."""
    field.setMaximumWidth(theme.px(wide))
    field.setMinimumWidth(theme.px(wide))
    return field


def day_field() -> TextField:
    """Return a field for a date, with the ways it may be written."""
    return hinted(day_hint())


def day_hint() -> str:
    """Return in what ways a date may be written."""
    return _("12.3, Friday")


def hinted(words: str) -> TextField:
    """Return a field that says something as long as it is empty."""
    field = TextField()
    field.setPlaceholderText(words)
    return field
