"""The pages of a case: one line each, which menu, tabs and window read."""

from __future__ import annotations

from app.domain.permissions import Deed
from app.i18n import later
from ui.pages.documents_page import DocumentsPage
from ui.pages.history_page import HistoryPage
from ui.pages.intake_page import IntakePage
from ui.pages.meetings_page import MeetingsPage
from ui.pages.page import Page
from ui.pages.plan_page import PlanPage

_CASES = Deed.WORK_WITH_CASES
_IN_ORDER = (
    Page("intake", later("Preparation"), "Alt+1", _CASES, IntakePage, menu="client"),
    Page("meetings", later("Meetings"), "Alt+2", _CASES, MeetingsPage, menu="client"),
    Page("plan", later("Plan"), "Alt+3", _CASES, PlanPage, menu="client"),
    Page("papers", later("Papers"), "Alt+4", _CASES, DocumentsPage, menu="client"),
    Page("history", later("History"), "Alt+5", _CASES, HistoryPage, menu="client"),
)
TABS = {page.name: page for page in _IN_ORDER}
