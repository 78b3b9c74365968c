"""One section of a conversation: prompts, the note, and the way from a line to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent, QTextCharFormat, QTextFormat
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, Party
from app.domain.periods import parties_of
from app.domain.templates import GoesTo, worded
from app.formats import first_name
from app.i18n import _
from app.services.case.editing import FieldKey
from ui.forms.form import Form
from ui.forms.jotting import Jotting
from ui.forms.told import activity_made
from ui.style.theme import theme
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labelled import ProblemLine
from ui.widgets.labels import Label, Pill, repolish
from ui.widgets.layouts import Card, Item, column, folding, holding, row
from ui.widgets.notes_field import NotesField
from ui.widgets.speaking import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QLayout

    from app.domain.entities import CaseEntity, Entity
    from app.domain.meetings import Meeting, NoteSection
    from app.domain.templates import TemplateSection
    from ui.desk import Desk

_FULL_LINES = 4


class NoteSectionForm(Form):
    """A card that opens when its note has the focus and shrinks to what was written when not."""

    entered = Signal(str)
    activity_wanted = Signal(str)
    plan_wanted = Signal(str)
    marked = Signal()
    """It became written, not relevant, or empty again."""

    def __init__(self, desk: Desk, section: TemplateSection) -> None:
        super().__init__(desk)
        self.section = section
        self.key = section.key
        self.note = NotesField(1)
        self.note.setAccessibleName(worded(section.title))
        describe(self.note, _spoken(section))
        self.not_relevant = CheckField(_("Not relevant"))
        self.party = ChoiceField([])
        self.party.setAccessibleName(_("Who does the activity"))
        self.due = TextField()
        self.due.setAccessibleName(_("By when"))
        self.due.setPlaceholderText(_("deadline: 12.3, Friday …"))
        self.deadline = Jotting(desk, self.due)
        self.confidence = TextField()
        self._pill = Pill(*_goes_to(section.goes_to))
        self._prompts = Label(
            "   ".join(worded(prompt) for prompt in section.prompts), "quiet", wrap=True
        )
        self._warned = ""
        self._problem = ProblemLine()
        self._card = Card(self._contents())
        self._actions: QWidget
        self.setLayout(column(self._card))
        self.bind("note_section", "text", self.note, self._warn)
        self.bind("note_section", "not_relevant", self.not_relevant)
        self._note_id = ""
        self._mark = ""
        desk.watch(self, lambda: (self._note_id,), self._hear)
        self.note.installEventFilter(self)
        self.note.edited.connect(self._say_warned)
        self.note.cursorPositionChanged.connect(self._mark_line)
        self.set_now(now=False)

    def show_note(self, meeting: Meeting, note: NoteSection | None) -> None:
        """Edit this section of a meeting's note."""
        self.show_entity(note, "note_section")
        self.deadline.show(FieldKey(note.id, "deadline") if note else None)
        self.show_entity(meeting, "meeting")
        note_id = note.id if note else ""
        if note_id != self._note_id or not self.party.count():
            self._note_id = note_id
            self._say_warned()
            self._offer_parties()
            self.note.set_caret(len(self.note.text))
        self._may_edit = note is not None and self.desk.case.may_edit(note, "text")
        self.set_now(now=self._now)

    def come_along(self, along: Callable[[], Sequence[CaseEntity]]) -> None:
        """Let the first thing typed here bring these with it: the meeting begins."""
        for binding in self.bindings():
            binding.along = along

    def _offer_parties(self) -> None:
        name = first_name(self.desk.case.client.name)
        self.party.clear()
        for party in parties_of(self.desk.case.intake):
            word = name if party == Party.CLIENT and name else party.label
            self.party.addItem(f"{PARTY_SHAPES[party]} {word}", party.value)

    @Slot()
    def _hear(self) -> None:
        """Show whether there is something in it, where that changed."""
        if self.state_mark != self._mark:
            self.set_now(now=self._now)
            self.marked.emit()

    @property
    def state_mark(self) -> str:
        """● written, – not relevant, ○ still empty."""
        if self.not_relevant.isChecked():
            return "–"
        return "○" if not self.note.text or self.note.text.isspace() else "●"

    def set_now(self, *, now: bool) -> None:
        """Open or shut the card."""
        self._now = now
        self._mark = self.state_mark
        may_edit = getattr(self, "_may_edit", False)
        self._card.setProperty("now", now)
        self._card.setProperty("shut", not now)
        if self.note.property("bare") != (not now):
            self.note.set_bare(bare=not now)
            repolish(self._card)
        self.note.set_lines(_FULL_LINES if now else 1)
        empty = not self.note.text
        self.note.setVisible(now or not empty)
        self._prompts.setVisible(now or empty)
        self._actions.setVisible(now and may_edit)
        self._mark_line()

    def refuse(self, why: str) -> None:
        """Say at the note why its line went nowhere, until something else is written."""
        self._problem.say(self.note, why)

    def became(self, made: Iterable[Entity]) -> None:
        """Say which activity a line has become; its deadline has gone along."""
        self.deadline.clear()
        self.desk.told.emit(activity_made(made))

    def focus_note(self) -> None:
        """Open the card with the caret in the note."""
        self.set_now(now=True)
        if not self.note.textCursor().position():
            self.note.caret_to_end()
        self.note.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and isinstance(event, QFocusEvent) and event.gotFocus():
            self.entered.emit(self.key)
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.entered.emit(self.key)
        self.focus_note()

    @Slot()
    def want_activity(self) -> None:
        """Ask for the current line as an activity."""
        if self.note.current_line().strip():
            self.activity_wanted.emit(self.key)

    @Slot()
    def want_plan(self) -> None:
        """Ask for the current line in the plan's section."""
        if self.note.current_line().strip() and self.section.plan_field:
            self.plan_wanted.emit(self.key)

    def _warn(self, problem: str) -> None:
        self._warned = problem
        self._say_warned()

    @Slot()
    def _say_warned(self) -> None:
        if self._problem.text() != self._warned:
            self._problem.say(self.note, self._warned)

    def _contents(self) -> QLayout:
        head = row(Label(worded(self.section.title), "heading"), None, self._pill)
        self._actions = holding(self._action_rows())
        return column(head, self._prompts, self.note, self._problem, self._actions, spacing=8)

    def _action_rows(self) -> QLayout:
        make = KeyButton(_("Make it an activity"), "Ctrl+Return")
        make.clicked.connect(self.want_activity)
        told = Label(_("The line becomes an activity:"), "quiet")
        describe(self.party, self.party.accessibleName())
        who = row(self.party, self.due)
        first = folding(told, who, make, below=560, spacing=8, shares=(0, 1, 0))
        second: list[Item] = [self.not_relevant, None]
        if self.section.key == "end_goal":
            self.confidence.setFixedWidth(theme.px(52))
            self.bind("meeting", "confidence", self.confidence)
            second.append(row(Label(_("How sure, 0–10:"), "quiet"), self.confidence))
        if self._has_plan_text:
            take = KeyButton(_("Take the line along to the plan"), "Ctrl+Shift+Return")
            take.clicked.connect(self.want_plan)
            second.append(take)
        return column(first, folding(*second, below=560, spacing=8), spacing=8)

    @property
    def _has_plan_text(self) -> bool:
        return self.section.plan_field not in (None, "activities")

    @Slot()
    def _mark_line(self) -> None:
        """Show which line a key would take along."""
        marks: list[QTextEdit.ExtraSelection] = []
        if self._now and self.note.current_line().strip():
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(theme.colour("sun_bg"))
            look.setProperty(QTextFormat.Property.FullWidthSelection, False)  # noqa: FBT003
            cursor = self.note.textCursor()
            cursor.movePosition(cursor.MoveOperation.StartOfBlock)
            cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
            mark.format, mark.cursor = look, cursor
            marks.append(mark)
        self.note.setExtraSelections(marks)


def _spoken(section: TemplateSection) -> str:
    """Say whether what is written here stays in the note, then what to ask about."""
    whose, _role = _goes_to(section.goes_to)
    return " ".join((f"{whose.strip('→ ')}.", *(worded(prompt) for prompt in section.prompts)))


def _goes_to(goes_to: GoesTo) -> tuple[str, str]:
    return {
        GoesTo.PLAN: (_("→ goes to the plan"), "ok"),
        GoesTo.CHOSEN_LINES: (_("only chosen lines go to the plan"), "sun"),
        GoesTo.NOTE: (_("only in the note"), "grey"),
    }[goes_to]
