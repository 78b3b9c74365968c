"""The cards of a conversation: built ahead of the first one, kept for the next of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reference import newest_template
from ui.forms.note_section_form import NoteSectionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from app.domain.templates import ConversationTemplate, TemplateSection
    from ui.desk import Desk

_USUAL = "three_party"
"""The form that most conversations follow."""


class NoteCards:
    """Builds cards; those built ahead lie hidden in a widget until they are wanted."""

    def __init__(self, desk: Desk, holder: QWidget) -> None:
        self.form: ConversationTemplate | None = None
        """What cards were built for last; they fit every conversation of that form."""
        self._desk = desk
        self._holder = holder
        self._ahead: dict[str, NoteSectionForm] = {}

    def build_ahead(self) -> Iterator[None]:
        """Build the cards of the usual form, one at each step, until some are wanted."""
        for section in newest_template(_USUAL).sections:
            if self.form is not None:
                return
            self._ahead[section.key] = card = NoteSectionForm(self._desk, section)
            card.setParent(self._holder)
            yield

    def build(self, form: ConversationTemplate) -> list[NoteSectionForm]:
        """Return a card for each section of a form."""
        self.form = form
        return [self._card(section) for section in form.sections]

    def _card(self, section: TemplateSection) -> NoteSectionForm:
        card = self._ahead.pop(section.key, None)
        if card is not None and card.section == section:
            card.show()
            return card
        return NoteSectionForm(self._desk, section)
