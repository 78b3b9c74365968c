"""Samarbeid: those the centre works with, whom to call there, and when that was last confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.late_page import LatePage
from ui.pages.partners_view import PartnersView

if TYPE_CHECKING:
    from ui.workspace import Workspace

DEEDS = (
    *("new_partner", "new_contact", "confirm_contact", "unconfirmed"),
    *("partners_in", "partners_out"),
    *("take_out_contact", "take_out_partner"),
)


class PartnersPage(LatePage):
    """Its view and the names of its deeds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, PartnersView, DEEDS)
