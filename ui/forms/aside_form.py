"""Beside the conversation: the plan so far, and what Nav said before the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from app.domain.choices import OPEN_STATUSES, PARTY_SHAPES
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.formats import joined, short_date
from app.i18n import _, ngettext
from ui.forms.form import Form
from ui.widgets.labels import Label, party_role
from ui.widgets.layouts import Card, column
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.desk import Desk


class AsideForm(Form):
    """The goal can be written here while it is being said."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk)
        self._today = today
        self.goal = NotesField(1)
        self.goal.setProperty("role", "goal")
        self.goal_box = Card(column(self.labelled("plan", "end_goal", self.goal)), margin=12)
        self._none = Label(
            _("No plan yet. It begins with the first line you take along."), "quiet", wrap=True
        )
        self.list = LineListView(_("Activities so far"), grows=True)
        self._nav_title = Label(_("From Nav before the meeting"), "heading")
        self._nav = Label("", "quiet", wrap=True)
        self._purpose_title = Label(_("Purpose, in the client's own words"), "heading")
        self._purpose = Label("", "quiet", wrap=True)
        self.setLayout(
            column(
                Label(_("The plan so far"), "heading"),
                self.goal_box,
                self._none,
                self.list,
                8,
                self._purpose_title,
                self._purpose,
                8,
                self._nav_title,
                self._nav,
                None,
                spacing=8,
            )
        )
        desk.watch(self, (CareerPlan, PlanActivity, Intake), self.refresh)

    @property
    def spoken_of(self) -> str:
        """The id of the activity that is chosen; empty where none is."""
        index = self.list.currentIndex()
        return str(index.data(Qt.ItemDataRole.UserRole).target) if index.isValid() else ""

    def show_activity(self, activity_id: str) -> None:
        """Go to an activity in the list."""
        self.list.show_current(activity_id)
        self.list.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Show the plan and the preparation as they stand."""
        if self.desk.editing is None:
            return
        case = self.desk.case
        plan = case.plan
        self._none.setVisible(plan is None)
        self.goal_box.setVisible(plan is not None)
        if plan is not None:
            self.show_entity(plan, "plan")
        activities = case.activities(plan.id) if plan else ()
        self.list.show_lines(tuple(self._line(activity) for activity in activities))
        self.list.setVisible(bool(activities))
        for title, label, text in (
            (self._nav_title, self._nav, _told_by_nav(case.intake)),
            (self._purpose_title, self._purpose, case.intake.purpose),
        ):
            label.setText(text)
            label.setVisible(bool(text))
            title.setVisible(bool(text))

    def summary(self) -> str:
        """Return how many activities there are, and how many are past their day."""
        plan = self.desk.case.plan
        activities = self.desk.case.activities(plan.id) if plan else ()
        late = sum(
            1
            for each in activities
            if each.status in OPEN_STATUSES and each.due_on and each.due_on < self._today()
        )
        words = _("Activities: {n}").format(n=len(activities))
        passed = ngettext("{n} overdue", "{n} overdue", late).format(n=late) if late else ""
        return joined([words, passed])

    def _line(self, activity: PlanActivity) -> Line:
        due = short_date(activity.due_on, self._today()) if activity.due_on else activity.due_words
        return Line(
            title=activity.what or _("(no words yet)"),
            subtitle=joined([activity.who, due]),
            trail=PARTY_SHAPES[activity.party],
            trail_role=party_role(activity.party),
            target=activity.id,
        )


def _told_by_nav(period: Intake) -> str:
    return period.agreed_to_share if period.has_nav else ""
