"""What is done with an appointment outside Leia: a text about it, and a file for a calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.domain.appointments import TO_COME
from app.domain.meetings import meeting_words
from app.errors import NotFinished
from app.formats import capital
from app.i18n import _
from app.services.appointment_texts import texts_for
from app.services.case.calendar_file import (
    calendar_file,
    check_calendar_allowed,
    log_calendar,
    week_lines,
)
from app.storage.values.lines import MeetingLine
from ui.pages.week_page import WeekPage
from ui.printing import write_whole
from ui.windows.appointment_dialogs import CalendarFileDialog, CopyTextDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.domain.meetings import Meeting
    from ui.windows.case_ways import CaseViews
    from ui.workspace import Workspace

_ONE, _WEEK = "ONE", "WEEK"


class AppointmentDeeds(QObject):
    """About the meeting one looks at in its case, or the week that is shown."""

    def __init__(self, window: QWidget, workspace: Workspace, views: CaseViews) -> None:
        super().__init__(window)
        self._window, self._workspace, self._views = window, workspace, views

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {"copy_text": self.copy_text, "calendar_file": self.save_calendar}

    def copy_text(self) -> None:
        """Show a text about the appointment for an SMS or a letter, ready to be copied."""
        person = self._views.person
        if not person.isVisible() or person.page_name != "meetings":
            self._views.show_case("meetings")
        self._workspace.desk.settle()
        meeting = self._chosen()
        if meeting is None or not texts_for(meeting):
            self._workspace.tell(_("Choose a meeting that has a day and is not held yet."))
            return
        CopyTextDialog(self._window, self._workspace, meeting).open()

    def save_calendar(self) -> None:
        """Ask which appointments become a file for a calendar."""
        workspace = self._workspace
        check_calendar_allowed(workspace.vault, workspace.policy)
        if workspace.desk.editing is not None:
            workspace.desk.settle()
        meeting = self._chosen()
        is_one = meeting is not None and meeting.day is not None and meeting.state in TO_COME
        choices = [(_WEEK, _("My week"))]
        if meeting is not None and is_one:
            choices.insert(0, (_ONE, capital(meeting_words(meeting))))
        ask = partial(self._ask_where, meeting)
        CalendarFileDialog(self._window, choices, ask).open()

    def _chosen(self) -> Meeting | None:
        """Return the meeting one looks at on the page of a case; nothing anywhere else."""
        person = self._views.person
        if not person.isVisible() or person.page_name != "meetings":
            return None
        meeting: Meeting | None = person.page("meetings").chosen
        return meeting

    def _ask_where(self, meeting: Meeting | None, which: str, with_first_name: bool) -> None:  # noqa: FBT001 - a tick
        vault, today = self._workspace.vault, self._workspace.today()
        if which == _ONE and meeting is not None:
            name = self._workspace.desk.case.client.name
            lines: tuple[MeetingLine, ...] = (
                MeetingLine(meeting=meeting, client_name=name, birth_year=None),
            )
        else:
            lines = week_lines(vault, self._day_shown(), today)
        if not lines:
            raise NotFinished(_("There are no appointments to save in that week."))
        client_id = lines[0].meeting.client_id if which == _ONE else ""
        now = self._workspace.now()
        content = calendar_file(lines, now, with_first_name=with_first_name)
        dialog = QFileDialog(
            self._window, _("Save as"), str(Path.home() / "leia.ics"), "iCalendar (*.ics)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.fileSelected.connect(lambda path: self._write(Path(path), content, client_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: Path, content: bytes, client_id: str) -> None:
        log_calendar(self._workspace.vault, client_id)
        write_whole(path, content)
        self._workspace.tell(_("The calendar file is saved. It is not encrypted: look after it."))

    def _day_shown(self) -> date:
        page = self._window.findChild(WeekPage)
        if isinstance(page, WeekPage) and page.isVisible():
            return page.day
        return self._workspace.today()
