"""Under the time of an appointment: whether one is free then, and times one is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.choices import MeetingState
from app.domain.meetings import Meeting
from app.formats import capital, clock, short_date
from app.i18n import _
from app.services.case.booking import clash_words, free_times, put_at
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding

if TYPE_CHECKING:
    from ui.workspace import Workspace

LOOK_MS = 200
"""After the last key, so that no key waits for a look into the calendar."""


class BookingLine(QWidget):
    """Says quietly what else one has at that time; it refuses nothing."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._meeting: Meeting | None = None
        self._looked_at: tuple[object, ...] = ()
        self.words = Label("", "quiet", wrap=True)
        self.free_times = Button(_("Free times"), "menu")
        self.free_times.setMenu(QMenu(self))
        line = folding(self.words, self.free_times, below=440, spacing=8, shares=(1, 0))
        self.setLayout(column(line))
        self._later = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._later.timeout.connect(self._look)
        self.free_times.menu().aboutToShow.connect(self._offer)
        self.free_times.menu().triggered.connect(self._choose)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Be about this meeting as it stands."""
        self._meeting = meeting
        self.setVisible(meeting is not None and meeting.state == MeetingState.PLANNED)
        when = _when(meeting) if meeting else ()
        if when == self._looked_at:
            return
        is_same = when[:1] == self._looked_at[:1]
        self._looked_at = when
        if is_same:
            self._later.start()
        else:
            self._say()

    @Slot()
    def _look(self) -> None:
        if self._desk.editing is None:
            return
        before = self.words.text()
        self._say()
        if self.words.text() and self.words.text() != before:
            announce(self.words, self.words.text())

    def _say(self) -> None:
        self._later.stop()
        meeting, workspace = self._meeting, self._workspace
        words = clash_words(workspace.vault, meeting, workspace.today()) if meeting else ""
        self.words.setText(capital(words))

    @Slot()
    def _offer(self) -> None:
        """Offer the next times one is free, from the day that stands there."""
        meeting, workspace, menu = self._meeting, self._workspace, self.free_times.menu()
        menu.clear()
        if meeting is None:
            return
        now = workspace.now()
        day = meeting.day or now.date()
        for span in free_times(workspace.vault, meeting, day, now):
            when = f"{short_date(span.begins.date(), now.date())} {clock(span.begins)}"
            menu.addAction(when).setData(span)
        if menu.isEmpty():
            menu.addAction(_("No time is free in the next four weeks.")).setEnabled(False)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        if self._meeting is None:
            return
        self._desk.settle()
        meeting = self._desk.case.get(Meeting, self._meeting.id)
        self._desk.change([put_at(meeting, action.data(), self._workspace.today())])


def _when(meeting: Meeting) -> tuple[object, ...]:
    return meeting.id, meeting.day, meeting.at, meeting.minutes_planned, meeting.kind
