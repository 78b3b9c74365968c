"""Edit a version of a career plan: goal, activities, and the other sections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from app.domain.checks import is_open, is_undated, plan_advice
from app.domain.choices import ActivityStatus
from app.domain.clients import Client
from app.domain.labels import field_label
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan, PlanActivity
from app.formats import first_name, near_date, possessive, uncapital
from app.i18n import _
from app.services.case import planning
from ui.forms.activity_form import FOLD_BELOW, ActivityForm
from ui.forms.activity_view import ActivityView
from ui.forms.form import Form
from ui.forms.told import activity_moved, activity_taken_out, activity_ticked
from ui.models.activity_table import ActivityTable
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labelled import ProblemLine
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.layouts import Card, FoldingRow, column, folding, holding, row
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QLayout

    from app.domain.checks import Problem
    from ui.desk import Desk


_SHOWN = {
    Client: ("name",),
    CareerPlan: ("next_step", "review_on"),
    PlanActivity: ("what", "detail", "party", "who", "due", "status"),
    Meeting: ("kind", "day"),
}
"""What is shown beside the fields: the rows, where they come from, and advice."""


class PlanForm(Form):
    """The editor of one plan; every change is kept on its own."""

    note_wanted = Signal(object)

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk)
        self._today = today
        self._plan: CareerPlan | None = None
        self._shown: object = None
        self._goal_hint = Label("", "quiet")
        self.goal = TextField()
        self.goal.setProperty("role", "goal")
        self.table = ActivityTable(today)
        self.view = ActivityView(self.table)
        self.row_form = ActivityForm(desk)
        self._count = ElidedLabel("", "quiet")
        self._row_title = Label("", "heading")
        self._advice = Label("", wrap=True)
        self._advice.setProperty("role", "problem")
        self.add = KeyButton(_("New activity"), "Ctrl+Return")
        self._remove = Button(_("Take out"))
        self._said_in = Button("", "link")
        head = row(self._row_title, self._said_in, None, self._remove)
        self._row_card = Card(column(head, self.row_form, spacing=8))
        self.setLayout(self._sections())
        self.field("plan", "next_step").setPlaceholderText(_("A whole sentence: I ring …"))
        self._connect()

    @property
    def plan_id(self) -> str:
        """The version being edited; empty where there is none."""
        return self._plan.id if self._plan is not None else ""

    def show_plan(self, plan: CareerPlan | None) -> None:
        """Edit this version; None shows an empty, locked form."""
        self._plan = plan
        self._reason_box.setVisible(plan is not None and plan.number > 1)
        self.show_entity(plan, "plan")
        self._refresh_rows()

    def focus_start(self) -> None:
        """Put the caret where a plan begins: a new version with why it is made."""
        waits = self._plan is not None and self._plan.number > 1 and not self._plan.reason
        first = self.reason if waits else self.goal
        first.setFocus()
        first.end(False)  # noqa: FBT003 - one writes on, and marks nothing

    def go_to(self, problem: Problem) -> None:
        """Put the caret where something is missing: in a field, or the first row that lacks it."""
        if problem.kind == "plan":
            self.field("plan", problem.field).setFocus()
        elif problem.field == "what":
            self.add_activity()
        else:
            lacks = is_open if problem.field == "detail" else is_undated
            lacking = (a for a in self.table.activities if lacks(a))
            self._edit(next((a.id for a in lacking), self.view.current_id))
            self.row_form.field("activity", problem.field).setFocus()

    @Slot()
    def add_activity(self) -> None:
        """Add an empty row after the cursor's and go to its first field."""
        if self._plan is None or not self.desk.case.may_edit(self._plan, "end_goal"):
            return
        here = self.desk.case.entities.get(self.view.current_id)
        after = here if isinstance(here, PlanActivity) else None
        made = planning.new_activity(self.desk.case, self._plan, after)
        self.desk.change([made])
        self.view.show_row(made.id)
        self.row_form.what.setFocus()

    def _sections(self) -> QLayout:
        head = row(Label(_("Activities"), "heading"), self._count, None, self.add)
        card = Card(column(self.view), margin=1)
        self.reason = TextField()
        self._reason_box = holding(self.labelled("plan", "reason", self.reason))
        label = Label(field_label("plan", "end_goal"), "label")
        label.setBuddy(self.goal)
        problem = ProblemLine()
        self.bind("plan", "end_goal", self.goal, partial(problem.say, self.goal))
        goal = column(row(label, self._goal_hint, None, spacing=4), self.goal, problem, spacing=4)
        return column(
            self._reason_box,
            goal,
            self._pair("why", "fallback"),
            4,
            head,
            card,
            self._row_card,
            self._advice,
            4,
            self._pair("next_step", "review_on", one_line=True),
            self._pair("brings", "route"),
            self._pair("deadlines", "considerations"),
            self._pair("economy", "support"),
            None,
            spacing=10,
        )

    def _pair(self, left: str, right: str, *, one_line: bool = False) -> FoldingRow:
        make = TextField if one_line else (lambda: NotesField(2))
        return folding(
            self.labelled("plan", left, make()),
            self.labelled("plan", right, make()),
            below=FOLD_BELOW,
            shares=(2, 1) if one_line else (1, 1),
        )

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_activity)
        self._remove.clicked.connect(self._take_out_current)
        self._said_in.clicked.connect(self._want_note)
        self.view.wanted.connect(self._edit)
        self.view.pointed.connect(self._show_row)
        self.view.carried.connect(self._carry)
        self.view.ticked.connect(self._tick)
        self.view.dropped.connect(self._take_out)
        self.desk.watch(self, _SHOWN, self._hear)

    @Slot()
    def _hear(self) -> None:
        if self._plan is not None and self.desk.editing is not None:
            found = self.desk.case.entities.get(self._plan.id)
            if found is not None:
                self._plan = found  # type: ignore[assignment]  # ids never change kind
                self._refresh_rows()

    def _refresh_rows(self) -> None:
        if self._plan is None or self.desk.editing is None:
            return
        case, here = self.desk.case, self.view.current_id
        rows = case.activities(self._plan.id)
        may_edit = case.may_edit(self._plan, "end_goal")
        shown = (rows, may_edit, case.client.name)
        if shown != self._shown:
            self._shown = shown
            self.table.may_move = may_edit
            self.table.show(rows, first_name(case.client.name))
            self.view.fit()
        self._say_counts(len(rows), may_edit=may_edit)
        self._goal_hint.setText(
            _("– in {whose} own words").format(
                whose=possessive(first_name(case.client.name) or _("the client"))
            )
        )
        if rows and here not in {a.id for a in rows}:
            self.view.show_row(rows[0].id)
        elif here:
            self.view.show_row(here)
        self._row_card.setVisible(bool(rows))
        self._show_row(self.view.current_id)
        self._say_advice(self._plan, rows if may_edit else None)

    def _say_counts(self, count: int, *, may_edit: bool) -> None:
        hint = (
            _("{n} · drag to change the order, or Alt+↑↓")
            if count
            else _("none yet – write the first one")
        )
        self._count.setText(hint.format(n=count) if may_edit else str(count))
        self.add.setVisible(may_edit)
        self._remove.setVisible(may_edit)

    def _say_advice(self, plan: CareerPlan, rows: tuple[PlanActivity, ...] | None) -> None:
        """Say what would make the plan better, while anything can be done about it."""
        advice = next(plan_advice(plan, rows), None) if rows is not None else None
        self._advice.setText(
            _("A piece of advice: {advice}").format(advice=advice.message) if advice else ""
        )
        self._advice.setVisible(advice is not None)

    @Slot(str)
    def _show_row(self, activity_id: str) -> None:
        found = self.desk.case.entities.get(activity_id) if self.desk.editing else None
        activity = found if isinstance(found, PlanActivity) else None
        self.row_form.show_activity(activity)
        number = next((n for n, a in enumerate(self.table.activities, 1) if a.id == activity_id), 0)
        self._row_title.setText(_("Activity {n}").format(n=number) if number else "")
        self._said_in.setText(self._origin(activity))
        self._said_in.setVisible(bool(self._said_in.text()))

    def _origin(self, activity: PlanActivity | None) -> str:
        """Say in which note the activity was born."""
        found = self.desk.case.entities.get(activity.meeting_id) if activity else None
        if not isinstance(found, Meeting) or found.day is None:
            return ""
        words = _("from the {meeting} {date}")
        kind = uncapital(found.kind.label)
        return words.format(meeting=kind, date=near_date(found.day, self._today()))

    @Slot()
    def _want_note(self) -> None:
        activity = self.desk.case.get(PlanActivity, self.view.current_id)
        self.note_wanted.emit(activity.meeting_id)

    @Slot(str)
    def _edit(self, activity_id: str) -> None:
        self._show_row(activity_id)
        self.row_form.what.setFocus()

    @Slot(str, int)
    def _carry(self, activity_id: str, to_row: int) -> None:
        case = self.desk.case
        activity = case.get(PlanActivity, activity_id)
        if case.may_edit(activity, "position") and 0 <= to_row < len(self.table.activities):
            self.desk.change(planning.moved_rows(case, activity, to_row))
            self.view.show_row(activity_id)
            self.desk.told.emit(activity_moved(activity, to_row + 1))

    @Slot(str)
    def _tick(self, activity_id: str) -> None:
        activity = self.desk.case.get(PlanActivity, activity_id)
        if self.desk.case.may_edit(activity, "status"):
            done = activity.status == ActivityStatus.DONE
            self.desk.change([planning.with_status(activity, done=not done)])
            self.desk.told.emit(activity_ticked(activity, done=not done))

    @Slot(str)
    def _take_out(self, activity_id: str) -> None:
        activity = self.desk.case.get(PlanActivity, activity_id)
        may = self.desk.case.may_edit(activity, "what")
        if may and self.desk.change([], removed=[activity]):
            self.desk.told.emit(activity_taken_out(activity))

    @Slot()
    def _take_out_current(self) -> None:
        if self.view.current_id:
            self._take_out(self.view.current_id)
