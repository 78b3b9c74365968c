"""What all three may see (F9): the goal and who does what, large; never a word of the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.choices import PARTY_SHAPES, Party
from app.formats import first_name, near_date
from app.i18n import _
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label, party_role
from ui.widgets.layouts import Card, column, holding, row, scrolled
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.plans import PlanActivity
    from ui.workspace import Workspace


class SharedView(QWidget):
    """Turned towards the others at the table."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._name = Label("", "title")
        self._goal = Label("", "big", wrap=True)
        self._step = Label("", "goal", wrap=True)
        self._step_title = Label(_("The first thing I do"), "quiet")
        self.list = LineListView(_("Who does what"), lead_px=220)
        back = KeyButton(_("Back to the note"), "F9")
        back.clicked.connect(self.closed)
        layout = column(
            row(self._name, None, back),
            12,
            Card(column(Label(_("My end goal"), "quiet"), self._goal, spacing=4), margin=20),
            self._step_title,
            self._step,
            8,
            Label(_("Who does what"), "heading"),
            Card(column(self.list), margin=1),
            spacing=8,
        )
        layout.setStretch(7, 1)
        self.setLayout(column(scrolled(holding(layout, (48, 28, 48, 28)))))

    def show_case(self, case: Case) -> None:
        """Show the plan of a case, and nothing else of it."""
        plan = case.plan
        self._name.setText(case.client.name)
        self._goal.setText((plan.end_goal if plan else "") or _("We are still looking for it."))
        self._step.setText(plan.next_step if plan else "")
        self._step.setVisible(bool(plan and plan.next_step))
        self._step_title.setVisible(bool(plan and plan.next_step))
        activities = case.activities(plan.id) if plan else ()
        self.list.show_lines(
            tuple(self._line(a, first_name(case.client.name)) for a in activities if a.what)
        )

    def _line(self, activity: PlanActivity, client: str) -> Line:
        today = self._workspace.today()
        word = activity.who or (client if activity.party == Party.CLIENT else activity.party.label)
        return Line(
            lead=f"{PARTY_SHAPES[activity.party]} {word}",
            lead_role=party_role(activity.party),
            title=activity.what,
            strong=True,
            trail=near_date(activity.due_on, today) if activity.due_on else activity.due_words,
        )
