"""Maler: the centre's own conversation templates, written, taken in use and exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.late_page import LatePage

if TYPE_CHECKING:
    from ui.pages.templates_view import TemplatesView
    from ui.workspace import Workspace

DEEDS = (
    *("copy_template", "new_template_version", "use_template", "retire_template"),
    *("throw_template", "new_part", "new_question", "part_up", "part_down", "take_out_part"),
    *("suggest_change", "take_suggestion", "leave_suggestion", "template_looks"),
)


class TemplatesPage(LatePage):
    """Its view and the names of its deeds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _build, DEEDS)


def _build(workspace: Workspace) -> TemplatesView:
    from ui.pages.templates_view import TemplatesView  # loaded when somebody goes there

    return TemplatesView(workspace)
