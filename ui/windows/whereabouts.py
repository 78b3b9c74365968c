"""Says where one has come: the page, and whose case it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.meetings import Meeting
from app.i18n import _, said
from ui.pages.case_tabs import TABS
from ui.widgets.announcing import announce
from ui.windows.pages import PAGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.cases import Case


def say_place(window: QWidget, name: str) -> None:
    """Say which page of the program this is."""
    announce(window, said(PAGES[name].text))


def say_case(window: QWidget, case: Case, page: str) -> None:
    """Say whose case is open, and which page of it."""
    announce(window, f"{_whose(case)}, {said(TABS[page].text)}")


def say_talk(window: QWidget, case: Case, meeting_id: str) -> None:
    """Say with whom the conversation is, and of which kind."""
    announce(window, f"{_whose(case)}, {case.get(Meeting, meeting_id).kind.label}")


def _whose(case: Case) -> str:
    return case.client.name or _("(no name yet)")
