"""What has left: when, to whom, which parts; the person's own copies too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.plans import CareerPlan
from app.domain.sharing import Disclosure, SharingDecision
from app.formats import joined, short_date
from app.i18n import _
from app.services import sharing
from app.services.code_lists import codes_label
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from ui.workspace import Workspace

_DAY_PX = 110


class GivenList(QWidget):
    """A copy that was taken back stays in the list: it is out there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self.list = LineListView(_("Given out"), lead_px=_DAY_PX, grows=True)
        self._nothing = Label(_("Nothing has been given out."), "quiet")
        self._card = Card(column(self.list, spacing=0), margin=1)
        title = Label(_("Given out"), "heading")
        self.setLayout(column(title, self._nothing, self._card, spacing=8))

    def show_case(self) -> None:
        """Show what has left of the case on the desk, newest first."""
        case, today = self._desk.case, self._workspace.today()
        lines = tuple(_line(case, each, today) for each in sharing.given_out(case))
        self.list.show_lines(lines)
        self._nothing.setVisible(not lines)
        self._card.setVisible(bool(lines))


def _line(case: Case, each: Disclosure, today: date) -> Line:
    plan, decision = case.entities.get(each.plan_id), case.entities.get(each.decision_id)
    parts = codes_label("plan_parts", each.parts) if each.parts else _("The whole plan")
    number = plan.number if isinstance(plan, CareerPlan) else 0
    version = _("version {number}").format(number=number) if number else ""
    trail, role = "" if each.decision_id else _("the client’s own"), ""
    if isinstance(decision, SharingDecision) and decision.withdrawn_on:
        taken = _("Taken back {day}")
        trail, role = taken.format(day=short_date(decision.withdrawn_on, today)), "red"
    return Line(
        lead=short_date(each.given_at.date(), today) if each.given_at else "",
        title=each.recipient or _("(no name yet)"),
        subtitle=joined([parts, version, each.given_how.label]),
        trail=trail,
        trail_role=role,
    )
