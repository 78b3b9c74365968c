"""What the keys of a conversation do with the line of the caret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from app.domain.meetings import Meeting, NoteSection
from app.domain.note_states import NoteDeed, may
from app.domain.periods import parties_of
from app.domain.plans import PlanActivity
from app.domain.templates import ACTIVITIES
from app.domain.voices import Voice
from app.errors import NotFinished
from app.formats import first_name
from app.i18n import _, ngettext
from app.services.case import taking_along, work_list
from app.services.case.line_links import taken_back
from ui.forms.told import activity_made, voice_words, who_said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.choices import Party
    from app.domain.entities import CaseEntity
    from app.domain.taken_lines import TakenLine
    from ui.forms.addendum_form import AddendumForm
    from ui.forms.aside_form import AsideForm
    from ui.forms.beginning import Beginning
    from ui.forms.note_section_form import NoteSectionForm
    from ui.workspace import Workspace


class Talk(Protocol):
    """The conversation that is open."""

    meeting_id: str
    beginning: Beginning
    aside: AsideForm
    sections: list[NoteSectionForm]
    addendum: AddendumForm

    @property
    def here(self) -> NoteSectionForm:
        """The section the caret is in."""
        ...


class TalkLines(QObject):
    """Who said it, what it becomes, who does it and by when; one key each."""

    def __init__(self, workspace: Workspace, page: Talk) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._page = page

    @Slot()
    def line_to_activity(self) -> None:
        """Make the line the caret is in an activity, or open the one it is already."""
        here = self._page.here
        if (made := here.becoming.activity_here()) is not None:
            self._page.aside.show_activity(made.id)
            return
        note = self._desk.case.note(self._page.meeting_id).get(here.key)
        if note is None:
            return
        line, agreed = here.note.line, here.agreed()
        self._desk.settle()  # what was typed is a step of its own, so Ctrl+Z stops at it

        def deed() -> Sequence[CaseEntity]:
            written = self._desk.case.get(NoteSection, note.id)
            return taking_along.line_to_activity(self._desk.case, written, line, agreed)

        made_now = self._take_along(deed)
        if made_now:
            here.by_when.clear()
            self._page.aside.speak_of(next(e.id for e in made_now if isinstance(e, PlanActivity)))
            here.note.caret_to_line(line + 1)
            self._desk.told.emit(activity_made(made_now))

    @Slot()
    def line_to_plan(self) -> None:
        """Add the chosen words, or the line the caret is in, to the plan's section."""
        here = self._page.here
        field, words = here.section.plan_field, here.note.chosen_words()
        note = self._desk.case.note(self._page.meeting_id).get(here.key)
        if note is None or not words.strip() or field in (None, ACTIVITIES):
            return
        case = self._desk.case
        self._take_along(lambda: taking_along.line_to_plan(case, note, str(field), words))

    def say_who(self, voice: Voice) -> None:
        """Say whose words the line of the caret is, or that all agreed on it."""
        if self._page.here.note.isReadOnly():
            return
        self._desk.settle()
        now = self._page.here.note.say_who(voice)
        name = self._desk.case.client.name
        self._workspace.tell(voice_words(now, first_name(name)))

    def choose_party(self, party: Party) -> None:
        """Say who does what the line of the caret says, before or after it is an activity."""
        here = self._page.here
        if party not in parties_of(self._desk.case.intake):
            return
        made = here.becoming.activity_here()
        if made is None:
            here.becoming.choose_party(party)
            self._workspace.tell(here.becoming.spoken())
        elif self._desk.case.may_edit(made, "party"):
            self._desk.change([replace(made, party=party, who="")])

    @Slot()
    def leave_question(self) -> None:
        """Keep the line of the caret as something to check; it comes back until it is answered."""
        note = self._desk.case.note(self._page.meeting_id).get(self._page.here.key)
        line = self._page.here.note.current_line()
        made = work_list.asked(note, line, self._desk.today()) if note else ()
        if made and self._desk.change((*self._page.beginning.along(), *made)):
            self._workspace.tell(_("To be checked: {what}").format(what=made[0].text))

    @Slot()
    def show_next_voice(self) -> None:
        """Show only what one of them said, then what the next did, at last all again."""
        order = (None, *Voice)
        now = self._page.here.note.only
        only = order[(order.index(now) + 1) % len(order)]
        count = sum(section.show_only(only) for section in self._page.sections)
        if only is None:
            self._workspace.tell(_("All lines are shown again."))
            return
        name = first_name(self._desk.case.client.name)
        lines = ngettext("{n} line", "{n} lines", count).format(n=count)
        words = _("Shown: {who} · {lines}")
        self._workspace.tell(words.format(who=who_said(only, name), lines=lines))

    @Slot()
    def correct(self) -> None:
        """Write the right words of a part of a finished note; the wrong ones stay readable."""
        here, meeting = self._page.here, self._desk.case.get(Meeting, self._page.meeting_id)
        if may(meeting, NoteDeed.CORRECT):
            self._page.addendum.correct(here.key, here.note.text)
        else:
            self._workspace.tell(_("This note is not finished: write in it."))

    @Slot()
    def ask_by_when(self) -> None:
        """Ask by when the line of the caret will be done."""
        self._page.here.ask_by_when()

    @Slot()
    def turn_not_relevant(self) -> None:
        """Say that there is nothing to ask in this part, or that there is after all."""
        self._page.here.turn_not_relevant()

    def _take_along(self, deed: Callable[[], Sequence[CaseEntity]]) -> Sequence[CaseEntity]:
        """Do what takes words to the plan; returns what it made, nothing where it could not."""
        try:
            made = deed()
        except NotFinished as error:
            self._page.here.refuse(str(error))
            return ()
        stored = bool(made) and self._desk.change((*self._page.beginning.along(), *made))
        self._page.here.note.setFocus()
        return made if stored else ()

    @Slot(object)
    def take_back(self, taken: TakenLine) -> None:
        """Take words back from the plan to where they were said."""
        plan = taken_back(self._desk.case, taken)
        if self._desk.change(plan, removed=[taken]):
            self._workspace.tell(_("Taken back from the plan: {words}").format(words=taken.words))
        self._page.here.note.setFocus()
