"""Ending a meeting: the sheet, the way to what is open, the receipt and what comes after it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.checks import Problem
from app.domain.meetings import Meeting
from app.errors import NotFinished
from app.i18n import _
from app.services.case import conversing
from app.services.case.open_ends import OpenEnd, Way
from ui.widgets.giving import give
from ui.windows.finish_dialog import FinishedDialog, FinishMeetingDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.person_page import PersonPage
    from ui.pages.talk_page import TalkPage
    from ui.workspace import Workspace


class NoteDeeds(QObject):
    """Finishes a note from wherever it is asked for."""

    def __init__(
        self, window: QWidget, workspace: Workspace, person: PersonPage, talk: TalkPage
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._desk = workspace.desk
        self._person = person
        self._talk = talk
        talk.finish_wanted.connect(self.finish)

    @Slot(str)
    def finish(self, meeting_id: str) -> None:
        """Ask for the next date, say what is open, then finish the note and give a receipt."""
        desk = self._desk
        finished: list[Meeting] = []

        def finish(wished: Meeting) -> None:
            desk.settle()
            meeting = desk.case.get(Meeting, meeting_id)
            ended = conversing.finish_meeting(meeting, self._workspace.now(), desk.case)
            who = (self._workspace.vault.counsellor, desk.register.folder)
            agreed = conversing.agreed_meeting(desk.case, ended, *who, wished)
            if not desk.finish(*agreed):
                raise NotFinished(desk.failure)
            name = desk.case.client.name or _("(no name yet)")
            told = _("The note about {name} is finished and locked.").format(name=name)
            self._workspace.tell(told)
            finished.append(agreed[0])

        meeting = desk.case.get(Meeting, meeting_id)
        sheet = FinishMeetingDialog(self._window, self._workspace, meeting, finish, self._go)
        sheet.accepted.connect(lambda: self._give_receipt(finished[0]) if finished else None)
        sheet.open()

    def _give_receipt(self, meeting: Meeting) -> None:
        receipt = FinishedDialog(self._window, self._workspace, meeting)
        receipt.print_wanted.connect(partial(give, self._window, "print_plan"))
        receipt.today_wanted.connect(partial(give, self._window, "today"))
        receipt.open()

    def _go(self, end: OpenEnd) -> None:
        """Go to what is open, with the hand where it is dealt with."""
        if end.way is Way.STEP:
            self._talk.closed.emit()
            self._person.show_page("plan")
            self._person.page("plan").go_to_problem(Problem("plan", "next_step", ""))
        elif end.way is Way.LINE:
            keys = [section.key for section in self._talk.sections]
            self._talk.go_to(keys.index(end.target))
            self._talk.here.note.caret_to_line(end.line)
        elif end.way is Way.CHECKLIST:
            self._talk.checklist.setFocus()
        else:
            self._go_beside(end.target)

    def _go_beside(self, activity_id: str) -> None:
        """Stand at an activity of the list, or at the goal where none is named."""
        aside = self._talk.aside
        if not aside.isVisible():
            self._talk.sides.toggle_right()
        if activity_id:
            aside.list.setFocus()
            aside.list.show_current(activity_id)
        else:
            aside.goal.setFocus()
