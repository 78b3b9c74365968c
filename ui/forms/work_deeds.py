"""What the keys of the work list do, each as one step that can be undone, said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.choices import ActivityStatus
from app.domain.deadlines import due
from app.domain.plans import PlanActivity
from app.domain.questions import OpenQuestion
from app.errors import NotFinished
from app.i18n import _
from app.services.case import work_list
from app.services.case.editing import FieldKey
from ui.forms.told import activity_ticked

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk import Desk
    from ui.forms.ask_line import AskLine
    from ui.widgets.work_list_view import WorkListView


class WorkDeeds(QObject):
    """Done and on to the next; goes on to another day; dropped and why."""

    def __init__(self, desk: Desk, rows: WorkListView, ask: AskLine) -> None:
        super().__init__(rows)
        self._desk = desk
        self._rows = rows
        self._ask = ask
        self._then: Callable[[str], None] | None = None
        rows.done_wanted.connect(self._done)
        rows.later_wanted.connect(self._later)
        rows.drop_wanted.connect(self._drop)
        ask.given.connect(self._take)
        ask.left.connect(rows.setFocus)

    def answer(self, question: OpenQuestion) -> None:
        """Ask what was found out about a question."""
        self._begin(question.id, "answered", lambda text: self._answer(question.id, text))
        self._ask.ask(_("The answer: {what}").format(what=question.text), "", question.answer)

    @Slot(object)
    def _done(self, target: object) -> None:
        activity = self._activity(target)
        if activity is None:
            question = self._desk.case.entities.get(str(target))
            if isinstance(question, OpenQuestion):
                self.answer(question)
            return
        changed = work_list.turned_done(activity)
        done = changed.status == ActivityStatus.DONE
        if self._change(activity, changed, activity_ticked(activity, done=done)) and done:
            self._go_on()

    @Slot(object)
    def _later(self, target: object) -> None:
        activity = self._activity(target)
        if activity is not None:
            self._begin(activity.id, "later", lambda text: self._move(activity.id, text))
            self._ask.ask(
                _("New deadline: {what}").format(what=activity.what), _("12.3, +14, Friday")
            )

    @Slot(object)
    def _drop(self, target: object) -> None:
        activity = self._activity(target)
        if activity is not None:
            self._begin(activity.id, "dropped", lambda text: self._stop(activity.id, text))
            self._ask.ask(_("Why it is dropped: {what}").format(what=activity.what), "")

    @Slot()
    def _take(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(self._ask.text)

    def _begin(self, about: str, name: str, then: Callable[[str], None]) -> None:
        self._ask.show_about(FieldKey(about, name))
        self._then = then

    def _move(self, target: str, text: str) -> None:
        activity = self._activity(target)
        if activity is not None:
            changed = work_list.goes_on(activity, due(text, self._desk.today()))
            told = _("Goes on: {what}").format(what=activity.what)
            self._change(activity, changed, told)
        self._go_on()

    def _stop(self, target: str, why: str) -> None:
        activity = self._activity(target)
        if activity is not None:
            told = _("Dropped: {what}").format(what=activity.what)
            self._change(activity, work_list.dropped(activity, why), told)
        self._go_on()

    def _answer(self, target: str, text: str) -> None:
        question = self._desk.case.entities.get(target)
        if isinstance(question, OpenQuestion):
            self._desk.change([work_list.answered(question, text, self._desk.today())])
            self._desk.told.emit(_("Answered: {what}").format(what=question.text))
        self._rows.setFocus()

    def _change(self, activity: PlanActivity, changed: PlanActivity, told: str) -> bool:
        try:
            self._desk.change([work_list.checked(self._desk.case, activity, changed)])
        except NotFinished as error:
            self._desk.told.emit(str(error))
            return False
        self._desk.told.emit(told)
        return True

    def _activity(self, target: object) -> PlanActivity | None:
        found = self._desk.case.entities.get(str(target))
        return found if isinstance(found, PlanActivity) else None

    def _go_on(self) -> None:
        """Stand at the next that is open, so that one goes through them one by one."""
        self._rows.setFocus()
        self._rows.next_open()
