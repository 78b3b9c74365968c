"""Standardtekster: the centre's phrases and one's own, written and taken in from examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.late_page import LatePage

if TYPE_CHECKING:
    from ui.pages.phrases_view import PhrasesView
    from ui.workspace import Workspace

DEEDS = ("new_phrase", "take_out_phrase")


class PhrasesPage(LatePage):
    """Its view and the names of its deeds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _build, DEEDS)


def _build(workspace: Workspace) -> PhrasesView:
    from ui.pages.phrases_view import PhrasesView  # loaded when somebody goes there

    return PhrasesView(workspace)
