"""What is done with an appointment outside Leia: a text about it, and a file for a calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.domain.appointments import TO_COME
from app.domain.meetings import meeting_words
from app.errors import NotFinished
from app.formats import capital, joined
from app.i18n import _
from app.services.appointment_texts import texts_for
from app.services.case.calendar_file import (
    calendar_file,
    check_calendar_allowed,
    log_calendar,
    week_lines,
)
from app.services.quiet.copies import PLACE, copied_places, copied_text, places_left
from app.storage.values.lines import MeetingLine
from ui.pages.week_page import WeekPage
from ui.printing import write_whole
from ui.widgets.labels import Label
from ui.windows.appointment_dialogs import CalendarFileDialog, CopyTextDialog
from ui.windows.bookmark import Bookmark
from ui.windows.dialogs import whose
from ui.windows.quiet_step import QuietStep
from ui.windows.words_leaving import CopiedWords, go_to_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.domain.meetings import Meeting
    from app.services.quiet.quiet_check import Finding
    from ui.windows.case_ways import CaseViews
    from ui.workspace import Workspace

_ONE, _WEEK = "ONE", "WEEK"


@dataclass(frozen=True)
class _GoingOut:
    """The appointments that go into a file."""

    lines: tuple[MeetingLine, ...]
    with_first_name: bool
    is_one: bool

    @property
    def client_id(self) -> str:
        """Whose appointment it is, where it is one alone."""
        return self.lines[0].meeting.client_id if self.is_one else ""

    def about(self) -> Label:
        """Return whom the file is about."""
        return Label(self.lines[0].client_name if self.is_one else _("My week"), "label", wrap=True)

    def place(self, found: Finding) -> str:
        """Return which appointment's place the words stand in."""
        line = self.line(found.key.entity_id)
        name = "" if self.is_one else line.client_name
        return joined([name, capital(meeting_words(line.meeting))])

    def line(self, meeting_id: str) -> MeetingLine:
        """Return one of them."""
        return next(each for each in self.lines if each.meeting.id == meeting_id)


class AppointmentDeeds(QObject):
    """About the meeting one looks at in its case, or the week that is shown."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        views: CaseViews,
        go_to: Callable[[str], None],
    ) -> None:
        """Remember the window, its views of a case, and its way to a bookmark's place."""
        super().__init__(window)
        self._window, self._workspace, self._views = window, workspace, views
        self._quiet, self._go_to = QuietStep(window, workspace), go_to
        self._going_out: _GoingOut | None = None

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
        self._show_text(meeting).open()

    def _show_text(self, meeting: Meeting) -> CopyTextDialog:
        dialog = CopyTextDialog(self._window, self._workspace, meeting)
        dialog.copy_wanted.connect(partial(self._leave_text, meeting))
        return dialog

    def _leave_text(self, meeting: Meeting, which: str, text: str) -> None:
        """Copy a text, after a quiet look at it."""
        case, desk = self._workspace.desk.case, self._workspace.desk

        def go(found: Finding) -> None:
            dialog = self._show_text(meeting)
            dialog.open()
            dialog.show_words(which, words.copies[0].words.text, found)

        copies = [copied_text(case, desk.register.folder, meeting, text)]
        words = CopiedWords(
            *(self._workspace, copies, partial(whose, case), lambda _found: _("The text"), go)
        )
        verbs = (_("Copy all the same"), _("Copy the text"))
        self._quiet.leave(words, lambda: self._copy(words.copies[0].words.text), verbs)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._workspace.tell(_("The text is copied. It leaves the clipboard in half a minute."))

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
        gather = partial(self._gather, meeting)
        dialog = CalendarFileDialog(self._window, choices, gather)
        dialog.accepted.connect(self._leave_file)
        dialog.open()

    def _chosen(self) -> Meeting | None:
        """Return the meeting one looks at on the page of a case; nothing anywhere else."""
        person = self._views.person
        if not person.isVisible() or person.page_name != "meetings":
            return None
        meeting: Meeting | None = person.page("meetings").chosen
        return meeting

    def _gather(self, meeting: Meeting | None, which: str, with_first_name: bool) -> None:  # noqa: FBT001 - a tick
        """Gather what goes into the file; raises NotFinished where there is nothing."""
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
        self._going_out = _GoingOut(lines, with_first_name, is_one=which == _ONE)

    @Slot()
    def _leave_file(self) -> None:
        """Ask where the file goes, after a quiet look at the places in it."""
        going, desk = self._going_out, self._workspace.desk
        if going is None:
            return
        copies = copied_places(
            self._workspace.vault,
            desk.register.folder,
            going.lines,
            with_first_name=going.with_first_name,
        )
        words = CopiedWords(self._workspace, copies, going.about, going.place, self._go_to_place)

        def go_on() -> None:
            self._ask_where(replace(going, lines=places_left(going.lines, words.copies)))

        self._quiet.leave(words, go_on, (_("Save all the same"), _("Save as a calendar file …")))

    def _go_to_place(self, found: Finding) -> None:
        """Go to the field of a meeting where its place is written."""
        going, meeting_id = self._going_out, found.key.entity_id
        if going is not None:
            there = Bookmark(
                page="person",
                client_id=going.line(meeting_id).meeting.client_id,
                tab="meetings",
                field=f"{meeting_id}.{PLACE}",
            )
            go_to_words(self._window, self._go_to, there, found)

    def _ask_where(self, going: _GoingOut) -> None:
        now = self._workspace.now()
        content = calendar_file(going.lines, now, with_first_name=going.with_first_name)
        dialog = QFileDialog(
            self._window, _("Save as"), str(Path.home() / "leia.ics"), "iCalendar (*.ics)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        write = partial(self._write, content=content, client_id=going.client_id)
        dialog.fileSelected.connect(lambda path: write(Path(path)))
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
