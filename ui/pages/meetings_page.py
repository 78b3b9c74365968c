"""Samtaler: the meetings of a case, planned and held, and the way into each note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.change_marks import BINNED
from app.domain.choices import MeetingKind, MeetingState, PerCode
from app.domain.meetings import Meeting, meeting_words
from app.domain.periods import meeting_kinds_of
from app.domain.taking_away import meeting_with_parts, why_meeting_stays
from app.formats import capital, clock, joined, short_date
from app.i18n import _
from app.services.case import conversing, preparing
from app.services.session_series import series_meetings, session_series
from app.services.templates.finding import template_for
from ui.forms.meeting_form import MeetingForm
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import BAR_PX, EDGE_PX, Card, column, folding, holding, row, scrolled
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.entities import CaseEntity
    from ui.workspace import Workspace

STATE_LOOK = PerCode(
    {
        MeetingState.PLANNED: ("○", "grey"),
        MeetingState.STARTED: ("◐", "sun"),
        MeetingState.FINISHED: ("✓", "ok"),
        MeetingState.NO_SHOW: ("–", "grey"),
        MeetingState.CANCELLED: ("✕", "grey"),
    },
    other=("?", "grey"),
)


class MeetingsPage(QWidget):
    """Meetings at the left, the one the cursor is on at the right."""

    talk_wanted = Signal(object)
    """To look at a meeting's note; looking changes nothing."""
    start_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._here = ""
        self.list = LineListView(_("Meetings"))
        self.list.keeps_mark = True
        self.list.setMinimumHeight(theme.px(60))
        self.form = MeetingForm(workspace)
        self.new = Button(_("New meeting"), "menu")
        self.new.setMenu(self._kinds())
        self.start = Button(_("Start the meeting"), "primary")
        self._open = Button("", "primary")
        self.set_back = Button(_("Set back to planned"))
        self.no_show = Button(_("Did not come"))
        self.call_off = Button(_("Call off"))
        self._away = Button(_("Put in the bin"), "link")
        self._stays = Label("", "quiet", wrap=True)
        self._empty = Label(
            _("No meetings yet. Begin with the first one; the order is free."), "quiet", wrap=True
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row(16, Label(_("Meetings"), "heading"), None, self.new, 10)
        self._empty.setContentsMargins(16, 0, 16, 0)
        listed = column(9, head, self._empty, self.list, None, spacing=8)
        listed.setStretch(3, 100)
        buttons = folding(
            row(self.start, self._open, spacing=8),
            row(self.set_back, self.no_show, self.call_off, None, spacing=8),
            below=440,
            spacing=8,
            shares=(0, 1),
        )
        away = row(self._away, self._stays, None)
        self._right = Card(column(self.form, 4, buttons, away, None, spacing=12))
        right = scrolled(holding(column(self._right, None), (0, 0, 0, 4)), keeps_room=True)
        left = holding(column(Card(listed, margin=1)), (0, 0, BAR_PX, 0))  # as the bar at the right
        body = column(folding(left, right, below=640, spacing=16 - BAR_PX, shares=(1, 2)))
        body.setContentsMargins(EDGE_PX, 12, EDGE_PX - BAR_PX, 20)
        self.setLayout(body)

    @property
    def chosen(self) -> Meeting | None:
        """The meeting one looks at, if there is one."""
        found = self._desk.case.entities.get(self._here) if self._desk.editing else None
        return found if isinstance(found, Meeting) else None

    def show_case(self) -> None:
        """Show the case on the desk."""
        self._refresh()

    def focus_start(self) -> None:
        """Put the focus on the meetings, or where the first one is made."""
        (self.list if self.list.lines.lines else self.new).setFocus()

    def show_meeting(self, meeting_id: str) -> None:
        """Put the cursor on a meeting."""
        self._refresh()
        self.list.show_current(meeting_id)

    def offer_kinds(self) -> None:
        """Ask by key which kind the new meeting is; the first stands ready."""
        self.new.setFocus()
        self.new.click()
        menu = self.new.menu()
        menu.setActiveAction(menu.actions()[0])

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        menu.triggered.connect(self._add_chosen)
        return menu

    def _fill_kinds(self) -> None:
        """Offer the kinds of meeting that the period has, and below them whole series."""
        menu, kinds = self.new.menu(), meeting_kinds_of(self._desk.case.intake)
        if [each.data() for each in menu.actions()[: len(kinds)]] == list(kinds):
            return
        menu.clear()
        for kind in kinds:
            menu.addAction(kind.label).setData(kind.value)
        menu.addSeparator()
        for series in session_series():
            menu.addAction(series.label).setData(series.id)

    @Slot(QAction)
    def _add_chosen(self, action: QAction) -> None:
        chosen = str(action.data())
        series = [each for each in session_series() if each.id == chosen]
        if series:
            who, register = self._workspace.vault.counsellor, self._desk.register.folder
            self._add(series_meetings(self._desk.case, series[0], who, register))
        else:
            self._add(self._one(MeetingKind(chosen)))

    def _connect(self) -> None:
        self.list.pointed.connect(self._show)
        self.list.opened.connect(self.talk_wanted)
        self.start.clicked.connect(self._begin)
        self._open.clicked.connect(self._talk)
        self.set_back.clicked.connect(self._make_planned)
        self.no_show.clicked.connect(self._mark_no_show)
        self.call_off.clicked.connect(self._call_off)
        self._away.clicked.connect(self._take_away)
        self._desk.watch(self, (Meeting,), self._refresh)

    @Slot()
    def _refresh(self) -> None:
        if self._desk.editing is None:
            return
        self._fill_kinds()
        meetings = self._desk.case.meetings
        today, here = self._workspace.today(), self._here
        self.list.show_lines(tuple(_line(meeting, today) for meeting in reversed(meetings)))
        self.list.show_current(here)  # a new day moves a meeting; the form stays with it
        self._empty.setVisible(not meetings)
        self.list.setVisible(bool(meetings))
        self._right.setVisible(bool(meetings))
        current = self.list.currentIndex().row()
        if meetings and 0 <= current < len(meetings):
            self._show(self.list.lines.lines[current].target)

    @Slot(object)
    def _show(self, meeting_id: object) -> None:
        meeting = self._desk.case.entities.get(str(meeting_id))
        if not isinstance(meeting, Meeting):
            return
        self._here = meeting.id
        self.form.show_meeting(meeting)
        planned = meeting.state == MeetingState.PLANNED
        self._open.setText(_open_text(meeting))
        self._open.show_kind("plain" if planned else "primary")
        self.start.setVisible(planned)
        self.no_show.setVisible(planned)
        self.call_off.setVisible(planned)
        stays = why_meeting_stays(meeting)
        self._away.setVisible(not stays)
        self._stays.setText(stays)
        self._stays.setVisible(bool(stays))
        self.set_back.setVisible(conversing.may_set_back(self._desk.case, meeting))

    @Slot()
    def _talk(self) -> None:
        self.talk_wanted.emit(self._here)

    @Slot()
    def _begin(self) -> None:
        self.start_wanted.emit(self._here)

    @Slot()
    def _mark_no_show(self) -> None:
        self._desk.change([conversing.no_show(self._desk.case.get(Meeting, self._here))])

    @Slot()
    def _call_off(self) -> None:
        self._desk.settle()
        self._desk.change([conversing.called_off(self._desk.case.get(Meeting, self._here))])

    @Slot()
    def _make_planned(self) -> None:
        self._desk.settle()
        case = self._desk.case
        meeting, blank = conversing.set_back(case, case.get(Meeting, self._here))
        self._desk.change([meeting], removed=blank)

    @Slot()
    def _take_away(self) -> None:
        """Put the meeting in the bin; Ctrl+Z takes that back, as everything."""
        self._desk.settle()
        meeting = self._desk.case.get(Meeting, self._here)
        if why_meeting_stays(meeting):
            return
        whole = meeting_with_parts(self._desk.case, meeting)
        if self._desk.change([], removed=whole, mark=BINNED):
            told = _("{meeting} is in the bin. Ctrl+Z brings it back.")
            self._workspace.tell(told.format(meeting=capital(meeting_words(meeting))))
        self.focus_start()

    def _one(self, kind: MeetingKind) -> Sequence[CaseEntity]:
        template = template_for(kind, self._desk.register.folder)
        counsellor = self._workspace.vault.counsellor
        return preparing.new_meeting(self._desk.case, kind, template, counsellor)

    def _add(self, made: Sequence[CaseEntity]) -> None:
        self._desk.change(made)
        self.show_meeting(made[0].id)
        self.form.day.setFocus()


def _line(meeting: Meeting, today: date) -> Line:
    shape, role = STATE_LOOK[meeting.state]
    when = joined(
        [
            short_date(meeting.day, today) if meeting.day else _("no date yet"),
            clock(meeting.at) if meeting.at else "",
            meeting.place,
        ]
    )
    return Line(
        title=meeting.kind.label,
        strong=True,
        subtitle=when,
        trail=f"{shape} {meeting.state.label}",
        trail_role=role,
        target=meeting.id,
    )


def _open_text(meeting: Meeting) -> str:
    if meeting.state == MeetingState.PLANNED:
        return _("Prepare")
    if meeting.state == MeetingState.STARTED:
        return _("Go on with the note")
    return _("Read the note")
