"""Samarbeid: those the centre works with, whom to call there, and when that was last confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.late_page import LatePage

if TYPE_CHECKING:
    from ui.pages.partners_view import PartnersView
    from ui.workspace import Workspace

DEEDS = (
    *("new_partner", "new_contact", "confirm_contact", "unconfirmed"),
    *("partners_in", "partners_out"),
    *("take_out_contact", "take_out_partner"),
)


class PartnersPage(LatePage):
    """Its view and the names of its deeds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _build, DEEDS)


def _build(workspace: Workspace) -> PartnersView:
    from ui.pages.partners_view import PartnersView  # loaded when somebody goes there

    return PartnersView(workspace)
