"""I dag: meetings, what waits, deadlines, last opened; each row is one Enter from its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from app.formats import capital, weekday_day_month
from app.i18n import _
from app.services.case.today import MOST, is_first_day, look_at_today
from app.services.vault.copying import copy_status
from ui.pages.brought_back_line import BroughtBackLine
from ui.pages.day_rows import client_row, meeting_rows, waiting_row
from ui.pages.day_summary import DaySummary
from ui.pages.deadlines_card import GONE_BY, DeadlinesCard, figure
from ui.pages.first_day import FirstDay, day_words, welcome
from ui.pages.today_card import TodayCard
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, holding, page, row
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from app.services.case.today import Today
    from ui.widgets.line_list import LineListView
    from ui.workspace import Workspace


class TodayPage(QWidget):
    """The first page of the day; on the very first day a guide."""

    going = Signal(object)
    search_wanted = Signal(str)
    new_wanted = Signal()
    vault_wanted = Signal()
    practice_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._most: int | None = MOST
        self._came_from: LineListView | None = None
        self._is_new = not workspace.practice
        self._title = Label("", "title")
        self._summary = DaySummary()
        self._copies, self.brought_back = NoticeBar(closable=False), BroughtBackLine(workspace)
        self.search = TextField()
        self.search.setPlaceholderText(_("Search by name …"))
        self.search.setAccessibleName(_("Search by name"))
        self.search.returnPressed.connect(self._search)
        self._new = KeyButton(_("New client"), "Ctrl+N", "primary")
        self._new.clicked.connect(self.new_wanted)
        self.meetings = TodayCard(_("Meetings today"), _("No meetings today."), 64)
        self.waiting = TodayCard(_("Waiting for you"), _("Nothing is waiting for you."))
        self.deadlines = DeadlinesCard()
        self.opened = TodayCard(_("Last opened"), _("Nobody has been opened yet."))
        self.first_day = FirstDay()
        self._stack = QStackedWidget()
        self._connect()
        titles = column(self._title, self._summary, spacing=0)
        tools = row(self.search, self._new, spacing=12)
        tools.setAlignment(self._new, Qt.AlignmentFlag.AlignRight)
        head = folding(titles, tools, below=720, shares=(1, 1))
        for each in (holding(self._columns()), self.first_day):
            self._stack.addWidget(each)
        layout = column(head, self.brought_back, self._copies, self._stack, spacing=18)
        layout.setStretch(3, 1)
        self.setLayout(page(layout))
        for one, other in pairwise(card.list for card in self.cards()):
            self.setTabOrder(one, other)

    @Slot()
    def refresh(self) -> None:
        """Read the day again."""
        workspace, now = self._workspace, self._workspace.now()
        day = now.date()
        self._is_new = self._is_new and is_first_day(workspace.vault)
        self._stack.setCurrentIndex(1 if self._is_new else 0)
        self.search.setHidden(self._is_new)
        self._new.show_kind("plain" if self._is_new else "primary")
        if self._is_new:
            self._title.setText(welcome(workspace))
            self._summary.show_words(day_words(day))
            self.first_day.show_vault(workspace)
            return
        found = look_at_today(workspace.vault, day, self._most)
        self._title.setText(capital(weekday_day_month(day)))
        self._say_copies()
        self.brought_back.refresh()
        self._show_cards(found)

    def _show_cards(self, found: Today) -> None:
        now = self._workspace.now()
        day, waiting = now.date(), found.waiting
        self._summary.show_day(found)
        self.meetings.show_lines(meeting_rows(found, now))
        self.waiting.show_lines(
            tuple(waiting_row(line, day) for line in waiting),
            figure(found.waiting_count) if found.waiting_count else "",
            has_more=found.waiting_count > len(waiting),
        )
        self.deadlines.show_day(found, day)
        self.opened.show_lines(tuple(client_row(line) for line in found.last_opened))

    def _say_copies(self) -> None:
        """Say what there is to worry about the copies; how old they are, the status line says."""
        workspace = self._workspace
        status = copy_status(workspace.vault, workspace.copy_targets())
        self._copies.setVisible(bool(status.warning))
        if status.warning:
            self._copies.say(status.warning, "sun", _("Go to the vault"), self.vault_wanted.emit)

    def focus_start(self) -> None:
        """Put the focus on the row one came from, or on the first list that has something."""
        if self._is_new:
            self.first_day.focus_start()
            return
        if self.brought_back.takes_focus():
            return
        lists = [card.list for card in self.cards() if card.list.lines.lines]
        first = next(iter(lists), self.search)
        (self._came_from if self._came_from in lists else first).setFocus()

    def _go(self, card: TodayCard, target: object) -> None:
        self._came_from = card.list
        self.going.emit(target)

    @Slot()
    def _show_all(self) -> None:
        """Read every row, for as long as the window is there."""
        self._most = None
        self.refresh()

    @Slot()
    def _search(self) -> None:
        self.search_wanted.emit(self.search.text())

    def cards(self) -> tuple[TodayCard, ...]:
        """Return the cards in the order of the eye: down one column, then the other."""
        return (self.meetings, self.deadlines, self.waiting, self.opened)

    def _connect(self) -> None:
        for card in self.cards():
            card.going.connect(lambda target, card=card: self._go(card, target))
            card.all_wanted.connect(self._show_all)
        self._summary.meetings.clicked.connect(self.meetings.go_to_rows)
        self._summary.waiting.clicked.connect(self.waiting.go_to_rows)
        self._summary.overdue.clicked.connect(lambda: self.deadlines.unfold(GONE_BY))
        self.first_day.practice_wanted.connect(self.practice_wanted)
        self.first_day.new_wanted.connect(self.new_wanted)
        self.first_day.template_wanted.connect(self.template_wanted)
        self.first_day.vault_wanted.connect(self.vault_wanted)

    def _columns(self) -> QLayout:
        """Two columns of cards; what is left under them is ground."""
        left = holding(column(self.meetings, self.deadlines, None, spacing=20))
        right = holding(column(self.waiting, self.opened, None, spacing=20))
        return column(folding(left, right, below=700, spacing=24, shares=(6, 5)))
