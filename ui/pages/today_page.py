"""I dag: meetings, what waits, deadlines, last opened; each row is one Enter from its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout, QWidget

from app.domain.choices import (
    PARTY_SHAPES,
    MeetingKind,
    Party,
    PlanState,
)
from app.formats import (
    age,
    capital,
    clock,
    first_name,
    joined,
    near_date,
    near_moment,
    weekday_day_month,
)
from app.i18n import _, ngettext
from app.services.case.today import COUNTED, MOST, look_at_today
from app.services.reference import municipality_name
from app.services.vault.copying import copy_status
from ui.pages.today_card import TodayCard
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label, party_role
from ui.widgets.layouts import column, folding, page, row
from ui.widgets.lines import Line
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from datetime import date

    from app.domain.reminders import Reminder
    from app.services.case.today import Today
    from app.storage.values.lines import ActivityLine, ClientLine, MeetingLine
    from ui.workspace import Workspace


@dataclass(frozen=True)
class Going:
    """Where a row leads: a person, a page of theirs, perhaps a meeting or a row of the plan."""

    client_id: str
    page: str = "plan"
    meeting_id: str = ""
    entity_id: str = ""


class TodayPage(QWidget):
    """The first page of the day."""

    going = Signal(object)
    search_wanted = Signal(str)
    new_wanted = Signal()
    vault_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._most: int | None = MOST
        self._waiting_count = 0
        self._title = Label("", "title")
        self._subtitle = Label("", "quiet")
        self._copies = NoticeBar(closable=False)
        self.search = TextField()
        self.search.setPlaceholderText(_("Search by name …"))
        self.search.setAccessibleName(_("Search by name"))
        self.search.returnPressed.connect(self._search)
        new = KeyButton(_("New client"), "Ctrl+N", "primary")
        new.clicked.connect(self.new_wanted)
        self.meetings = TodayCard(_("Meetings today"), _("No meetings today."), 64)
        self.waiting = TodayCard(_("Waiting for you"), _("Nothing is waiting for you."))
        self.deadlines = TodayCard(
            _("Deadlines of the next 7 days"), _("No deadlines this week."), 110
        )
        self.opened = TodayCard(_("Last opened"), _("Nobody has been opened yet."))
        for card in self.cards():
            card.going.connect(self.going)
            card.all_wanted.connect(self._show_all)
        titles = column(self._title, self._subtitle, spacing=0)
        head = folding(titles, row(self.search, new, spacing=14), below=720, shares=(1, 1))
        layout = column(head, self._copies, self._grid(), spacing=18)
        layout.setStretch(2, 1)
        self.setLayout(page(layout))

    @Slot()
    def refresh(self) -> None:
        """Read the day again."""
        day = self._workspace.today()
        found = look_at_today(self._workspace.vault, day, self._most)
        self._title.setText(capital(weekday_day_month(day)))
        self._say_copies(_summary(found))
        self.meetings.show_lines(tuple(_meeting_line(m, day) for m in found.meetings))
        reminders = tuple(_reminder_line(each, name, day) for each, name in found.reminders)
        waiting = (*(_waiting_line(m, day) for m in found.unfinished), *reminders)
        count = len(reminders) + max(found.unfinished_count, len(found.unfinished))
        has_more = found.unfinished_count > len(found.unfinished)
        pill = _figure(count) if count else ""
        self.waiting.show_lines(waiting, (pill, "sun"), has_more=has_more)
        self._waiting_count = len(found.meetings) + count
        late = found.overdue_count
        pill = ngettext("{n} overdue", "{n} overdue", late).format(n=_figure(late)) if late else ""
        deadlines = tuple(_deadline_line(line, day) for line in found.deadlines)
        has_more = found.deadline_count > len(deadlines)
        self.deadlines.show_lines(deadlines, (pill, "red"), has_more=has_more)
        self.opened.show_lines(tuple(_client_line(line) for line in found.last_opened))

    def _say_copies(self, summary: str) -> None:
        """Say how old the last verified copy is; what to worry about stands by itself."""
        workspace = self._workspace
        status = copy_status(workspace.vault, workspace.copy_targets())
        made = status.newest.verified_at if status.newest is not None else None
        told = (
            _("backup {when}").format(when=near_moment(made, workspace.today()))
            if made is not None
            else ""
        )
        self._subtitle.setText(joined([summary, told]))
        self._copies.setVisible(bool(status.warning))
        if status.warning:
            self._copies.say(status.warning, "sun", _("Go to the vault"), self.vault_wanted.emit)

    def waiting_count(self) -> int:
        """Return how many rows ask for something today."""
        return self._waiting_count

    def focus_start(self) -> None:
        """Put the focus on the first list that has something."""
        for card in self.cards():
            if card.list.lines.lines:
                card.list.setFocus()
                return
        self.search.setFocus()

    @Slot()
    def _show_all(self) -> None:
        """Read every row, for as long as the window is there."""
        self._most = None
        self.refresh()

    @Slot()
    def _search(self) -> None:
        self.search_wanted.emit(self.search.text())

    def cards(self) -> tuple[TodayCard, ...]:
        """Return the cards in reading order."""
        return (self.meetings, self.waiting, self.deadlines, self.opened)

    def _grid(self) -> QLayout:
        first = folding(self.meetings, self.waiting, below=700, spacing=16, shares=(1, 1))
        second = folding(self.deadlines, self.opened, below=700, spacing=16, shares=(1, 1))
        rows = column(first, second, spacing=16)
        rows.setStretch(0, 1)
        rows.setStretch(1, 1)
        return rows


def _summary(found: Today) -> str:
    meetings, deadlines = len(found.meetings), found.deadline_count
    return joined(
        [
            ngettext("{n} meeting today", "{n} meetings today", meetings).format(n=meetings),
            ngettext("{n} deadline this week", "{n} deadlines this week", deadlines).format(
                n=_figure(deadlines)
            ),
        ]
    )


def _figure(count: int) -> str:
    """Return a number; of very many only that there are more."""
    return f"{COUNTED}+" if count >= COUNTED else str(count)


def _meeting_line(line: MeetingLine, today: date) -> Line:
    meeting = line.meeting
    years = age(line.birth_year, today)
    starts = meeting.kind == MeetingKind.THREE_PARTY
    return Line(
        lead=clock(meeting.at) if meeting.at else "",
        title=line.client_name,
        title_rest=f", {years}" if years else "",
        strong=True,
        subtitle=joined([meeting.kind.label, meeting.place]),
        trail=_("Start the meeting") if starts else _("Prepare"),
        trail_role="primary" if starts else "button",
        target=Going(meeting.client_id, "talk" if starts else "meetings", meeting.id),
    )


def _waiting_line(line: MeetingLine, today: date) -> Line:
    meeting = line.meeting
    days = (today - meeting.day).days if meeting.day else 0
    held = _("meeting {date}").format(date=near_date(meeting.day, today)) if meeting.day else ""
    return Line(
        title=_("The note is not finished"),
        subtitle=joined([line.client_name, held]),
        trail=ngettext("{n} day", "{n} days", days).format(n=days) if days > 0 else "",
        target=Going(meeting.client_id, "talk", meeting.id),
    )


def _reminder_line(reminder: Reminder, name: str, today: date) -> Line:
    due = reminder.due_on
    return Line(
        title=reminder.text,
        subtitle=joined([name, _("your reminder")]),
        trail=near_date(due, today) if due else "",
        target=Going(reminder.client_id, "intake", entity_id=reminder.id),
    )


def _deadline_line(line: ActivityLine, today: date) -> Line:
    activity = line.activity
    due = activity.due_on or today
    late, near = due < today, (due - today).days <= 2  # noqa: PLR2004 - two days is near
    client = first_name(line.client_name)
    who = activity.who or (client if activity.party == Party.CLIENT else activity.party.label)
    return Line(
        lead=f"! {near_date(due, today)}" if late else near_date(due, today),
        lead_role="red" if late else "sun" if near else "grey",
        title=activity.what,
        subtitle=line.client_name,
        trail=f"{PARTY_SHAPES[activity.party]} {who}",
        trail_role=party_role(activity.party),
        target=Going(activity.client_id, "plan", entity_id=activity.id),
    )


def _client_line(line: ClientLine) -> Line:
    text, role = plan_words(line)
    return Line(
        title=line.name,
        strong=True,
        middle=municipality_name(line.municipality),
        trail=text,
        trail_role=role,
        target=Going(line.id, ""),
    )


def plan_words(line: ClientLine) -> tuple[str, str]:
    """Return where a person's plan is, as a word and a pill role."""
    if line.plan_state is None:
        return _("No plan yet"), "grey"
    if line.plan_state == PlanState.DRAFT:
        return _("Draft of version {n}").format(n=line.plan_number), "sun"
    if not line.plan_state.is_known:
        return line.plan_state.label, "grey"
    return _("✓ Plan finished"), "ok"
