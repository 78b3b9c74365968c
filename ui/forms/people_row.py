"""Who is at the table, as pills: shape, colour and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.choices import Party
from app.formats import first_name
from app.i18n import _
from ui.forms.rows import empty_layout
from ui.widgets.labels import Pill, party_role, party_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.meetings import Participant


class PeopleRow(QWidget):
    """Shows the participants of one meeting."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[str] = []
        self._pills = QHBoxLayout(self)
        self._pills.setContentsMargins(0, 0, 0, 0)
        self._pills.setSpacing(6)

    def show_people(self, people: Sequence[Participant]) -> None:
        """Display those who have a name or a role."""
        known = [person for person in people if person.name or person.role]
        words = [party_text(person.party, _words(person)) for person in known]
        if words == self._shown:
            return
        self._shown = words
        empty_layout(self._pills)
        for person, text in zip(known, words, strict=True):
            pill = Pill(text, party_role(person.party))
            pill.give_way()
            self._pills.addWidget(pill)


def _words(person: Participant) -> str:
    if person.party == Party.CLIENT:
        return first_name(person.name)
    if person.party == Party.CENTRE:
        return person.name
    role = _("Nav") if person.party == Party.NAV else person.role
    return ", ".join(part for part in (person.name, role) if part)
