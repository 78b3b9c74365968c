"""Phrases as a table; columns are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.phrases import OwnPhrase
from app.i18n import _, language
from app.services.phrases import text_in
from ui.models.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from app.domain.phrases import AnyPhrase

WHOSE = 2
GIVING_WAY = (WHOSE,)
"""The column that can be missed where there is little room."""


class PhraseTable(TextTable):
    """One row a phrase."""

    def __init__(self) -> None:
        columns: tuple[TextColumn[AnyPhrase], ...] = (
            TextColumn(_("Shortcut"), lambda each: each.abbreviation or _("(none yet)"), 24),
            TextColumn(_("Text"), _begins, 52),
            TextColumn(_("Whose"), whose, 24),
        )
        super().__init__(columns)

    @property
    def phrases(self) -> tuple[AnyPhrase, ...]:
        """The phrases that are shown."""
        return self.values


def whose(phrase: AnyPhrase) -> str:
    """Return whose a phrase is, in words."""
    return _("mine") if isinstance(phrase, OwnPhrase) else _("the centre’s")


def longest_whose() -> str:
    """Return the longest that is said of whose a phrase is, to give it room."""
    return _("the centre’s")


def _begins(phrase: AnyPhrase) -> str:
    text, _used = text_in(phrase, language())
    return " ".join(text.split())
