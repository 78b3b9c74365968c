"""The pages of a case: one line each, which menu, tabs and window read; and the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTabBar
from typing_extensions import override

from app.domain.permissions import Deed
from app.i18n import later
from ui.pages.documents_page import DocumentsPage
from ui.pages.history_page import HistoryPage
from ui.pages.intake_page import IntakePage
from ui.pages.meetings_page import MeetingsPage
from ui.pages.page import Page
from ui.pages.plan_page import PlanPage
from ui.style.theme import theme

if TYPE_CHECKING:
    from ui.pages.sharing_page import SharingPage
    from ui.workspace import Workspace


def _sharing(workspace: Workspace) -> SharingPage:
    from ui.pages.sharing_page import SharingPage  # loaded when somebody goes there

    return SharingPage(workspace)


_CASES = Deed.WORK_WITH_CASES
_IN_ORDER = (
    Page("intake", later("Preparation"), "Alt+1", _CASES, IntakePage, menu="client"),
    Page("meetings", later("Meetings"), "Alt+2", _CASES, MeetingsPage, menu="client"),
    Page("plan", later("Plan"), "Alt+3", _CASES, PlanPage, menu="client"),
    Page("papers", later("Papers"), "Alt+4", _CASES, DocumentsPage, menu="client"),
    Page("sharing", later("Sharing"), "Alt+5", _CASES, _sharing, menu="client"),
    Page("history", later("History"), "Alt+6", _CASES, HistoryPage, menu="client"),
)
TABS = {page.name: page for page in _IN_ORDER}

_BETWEEN_PX = 28
"""From one tab's words to the next one's; the style sheet says it too."""


class CaseTabs(QTabBar):
    """The tabs, each as wide as its bold words, so that nothing moves when one is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        bold = QFontMetrics(theme.font(15, QFont.Weight.DemiBold))
        words = bold.horizontalAdvance(self.tabText(index))
        return QSize(words + _BETWEEN_PX, super().tabSizeHint(index).height())
