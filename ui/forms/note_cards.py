"""The cards of conversations: built ahead of the first one, kept for all of the same form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import MeetingKind
from app.services.templates.finding import template_for
from ui.forms.note_section_form import NoteSectionForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from app.domain.templates import ConversationTemplate, TemplateSection
    from ui.desk import Desk

_USUAL = MeetingKind.THREE_PARTY
"""The kind of most conversations."""


class NoteCards:
    """Builds a form's cards once; those that are not wanted lie hidden in a widget."""

    def __init__(
        self, desk: Desk, holder: QWidget, wire: Callable[[int, NoteSectionForm], None]
    ) -> None:
        """`wire` is called with the place and the card when it is handed out for the first time."""
        self.form: ConversationTemplate | None = None
        """What the cards that are shown are for."""
        self._desk = desk
        self._holder = holder
        self._wire = wire
        self._ahead: dict[str, NoteSectionForm] = {}
        self._kept: dict[tuple[str, int], tuple[ConversationTemplate, list[NoteSectionForm]]] = {}

    def build_ahead(self) -> Iterator[None]:
        """Build the cards of the usual form, one at each step, until some are wanted."""
        for section in template_for(_USUAL, self._desk.register.folder).sections:
            if self.form is not None:
                return
            self._ahead[section.key] = card = NoteSectionForm(self._desk, section)
            card.setParent(self._holder)
            yield

    def of(self, form: ConversationTemplate) -> list[NoteSectionForm]:
        """Return a card for each section of a form."""
        self.form = form
        kept, cards = self._kept.get((form.id, form.version), (None, []))
        if kept != form:  # of a form that only a newer Leia has, each note shows what it holds
            for old in cards:
                old.deleteLater()
            cards = [self._card(section) for section in form.sections]
            for number, card in enumerate(cards):
                self._wire(number, card)
            self._kept[form.id, form.version] = (form, cards)
        return cards

    def _card(self, section: TemplateSection) -> NoteSectionForm:
        card = self._ahead.pop(section.key, None)
        if card is not None and card.section == section:
            return card
        return NoteSectionForm(self._desk, section)
