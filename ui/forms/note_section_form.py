"""One section of a conversation: its questions, its note, and what has gone from it to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from app.domain.choices import in_words
from app.domain.deadlines import due
from app.domain.templates import worded
from app.domain.voices import voice_of
from app.formats import first_name, joined
from app.i18n import _
from app.services.case import conversing
from app.services.case.editing import FieldKey
from ui.forms.addendum_form import who_and_when
from ui.forms.ask_line import AskLine
from ui.forms.form import Form, party_word
from ui.forms.gone_chips import GoneChips
from ui.forms.line_becoming import LineBecoming
from ui.forms.told import who_said
from ui.widgets.announcing import announce
from ui.widgets.fields import CheckField
from ui.widgets.key_names import key_text
from ui.widgets.labelled import ProblemLine
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row
from ui.widgets.line_margins import Inset
from ui.widgets.mark import LOCK, Mark
from ui.widgets.speaking import describe
from ui.widgets.talk_field import TalkField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLayout

    from app.domain.entities import CaseEntity
    from app.domain.meetings import Meeting, NoteSection
    from app.domain.templates import TemplateSection
    from app.domain.voices import Voice
    from app.services.case.line_links import SectionLinks
    from app.services.case.taking_along import Agreed
    from ui.desk import Desk

_FULL_LINES = 3


class NoteSectionForm(Form):
    """Part of one white page; only where one writes is there a box, and the box is the ring."""

    entered = Signal(str)
    back_wanted = Signal(object)
    """Words that are to be taken back from the plan."""
    marked = Signal()
    """It became written, not relevant, or empty again, or something went to the plan."""

    def __init__(self, desk: Desk, section: TemplateSection) -> None:
        super().__init__(desk)
        self.section = section
        self.key = section.key
        self.note = TalkField(1)
        self.note.setAccessibleName(worded(section.title))
        self.becoming = LineBecoming(desk, self.note, section)
        self.by_when = AskLine(desk)
        self.not_relevant = CheckField(_("Not relevant"))
        self._private = Label(_("Note – only here"), "small")
        self._in_plan = Label("", "good")
        self._prompts = Label(
            "   ".join(worded(prompt) for prompt in section.prompts), "quiet", wrap=True
        )
        self._guide = Label(_guide(section), "small", wrap=True)
        asked = (worded(each) for each in section.prompts)
        about = (_("Note – only here") + ".", in_words(self._guide.text()), *asked)
        self._about = " ".join(filter(None, about))
        self._narrow = Label("", "small", wrap=True)
        self._warned = ""
        self._problem = ProblemLine()
        self.gone = GoneChips()
        self._corrected = Label("", "quiet", wrap=True)
        self._note_id = self._meeting_id = ""
        self._mark, self._count = "", -1
        self._now = self._may_edit = False
        self.setLayout(self._contents())
        self.bind("note_section", "text", self.note, self._warn)
        self.bind("note_section", "not_relevant", self.not_relevant)
        desk.watch(self, lambda: (self._note_id,), self._hear)
        self.note.entered.connect(lambda: self.entered.emit(self.key))
        self._connect()
        self.set_now(now=False)

    def show_note(self, meeting: Meeting, note: NoteSection | None) -> None:
        """Edit this section of a meeting's note."""
        self.show_entity(note, "note_section")
        self.by_when.show_about(FieldKey(note.id, "deadline") if note else None)
        note_id = note.id if note else ""
        self._may_edit = note is not None and self.desk.case.may_edit(note, "text")
        self._meeting_id = meeting.id
        if note_id != self._note_id:
            self._note_id = note_id
            self._say_warned()
            if self.note.only is not None:
                self.note.show_only(None)
            self.note.set_caret(len(self.note.text))
        self.becoming.show(meeting.id, is_on=self._now and self._may_edit)
        self._corrected.setText(self._corrections())
        self._corrected.setVisible(bool(self._corrected.text()))
        self.set_now(now=self._now)

    def _corrections(self) -> str:
        found = conversing.corrections(self.desk.case, self._meeting_id, self.key)
        words = _("Corrected {who}: {words}")
        return "\n".join(
            words.format(who=joined(who_and_when(each)), words=each.text) for each in found
        )

    def show_gone(self, links: SectionLinks) -> None:
        """Show what has really gone from here to the plan; nothing gone is nothing green."""
        plan = self.desk.case.plan
        may = plan is not None and self.desk.case.may_edit(plan, "end_goal")
        self.gone.show_gone(links.texts, may_go_back=may, after=self.by_when.field)
        self.becoming.show_links(links)
        if links.count != self._count:
            self._count = links.count
            words = _("→ {n} in the plan").format(n=links.count) if links.count else ""
            self._in_plan.setText(words)
            self._in_plan.setVisible(bool(words))
            self.marked.emit()

    @property
    def count(self) -> int:
        """How much of this section is in the plan."""
        return max(self._count, 0)

    def show_only(self, voice: Voice | None) -> int:
        """Show only the lines of one voice, or all again; returns how many there are."""
        return self.note.show_only(voice)

    def come_along(self, along: Callable[[], Sequence[CaseEntity]]) -> None:
        """Let the first thing typed here bring these with it: the meeting begins."""
        for binding in self.bindings():
            binding.along = along

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
        """Open or shut the box."""
        changed = now != self._now
        self._now = now
        self._mark = self.state_mark
        if self.note.property("bare") != (not now):
            self.note.set_bare(bare=not now)
        self.note.set_lines(_FULL_LINES if now else 1)
        empty = not self.note.text
        self.note.setVisible(now or not empty)
        self._prompts.setVisible(now or empty)
        self._private.setVisible(now)
        self._guide.setVisible(now and bool(self._guide.text()))
        self.not_relevant.setVisible(
            self._may_edit and (self.not_relevant.isChecked() or (now and empty))
        )
        self.note.show_line(is_on=now and self._may_edit)
        self.by_when.setVisible(now and bool(self.by_when.text))
        if changed:
            self.becoming.show(self._meeting_id, is_on=now and self._may_edit)

    def refuse(self, why: str) -> None:
        """Say at the note why its line went nowhere, until something else is written."""
        self._problem.say(self.note, why)

    def focus_note(self) -> None:
        """Open the box with the caret in the note."""
        self.set_now(now=True)
        if not self.note.textCursor().position():
            self.note.caret_to_end()
        self.note.setFocus()

    def agreed(self) -> Agreed:
        """Return what the line of the caret says will be done, with the deadline being typed."""
        if self.by_when.text:
            self.becoming.choose_due(due(self.by_when.text, self.desk.today()))
        return self.becoming.agreed()

    def ask_by_when(self) -> None:
        """Ask by when the line of the caret will be done."""
        if self._may_edit and self.note.current_line().strip():
            self.by_when.ask(_("By when"), _("12.3, +14, Friday"), self.becoming.due_words)

    def turn_not_relevant(self) -> None:
        """Say that there is nothing to ask here, or that there is after all."""
        self.not_relevant.click()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.entered.emit(self.key)
        self.focus_note()

    @Slot()
    def _take_due(self) -> None:
        self.becoming.choose_due(due(self.by_when.text, self.desk.today()))
        self.note.setFocus()

    @Slot()
    def _describe(self) -> None:
        """Have the box say what its line would become, for whoever asks about it."""
        spoken = self.becoming.spoken() if self._now else ""
        would = _("Would become an activity: {what}.").format(what=spoken) if spoken else ""
        describe(self.note, f"{would} {self._about}".strip())
        beside = bool(spoken) and not self.note.is_wide
        self._narrow.setText(f"{key_text('Ctrl+Return')}  {spoken}" if beside else "")
        self._narrow.setVisible(beside)

    @Slot()
    def _say_line(self) -> None:
        """Say whose words the line is that the caret came to, and what it became."""
        voice = voice_of(self.note.current_line())
        client = first_name(self.desk.case.client.name)
        who = who_said(voice, client) if voice else ""
        chip = self.note.chips.get(self.note.line)
        became = in_words(chip.text) if chip is not None and chip.is_made else ""
        words = joined([who, became])
        if words and self.note.hasFocus():
            announce(self.note, words)

    def _warn(self, problem: str) -> None:
        self._warned = problem
        self._say_warned()

    @Slot()
    def _say_warned(self) -> None:
        if self._problem.text() != self._warned:
            self._problem.say(self.note, self._warned)

    def _connect(self) -> None:
        self.note.edited.connect(self._say_warned)
        self.note.line_left.connect(self._say_line)
        self.becoming.read.connect(self._describe)
        self.gone.back_wanted.connect(self.back_wanted)
        self.by_when.given.connect(self._take_due)
        self.by_when.left.connect(self.note.setFocus)
        self._describe()

    def _contents(self) -> QLayout:
        title = Label(worded(self.section.title), "part")
        head = row(
            *(title, self.not_relevant, None),
            *(Mark(LOCK), self._private, self._in_plan),
            spacing=8,
        )
        return column(
            Inset(column(head, self._guide, self._prompts, spacing=2)),
            self.note,
            Inset(self._below()),
            spacing=4,
        )

    def _below(self) -> QLayout:
        """Return what stands under the note: what is asked, wrong, gone, and put right."""
        parts = (self._narrow, self.by_when, self._problem, self.gone, self._corrected)
        return column(*parts, spacing=4)


def _guide(section: TemplateSection) -> str:
    """Return what a part is for, and who is asked first in it."""
    party = section.speaks_first
    first = _("Speaks first: {party}").format(party=party_word(party)) if party else ""
    return joined([worded(section.purpose), first])
