"""Samtale: outline at the left, sections in the middle, goal and activities at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.domain.choices import MeetingKind, MeetingState
from app.domain.clients import Client
from app.domain.meetings import Addendum, Meeting, NoteSection, Participant, is_shut
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.taken_lines import TakenLine
from app.domain.templates import worded
from app.formats import clock, joined, short_date, uncapital
from app.i18n import _
from app.services.case import conversing
from app.services.case.line_links import NoteLinks
from app.services.templates.finding import template_of
from ui.forms.addendum_form import AddendumForm
from ui.forms.aside_form import AsideForm
from ui.forms.beginning import Beginning
from ui.forms.closing_form import ClosingForm
from ui.forms.note_cards import NoteCards
from ui.forms.note_section_form import NoteSectionForm
from ui.pages.shared_view import SharedView
from ui.pages.talk_head import TalkHead
from ui.pages.talk_left import TalkLeft
from ui.pages.talk_lines import TalkLines
from ui.widgets.layouts import BAR_PX, EDGE_PX, column, holding, scrolled
from ui.widgets.sides import Sides
from ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from app.domain.templates import ConversationTemplate
    from ui.workspace import Workspace

LAYOUT_MS = 250
"""While the cards find their heights, the open one is brought into sight again."""


class TalkPage(QWidget):
    """The workspace of one conversation."""

    closed = Signal()
    finish_wanted = Signal(str)
    share_wanted = Signal()
    turned = Signal()
    """What all may see is shown, or the note again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self.meeting_id = ""
        self.sections: list[NoteSectionForm] = []
        self.note_cards = NoteCards(self._desk, self, self._wire)
        self._here = 0
        self.beginning = Beginning(self._desk)
        self.head = TalkHead()
        self._left = TalkLeft()
        self.outline = self._left.outline
        self.aside = AsideForm(self._desk, workspace.today)
        self.addendum, self.checklist = AddendumForm(workspace), ClosingForm(self._desk)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(24)
        self.shared = SharedView(workspace)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._workbench())
        self._stack.addWidget(self.shared)
        self._stack.currentChanged.connect(self.turned)
        self.setLayout(column(self._stack))
        self._bringing = QTimer(self, singleShot=True, interval=LAYOUT_MS)
        self._bringing.timeout.connect(self._scroll_here)
        self.lines = TalkLines(workspace, self)
        self._connect()

    def show_meeting(self, meeting_id: str) -> None:
        """Open a meeting's note. Looking changes nothing: a planned one stays planned."""
        case, self.meeting_id = self._desk.case, meeting_id
        meeting, register = case.get(Meeting, meeting_id), self._desk.register.folder
        form = template_of(meeting, tuple(case.note(meeting_id)), register)
        if form != self.note_cards.form:
            self._show_sections(form)
        self._stack.setCurrentIndex(0)
        self._refresh()
        self.aside.show_meeting(meeting)
        self.go_to(self._first_empty())
        if self._begins_with_list(meeting):
            self.aside.focus_first()

    def _begins_with_list(self, meeting: Meeting) -> bool:
        """Whether one goes through what is open from before, ahead of anything new."""
        is_next = meeting.kind == MeetingKind.FOLLOW_UP and not is_shut(meeting)
        beside = self.aside.isVisibleTo(self)
        return is_next and beside and self.aside.wants_focus

    @Slot()
    def start(self) -> None:
        """Begin the meeting that is planned, with the caret where the note begins."""
        if self.beginning.start():
            self.go_to(self._here)
            if self._begins_with_list(self._desk.case.get(Meeting, self.meeting_id)):
                self.aside.focus_first()

    def reveal(self, entity_id: str) -> None:
        """Open the section that holds a part of the note."""
        found = self._desk.case.entities.get(entity_id)
        if isinstance(found, NoteSection):
            self.go_to(next((n for n, s in enumerate(self.sections) if s.key == found.key), -1))

    def shown_meeting(self) -> str:
        """Return the id of the meeting whose note is in sight; empty where none is."""
        return self.meeting_id if self.isVisible() else ""

    @Slot()
    def _focus_here(self) -> None:
        self.sides.close_drawer()
        self.here.note.setFocus()

    @property
    def here(self) -> NoteSectionForm:
        """The section the caret is in."""
        return self.sections[self._here]

    @Slot(int)
    def go_to(self, number: int) -> None:
        """Open a section with the caret in its note."""
        if 0 <= number < len(self.sections):
            self._point(number)
            self.sections[number].focus_note()
            self._bringing.start()
            self._scroll_here()

    @Slot()
    def _scroll_again(self) -> None:
        if self._bringing.isActive():
            self._scroll_here()

    @Slot()
    def _scroll_here(self) -> None:
        """Bring the open card into sight, once the layout knows how tall it is."""
        if self.sections:
            above = self.sections[self._here - 1] if self._here else self.sections[0]
            top = max(
                above.y() - 4,
                self.here.y() + self.here.height() - self._area.viewport().height() + 12,
            )
            self._area.verticalScrollBar().setValue(min(top, self.here.y() - 8))

    def step(self, by: int) -> None:
        """Go to the section before or after."""
        self.go_to(max(0, min(self._here + by, len(self.sections) - 1)))

    @Slot()
    def toggle_shared(self) -> None:
        """Show what all three may see, or the note again."""
        self._desk.settle()
        to_shared = self._stack.currentIndex() == 0
        self.shared.show_case(self._desk.case, self.meeting_id, self.aside.spoken_of)
        self._stack.setCurrentIndex(1 if to_shared else 0)
        if to_shared:
            self.shared.list.setFocus()
        else:
            self.go_to(self._here)

    @property
    def is_shared(self) -> bool:
        """Whether the screen shows only what all three may see."""
        return self._stack.currentIndex() == 1

    def _workbench(self) -> QWidget:
        aside_frame = QFrame()
        aside_frame.setObjectName("aside")
        aside = holding(column(self.aside), (16, 16, EDGE_PX - BAR_PX, 16))
        aside_frame.setLayout(column(scrolled(aside, keeps_room=True)))
        self._sheet = holding(
            column(self._cards, self.checklist, self.addendum, None, spacing=12),
            (EDGE_PX - 4, 4, EDGE_PX - BAR_PX, 20),
        )
        self._area = scrolled(self._sheet, keeps_room=True)
        middle = column(self.head, self._area, spacing=4)
        middle.setStretch(1, 1)
        starts = (self.outline, self.aside.list)
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setLayout(middle)
        self.sides = Sides(self._left, sheet, aside_frame, starts=starts)
        return self.sides

    def _connect(self) -> None:
        self.outline.chosen.connect(self.sides.close_drawer)
        self.outline.chosen.connect(self.go_to)
        self._area.verticalScrollBar().rangeChanged.connect(self._scroll_again)
        self.addendum.text.edited.connect(self._bringing.stop)
        self._left.back_wanted.connect(self.closed)
        self.head.start_wanted.connect(self.start)
        self.head.set_back_wanted.connect(self.beginning.set_back)
        self.head.share_wanted.connect(self.share_wanted)
        self.shared.closed.connect(self.toggle_shared)
        self.aside.left.connect(self._focus_here)
        self.head.finish_wanted.connect(self._want_finish)
        self._desk.watch(self, (Client, Meeting, Participant, Addendum), self._hear)
        self._desk.watch(self, (CareerPlan, PlanActivity, TakenLine), self._hear_plan)

    def _wire(self, number: int, section: NoteSectionForm) -> None:
        section.note.edited.connect(self._bringing.stop)
        section.entered.connect(lambda _key: self._point(number))
        section.back_wanted.connect(self.lines.take_back)
        section.marked.connect(self._mark_written)
        section.come_along(self.beginning.along)

    def _show_sections(self, form: ConversationTemplate) -> None:
        if (writing := self.focusWidget()) is not None:
            writing.clearFocus()  # to hide it would hand the focus on, part after part
        for old in self.sections:
            self._cards.removeWidget(old)
            old.hide()
        self.sections = self.note_cards.of(form)
        for section in self.sections:
            self._cards.addWidget(section)
            section.show()
        follow(self.head.finish, *self.sections, self.checklist, self.addendum, self.aside)
        self._left.show_form(worded(form.title))
        self.addendum.name_parts({each.key: worded(each.title) for each in form.sections})
        self._about_text = _("Template version {n}").format(n=form.version)

    @Slot()
    def _hear(self) -> None:
        if self._desk.editing is not None and self.meeting_id in self._desk.case.entities:
            self._refresh()

    def _refresh(self) -> None:
        case = self._desk.case
        meeting = case.get(Meeting, self.meeting_id)
        notes = case.note(meeting.id)
        self.checklist.show_meeting(meeting)
        self.beginning.show(meeting, self.note_cards.form)
        for section in self.sections:
            blank = conversing.section_of(meeting, section.key)
            section.show_note(meeting, notes.get(section.key, blank))
        self._show_gone()
        begun = meeting.state == MeetingState.STARTED
        day = short_date(meeting.day, self._workspace.today()) if meeting.day else ""
        when = " ".join([day, clock(meeting.at)]) if meeting.at else day
        state = "" if begun else uncapital(meeting.state.label)
        self._left.show_about(joined([self._about_text, when, state]))
        self.addendum.show_meeting(meeting if meeting.state == MeetingState.FINISHED else None)
        self._mark_written()

    def _point(self, number: int) -> None:
        self._here = number
        for at, section in enumerate(self.sections):
            section.set_now(now=at == number)
        for part in (*self.sections, self._sheet):
            if (places := part.layout()) is not None:
                places.activate()  # the page follows the focus to where the box is now
        self.outline.show_here(number)
        self._say_where()

    @Slot()
    def _mark_written(self) -> None:
        case = self._desk.case
        if isinstance(meeting := case.entities.get(self.meeting_id), Meeting):
            self.head.show_meeting(case, meeting)  # else its cards are still to show another's
        marks = ((s.state_mark, worded(s.section.title), s.count) for s in self.sections)
        self.outline.show_sections(tuple(marks))
        self.outline.show_here(self._here)

    @Slot()
    def _hear_plan(self) -> None:
        """Show in each section what is in the plan from there now."""
        if self._desk.editing is not None and self.meeting_id in self._desk.case.entities:
            self._show_gone()
        self._say_where()

    def _show_gone(self) -> None:
        links = NoteLinks(self._desk.case, self.meeting_id)
        for section in self.sections:
            section.show_gone(links.of(section.key))

    @Slot()
    def _say_where(self) -> None:
        """Say which part this is, and what has been agreed so far."""
        if self._desk.editing is not None and self.sections:
            count = _("part {n} of {count}").format(n=self._here + 1, count=len(self.sections))
            self.sides.bar.show_place(worded(self.here.section.title), count, self.aside.summary())

    def _first_empty(self) -> int:
        return next((n for n, s in enumerate(self.sections) if s.state_mark == "○"), 0)

    @Slot()
    def _want_finish(self) -> None:
        self._desk.settle()
        self.finish_wanted.emit(self.meeting_id)
