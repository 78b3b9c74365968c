"""The next meeting, agreed at the end of one: when, which kind and where, said back in words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot

from app.domain import fields
from app.domain.choices import MeetingKind
from app.domain.labels import field_label
from app.domain.meetings import Meeting
from app.domain.periods import meeting_kinds_of
from app.errors import NotFinished
from app.formats import clock, joined, weekday_day_month
from app.i18n import _
from app.services.appointment_rules import minutes_of
from app.services.case.booking import clash_words
from app.services.case.conversing import booked_on
from ui.forms.booking_line import LOOK_MS
from ui.forms.form import Form
from ui.widgets.announcing import announce
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, row

if TYPE_CHECKING:
    from ui.workspace import Workspace


_DAY_AND_TIME = re.compile(r"(?P<day>.+?),? +(?:kl\.?|klokka|klokken|at) *(?P<time>\d.*)", re.I)
_LINE_PX = 560
"""From this width on, day, time, kind and place stand in one line."""


class NextMeetingForm(Form):
    """The day is a field of the meeting that ends; the rest is the next one's own."""

    def __init__(self, workspace: Workspace, meeting: Meeting) -> None:
        super().__init__(workspace.desk)
        self._workspace = workspace
        self._meeting = meeting
        self.day, self.time, self.place = TextField(), TextField(), TextField()
        self.none = CheckField(field_label("meeting", "none_agreed"))
        self._spent = TextField()
        self._spent.setPlaceholderText(str(minutes_of(meeting)))
        kinds = meeting_kinds_of(self.desk.case.intake)
        self._kind = ChoiceField([(kind.value, kind.label) for kind in kinds])
        self._kind.show_text(MeetingKind.GUIDANCE.value)
        self.day.setPlaceholderText(_("12.3, +14, Friday"))
        self.place.show_text(meeting.place)
        self._time = Row(field_label("meeting", "at"), self.time)
        self._words = Label("", "quiet", wrap=True)
        self._later = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._heard = ""
        self._lay_out()
        self.show_entity(meeting)
        self._connect()
        self._look()

    def wished(self) -> Meeting:
        """Return the next meeting as it stands here; raises NotFinished for a time that is none."""
        self._part_day_and_time()
        return self._wished()

    def _wished(self) -> Meeting:
        blank = Meeting(
            kind=MeetingKind(self._kind.currentData()),
            day=self.desk.case.get(Meeting, self._meeting.id).next_meeting,
            place=self.place.text().strip(),
        )
        try:
            return fields.read(blank, "at", self.time.text(), self._workspace.today())
        except fields.Unreadable as unreadable:
            raise NotFinished(str(unreadable)) from None

    def _lay_out(self) -> None:
        day = self.labelled("meeting", "next_meeting", self.day)
        kind = Row(field_label("meeting", "kind"), self._kind)
        place = Row(field_label("meeting", "place"), self.place)
        when = folding(day, self._time, below=1, spacing=8, shares=(3, 2))
        which = folding(kind, place, below=1, spacing=8, shares=(1, 1))
        self.bind("meeting", "none_agreed", self.none)
        took = self.labelled("meeting", "minutes_spent", self._spent)
        spent = row(self.none, None, took, spacing=16)
        spent.setAlignment(self.none, Qt.AlignmentFlag.AlignBottom)
        line = folding(when, which, below=_LINE_PX, spacing=8, shares=(2, 3))
        self.setLayout(column(line, self._words, spent, spacing=8))

    def _connect(self) -> None:
        self.desk.watch(self, (Meeting,), self._start)
        self.day.editingFinished.connect(self._part_day_and_time)
        self.time.edited.connect(self._start)
        self.place.edited.connect(self._start)
        self._kind.edited.connect(self._start)
        self._later.timeout.connect(self._look)

    @Slot()
    def _part_day_and_time(self) -> None:
        """Take "+14 kl 10", typed in one go, as a day and a time."""
        found = _DAY_AND_TIME.fullmatch(self.day.text().strip())
        if found is not None:
            self.time.show_text(found["time"])
            self.day.show_text(found["day"])
            self.day.edited.emit(found["day"])

    @Slot()
    def _start(self) -> None:
        self._later.start()

    @Slot()
    def _look(self) -> None:
        """Say in words what was typed, and what else one has then."""
        self._later.stop()
        if self.desk.editing is None or self._meeting.id not in self.desk.case.entities:
            return
        try:
            wished = self._wished()
        except NotFinished as error:
            self._time.say("" if self.time.hasFocus() else str(error))
            return
        self._time.say("")
        words = self._said(wished)
        self._words.setText(words)
        if words and words != self._heard:
            announce(self._words, words)
        self._heard = words

    def _said(self, wished: Meeting) -> str:
        day = wished.day
        if day is None:
            return ""
        there = booked_on(self.desk.case, day, self._meeting.id)
        if there is not None:
            wished = replace(there, at=wished.at or there.at)
        at = _("at {time}").format(time=clock(wished.at)) if wished.at else ""
        when = f"{weekday_day_month(day)} {at}".strip()
        workspace = self._workspace
        free = clash_words(workspace.vault, wished, workspace.today())
        return joined([when, free, _("comes on the plan")])
