"""Suggestions for a part of a template: answered one by one, and a new one written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from app.domain.centre_templates import TemplateSuggestion
from app.formats import day_month, joined
from app.i18n import _, ngettext
from app.services.templates.suggesting import open_suggestions
from ui.forms.form import Form
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, row
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from app.domain.entities import Entity
    from ui.desk import Desk

_KIND = "template_suggestion"


class SuggestionLine(Form):
    """The oldest that nobody has answered, how many more there are, and two answers."""

    left = Signal(str)
    taken = Signal(str)
    wanted = Signal()
    """Somebody wants to suggest something."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._about, self._may_take = ("", ""), False
        self._shown: TemplateSuggestion | None = None
        self._new: TemplateSuggestion | None = None
        self._said, self._from = Label("", wrap=True), Label("", "small", wrap=True)
        self.leave, self.take = Button(_("Leave it")), Button(_("Take it in"))
        self.suggest, self._done = Button(_("Suggest a change …"), "link"), Button(_("Done"))
        self.words = NotesField(2)
        self._lay_out()
        self.leave.clicked.connect(self._leave)
        self.take.clicked.connect(self._take)
        self.suggest.clicked.connect(self.wanted)
        self._done.clicked.connect(self._end)

    @property
    def shown(self) -> TemplateSuggestion | None:
        """The suggestion that waits for an answer."""
        return self._shown

    def show_for(self, template_id: str, part_key: str, *, may_take: bool) -> None:
        """Show what is suggested for a part; it can be taken in where the part is written."""
        is_other = self._about != (template_id, part_key)
        self._about, self._may_take = (template_id, part_key), may_take
        if is_other and self._new is not None:
            self._end()
        else:
            self._show()

    def _show(self) -> None:
        written = self._new.id if self._new else ""
        found = open_suggestions(self.desk.register.folder, *self._about)
        waiting = [each for each in found if each.id != written and each.words.strip()]
        self._shown = waiting[0] if waiting else None
        self._card.setVisible(bool(waiting))
        if self._shown is None:
            return
        self._said.setText(f"«{self._shown.words}»")
        more = len(waiting) - 1
        others = ngettext("{n} more", "{n} more", more).format(n=more) if more else ""
        day = day_month(self._shown.made_on) if self._shown.made_on else ""
        who = _("Suggested by {who}").format(who=self._shown.from_whom.strip() or _("somebody"))
        self._from.setText(joined([who, day, others]))
        self.take.setVisible(self._may_take)

    def write(self, new: TemplateSuggestion) -> None:
        """Write a suggestion; it is there from its first letter."""
        self._new = new
        for binding in self.bindings():
            binding.along = self._along
        self.show_entity(new, _KIND)
        self._writing.show()
        self.suggest.hide()
        self.words.setFocus()

    def _along(self) -> tuple[Entity, ...]:
        new = self._new
        is_there = new is None or new.id in self.desk.register.folder.entities
        return () if new is None or is_there else (new,)

    @Slot()
    def _end(self) -> None:
        self.desk.settle()
        self._new = None
        self.show_entity(None, _KIND)
        self._writing.hide()
        self.suggest.show()
        self._show()

    @Slot()
    def _leave(self) -> None:
        if self._shown is not None:
            self.left.emit(self._shown.id)

    @Slot()
    def _take(self) -> None:
        if self._shown is not None:
            self.taken.emit(self._shown.id)

    def _lay_out(self) -> None:
        said = column(self._said, self._from, spacing=2)
        answers = row(self.leave, self.take)
        self._card = Card(column(folding(said, answers, below=420, shares=(1, 0))))
        words, who = (self.labelled(_KIND, "words", self.words), self.labelled(_KIND, "from_whom"))
        self._writing = Card(column(words, who, row(self._done, None), spacing=12))
        self._writing.hide()
        self.setLayout(column(self._card, self._writing, row(self.suggest, None), spacing=8))
