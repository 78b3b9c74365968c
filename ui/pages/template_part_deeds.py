"""Deeds with the parts of a template that is written, and with what is suggested for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.centre_templates import (
    SuggestionAnswer,
    TemplatePart,
    TemplateSuggestion,
    TemplateVersion,
)
from app.i18n import _
from app.services.templates import suggesting, writing
from app.services.templates.finding import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.entities import Entity
    from ui.pages.template_editor import TemplateEditor
    from ui.workspace import Workspace


class TemplatePartDeeds(QObject):
    """Each is one step of undo; where nothing can be written, it is said why."""

    def __init__(self, workspace: Workspace, editor: TemplateEditor) -> None:
        super().__init__(editor)
        self._workspace, self._desk, self._editor = workspace, workspace.desk, editor
        editor.move_wanted.connect(self.move_part)
        editor.suggestion.wanted.connect(self.suggest)
        editor.suggestion.left.connect(self._leave_suggestion)
        editor.suggestion.taken.connect(self._take_suggestion)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return them under the names of their commands."""
        return {
            "new_part": self.begin_part,
            "new_question": self.begin_question,
            "part_up": lambda: self.move_part(-1),
            "part_down": lambda: self.move_part(1),
            "take_out_part": self.take_out_part,
            "suggest_change": self.suggest,
            "take_suggestion": self.take_suggestion,
            "leave_suggestion": self.leave_suggestion,
        }

    @Slot()
    def begin_part(self) -> None:
        """Add a part after the one that is shown, or last, with the caret in its title."""
        version = self._written()
        if version is not None:
            made = writing.new_part(self._desk.register.folder, version, self._editor.part_id)
            if self._change([made]):
                self._editor.go_to(made.id)

    @Slot()
    def begin_question(self) -> None:
        """Add a question to the part that is shown."""
        if self._written() is not None:
            if self._editor.part is None:
                self._workspace.tell(_("Choose a part first."))
            else:
                self._editor.form.begin_question()

    @Slot(int)
    def move_part(self, by: int) -> None:
        """Let the part that is shown change places with a neighbour."""
        version, part = self._written(), self._editor.part
        if version is None or part is None:
            return
        self._desk.settle()
        parts = parts_of(self._desk.register.folder, version.id)
        if self._change(writing.moved(parts, part.id, by)):
            numbers = [each.id for each in parts_of(self._desk.register.folder, version.id)]
            told = _("The part is number {n} now.")
            self._workspace.tell(told.format(n=numbers.index(part.id) + 1))

    @Slot()
    def take_out_part(self) -> None:
        """Take out the part that is shown, with its questions."""
        version, part = self._written(), self._editor.part
        if version is None or part is None:
            return
        self._desk.settle()
        register = self._desk.register.folder
        now = register.get(TemplatePart, part.id)
        if self._change([], writing.part_with_questions(register, now)):
            self._editor.parts.setFocus()
            self._workspace.tell(_("The part is taken out. Ctrl+Z brings it back."))

    @Slot()
    def suggest(self) -> None:
        """Write down what somebody suggests for what is shown."""
        version = self._editor.version
        if version is None or not self._editor.isVisible():
            self._workspace.tell(_("Open a template of the centre’s first."))
            return
        part = self._editor.part
        new = TemplateSuggestion(
            template_id=version.template_id,
            part_key=part.key if part else "",
            from_whom=self._workspace.vault.counsellor.name,
            made_on=self._workspace.today(),
        )
        self._editor.suggestion.write(new)

    @Slot(str)
    def _leave_suggestion(self, suggestion_id: str) -> None:
        found = self._desk.register.folder.get(TemplateSuggestion, suggestion_id)
        if self._change([suggesting.left(found, self._workspace.today())]):
            self._workspace.tell(_("The suggestion is left. Ctrl+Z brings it back."))

    @Slot(str)
    def _take_suggestion(self, suggestion_id: str) -> None:
        register, today = self._desk.register.folder, self._workspace.today()
        found, part = register.get(TemplateSuggestion, suggestion_id), self._editor.part
        if self._written() is None:
            return
        if part is None:
            answered = replace(found, answer=SuggestionAnswer.TAKEN, answered_on=today)
            self._change([answered])
        elif self._change(suggesting.taken_in(register, found, part, today)):
            self._workspace.tell(_("The suggestion is a question now: word it as it shall be."))

    def _written(self) -> TemplateVersion | None:
        """Return the draft that is shown; where there is none, say what has to be done first."""
        if self._editor.isVisible() and self._editor.may_write:
            return self._editor.version
        self._workspace.tell(_("Open a draft first: what is in use never changes."))
        return None

    @Slot()
    def take_suggestion(self) -> None:
        """Take in what is suggested for the part that is shown."""
        self._with_shown(self._take_suggestion)

    @Slot()
    def leave_suggestion(self) -> None:
        """Leave what is suggested for the part that is shown."""
        self._with_shown(self._leave_suggestion)

    def _with_shown(self, deed: Callable[[str], None]) -> None:
        shown = self._editor.suggestion.shown if self._editor.isVisible() else None
        if shown is None:
            self._workspace.tell(_("Nothing is suggested here that waits for an answer."))
        else:
            deed(shown.id)

    def _change(self, made: Sequence[Entity], gone: Sequence[Entity] = ()) -> bool:
        is_done = bool(made or gone) and self._desk.change(made, removed=gone)
        self._editor.show_again()
        return is_done
