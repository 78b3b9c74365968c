"""Samtaler: the appointments of a week or a day, by keyboard; each one Enter away from its case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.appointments import TO_COME
from app.domain.choices import MeetingState
from app.formats import capital, clock, day_month, joined, near_date, weekday_day_month
from app.i18n import _, ngettext
from app.services.appointment_rules import minutes_of
from app.services.case.client_list import Whose, choose_whose
from app.services.case.week import look_at_days
from ui.pages.day_rows import Going
from ui.pages.meetings_page import STATE_LOOK
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, Card, column, folding, row
from ui.widgets.lines import Line
from ui.widgets.segments import Segments
from ui.widgets.week_layout import Block
from ui.widgets.week_view import WeekView

if TYPE_CHECKING:
    from app.storage.values.lines import MeetingLine
    from ui.workspace import Workspace

_WEEK, _DAY = "WEEK", "DAY"
_WORKDAYS, _DAYS = 5, 7


class WeekPage(QWidget):
    """A week as a calendar; weekends are shown where something lies in them."""

    going = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.day = workspace.today()
        self.view = WeekView(_("Meetings"))
        self.view.setMinimumHeight(theme.px(120))
        self._title, self._told = Label("", "title"), Label("", "quiet")
        self.spread = Segments(_("How much"), [(_WEEK, _("Week")), (_DAY, _("Day"))])
        self.whose = Segments(_("Whose cases"), [(Whose.MINE, _("Mine")), (Whose.ALL, _("All"))])
        self.before, self.after = Button("←"), Button("→")
        self.before.setAccessibleName(_("The time before"))
        self.after.setAccessibleName(_("The time after"))
        self.home = KeyButton(_("Today"), "Home")
        titles = column(self._title, self._told, spacing=0)
        tools = row(self.whose, self.spread, self.before, self.home, self.after, None, spacing=12)
        head = folding(titles, tools, below=720, shares=(1, 0))
        card = Card(column(self.view, spacing=0), margin=1)
        layout = column(head, card, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(EDGE_PX, 20, EDGE_PX, 20)
        self.setLayout(layout)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the days again."""
        today = self._workspace.today()
        first, last = self._ends()
        found = look_at_days(self._workspace.vault, first, last, today)
        days = self._shown_days(first, {line.meeting.day for line in found.lines})
        blocks = tuple(_block(line) for line in found.lines)
        self.view.show_days(days, blocks, today)
        self.whose.show_code(found.whose)
        self.whose.setVisible(found.is_shared)
        self._say(days, len(blocks))

    def focus_start(self) -> None:
        """Put the focus on the calendar."""
        self.view.setFocus()

    def show_day(self, day: date) -> None:
        """Show the days around one, and stand at its first appointment."""
        self.day = day
        self.refresh()
        self.view.stand_at(self.view.row_of_day(day))
        announce(self._title, joined([self._title.text(), self._told.text()]))

    def _ends(self) -> tuple[date, date]:
        if self.spread.code == _DAY:
            return self.day, self.day
        monday = self.day - timedelta(days=self.day.weekday())
        return monday, monday + timedelta(days=_DAYS - 1)

    def _shown_days(self, first: date, taken: set[date | None]) -> tuple[date, ...]:
        if self.spread.code == _DAY:
            return (first,)
        days = [first + timedelta(days=number) for number in range(_DAYS)]
        last = max((n for n, day in enumerate(days) if day in taken), default=0)
        return tuple(days[: max(last + 1, _WORKDAYS)])

    def _say(self, days: tuple[date, ...], count: int) -> None:
        today = self._workspace.today()
        if len(days) == 1:
            title = capital(weekday_day_month(days[0]))
            when = str(days[0].year) if days[0].year != today.year else ""
        else:
            title = _("Week {n}").format(n=days[0].isocalendar().week)
            when = f"{day_month(days[0])} – {near_date(days[-1], today)}"
        self._title.setText(title)
        none = _("no meetings")
        meetings = ngettext("{n} meeting", "{n} meetings", count).format(n=count)
        self._told.setText(joined([when, meetings if count else none]))

    @Slot(int)
    def _turn(self, days: int) -> None:
        self.show_day(self.day + timedelta(days=days))

    @Slot()
    def _go_home(self) -> None:
        self.show_day(self._workspace.today())

    def _step(self, by: int) -> None:
        self._turn(by if self.spread.code == _DAY else by * _DAYS)

    @Slot(str)
    def _spread_to(self, code: str) -> None:
        target = self.view.target
        at = next((b.day for b in self.view.blocks if b.line.target == target), self.day)
        self.spread.show_code(code)
        self.show_day(at)

    @Slot(str)
    def _choose_whose(self, code: str) -> None:
        choose_whose(self._workspace.vault, Whose(code))
        self.refresh()

    def _connect(self) -> None:
        self.view.opened.connect(self.going)
        self.view.turned.connect(self._turn)
        self.view.today_wanted.connect(self._go_home)
        self.view.view_wanted.connect(self._spread_to)
        self.spread.chosen.connect(self._spread_to)
        self.whose.chosen.connect(self._choose_whose)
        self.home.clicked.connect(self._go_home)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))


def _block(line: MeetingLine) -> Block:
    meeting = line.meeting
    shape, role = STATE_LOOK[meeting.state]
    state = "" if meeting.state == MeetingState.PLANNED else f"{shape} {meeting.state.label}"
    day = meeting.day or date.min
    return Block(
        day=day,
        begins=meeting.at,
        minutes=minutes_of(meeting),
        line=Line(
            lead=clock(meeting.at) if meeting.at else "",
            title=line.client_name or _("(no name yet)"),
            subtitle=joined([state, meeting.kind.label, meeting.place]),
            middle=weekday_day_month(day),  # heard, and not painted: the column says it
            trail_role=role,
            faded=meeting.state not in TO_COME,
            target=Going(meeting.client_id, "meetings", meeting.id),
        ),
    )
