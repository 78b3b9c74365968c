"""Standardtekster: the centre's phrases and one's own, written and taken in from examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.late_page import LatePage
from ui.pages.phrases_view import PhrasesView

if TYPE_CHECKING:
    from ui.workspace import Workspace

DEEDS = ("new_phrase", "take_out_phrase")


class PhrasesPage(LatePage):
    """Its view and the names of its deeds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, PhrasesView, DEEDS)
