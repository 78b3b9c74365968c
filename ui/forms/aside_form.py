"""Beside the conversation: the goal, the work list, what Nav said before, and the note before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from app.domain.choices import OPEN_STATUSES
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.questions import OpenQuestion
from app.formats import joined
from app.i18n import _, ngettext
from app.services.case.work_list import open_before
from ui.forms.activity_form import ActivityForm
from ui.forms.ask_line import AskLine
from ui.forms.form import Form
from ui.forms.note_before import NoteBefore
from ui.forms.work_deeds import WorkDeeds
from ui.forms.work_lines import work_lines
from ui.widgets.key_button import KeyCap
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.notes_field import NotesField
from ui.widgets.work_list_view import WorkListView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.desk import Desk


class AsideForm(Form):
    """The goal can be written here while it is being said, and activities gone through by key."""

    spoken_changed = Signal()
    """Something else is spoken about."""
    left = Signal()
    """Whoever wrote in a row that was opened from the note goes back there."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk)
        self._today = today
        self._meeting_id = ""
        self._were_open: frozenset[str] = frozenset()
        self._from_note = False
        self._touched = ""
        self.goal = NotesField(1)
        self.goal.setProperty("role", "goal")
        self.goal_box = Card(column(self.labelled("plan", "end_goal", self.goal)), margin=12)
        self._none = Label(
            _("No plan yet. It begins with the first line you take along."), "quiet", wrap=True
        )
        self.list = WorkListView(_("Activities"))
        self.ask = AskLine(desk)
        self.edit: ActivityForm | None = None
        self._edited = column(spacing=0)
        self._deeds = WorkDeeds(desk, self.list, self.ask)
        self.before = NoteBefore(desk)
        self._nav_title = Label(_("From Nav before the meeting"), "part")
        self._nav = Label("", "quiet", wrap=True)
        self._purpose_title = Label(_("Purpose, in the client's own words"), "part")
        self._purpose = Label("", "quiet", wrap=True)
        self._lay_out()
        self.list.opened.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._stand)
        desk.watch(self, (CareerPlan, PlanActivity, OpenQuestion, Intake), self.refresh)

    @property
    def spoken_of(self) -> str:
        """The id of what was last touched in this meeting; empty where nothing was."""
        return self._touched

    def speak_of(self, activity_id: str) -> None:
        """Hold this as what is spoken about."""
        self._touched = activity_id
        self.spoken_changed.emit()

    @property
    def wants_focus(self) -> bool:
        """Whether something is open from before that a follow-up goes through first."""
        return bool(self._were_open)

    def show_meeting(self, meeting: Meeting) -> None:
        """Be beside a meeting: what was open before it is gone through in it."""
        if meeting.id != self._meeting_id:
            self._meeting_id, self._touched = meeting.id, ""
            self._were_open = open_before(self.desk.case, meeting.id)
            self.close_row()
            self.before.show_before(meeting)
        self.refresh()

    def focus_first(self) -> None:
        """Stand at the first of what is open from before."""
        self.list.setFocus()
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def show_activity(self, activity_id: str) -> None:
        """Open an activity to write in it, from the line it came of."""
        self.list.show_current(activity_id)
        self._open(activity_id)
        self._from_note = True

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
        lines = work_lines(case, self._meeting_id, self._were_open, self._today())
        self.list.is_shut = not self._is_written()
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
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

    def close_row(self) -> None:
        """Put the row away that was written in."""
        if self.edit is not None and not self.edit.isHidden():
            self.edit.hide()
            self.edit.show_activity(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_writing = self.edit is not None and not self.edit.isHidden()
        if event.key() != Qt.Key.Key_Escape or not (is_writing or self.list.hasFocus()):
            super().keyPressEvent(event)
            return
        self.close_row()
        if self._from_note or not is_writing:
            self.left.emit()
        else:
            self.list.setFocus()

    def _is_written(self) -> bool:
        meeting = self.desk.case.entities.get(self._meeting_id)
        return isinstance(meeting, Meeting) and self.desk.case.may_edit(meeting, "day")

    @Slot(QModelIndex)
    def _stand(self, index: QModelIndex) -> None:
        if index.isValid():
            self.speak_of(str(index.data(Qt.ItemDataRole.UserRole).target))

    @Slot(object)
    def _open(self, target: object) -> None:
        """Write in a row where it stands, or answer what is to be checked."""
        thing = self.desk.case.entities.get(str(target))
        self._from_note = False
        self.speak_of(str(target))
        if isinstance(thing, OpenQuestion):
            self._deeds.answer(thing)
        elif isinstance(thing, PlanActivity):
            if self.edit is None:
                self.edit = ActivityForm(self.desk)
                self._edited.addWidget(self.edit)
            self.edit.show_activity(thing)
            self.edit.show()
            self.edit.what.setFocus()

    def _lay_out(self) -> None:
        self.setLayout(
            column(
                self.goal_box,
                row(Label(_("Activities"), "heading"), None, KeyCap("F7")),
                self._none,
                self.list,
                self.ask,
                self._edited,
                8,
                self.before,
                self._purpose_title,
                self._purpose,
                8,
                self._nav_title,
                self._nav,
                None,
                spacing=8,
            )
        )


def _told_by_nav(period: Intake) -> str:
    return period.agreed_to_share if period.has_nav else ""
