"""Who is at the table, as pills: shape, colour and first name; more than three become "+2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.choices import Party, Presence
from app.formats import first_name, uncapital
from app.i18n import _
from ui.forms.rows import empty_layout
from ui.widgets.labels import Pill, party_role, party_text
from ui.widgets.speaking import describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.meetings import Participant

_MOST = 3


class PeopleRow(QWidget):
    """Shows the participants of one meeting; the whole of each is in its tooltip, and spoken."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str]] = []
        self._pills = QHBoxLayout(self)
        self._pills.setContentsMargins(0, 0, 0, 0)
        self._pills.setSpacing(6)

    def show_people(self, people: Sequence[Participant]) -> None:
        """Display those who have a name or a role."""
        known = [person for person in people if person.name or person.role]
        shown = [(_short(person), who_it_is(person)) for person in known]
        if shown == self._shown:
            return
        self._shown = shown
        empty_layout(self._pills)
        room = _MOST if len(known) > _MOST + 1 else len(known)  # "+1" takes as much as a name
        for person, (text, whole) in zip(known[:room], shown, strict=False):
            self._add(party_text(person.party, text), party_role(person.party), whole)
        rest = [whole for _text, whole in shown[room:]]
        if rest:
            self._add(f"+{len(rest)}", "grey", "\n".join(rest))
        self.setAccessibleName(
            _("Present: {people}").format(people="; ".join(w for _t, w in shown))
        )

    def _add(self, text: str, role: str, whole: str) -> None:
        pill = Pill(text, role)
        describe(pill, whole.replace("\n", "; "))
        pill.setToolTip(whole)
        pill.give_way()
        self._pills.addWidget(pill)


def who_it_is(person: Participant) -> str:
    """Return all that is known of a participant: name, where from, and how they take part."""
    place = _("Nav") if person.party == Party.NAV and not person.role else person.role
    how = uncapital(person.presence.label) if person.presence not in _PLAIN else ""
    as_what = (
        _("looks on") if person.observer else "",
        _("interpreter") if person.interpreter else "",
    )
    return ", ".join(part for part in (person.name, place, how, *as_what) if part)


_PLAIN = (Presence.OPEN, Presence.THERE)


def _short(person: Participant) -> str:
    name = first_name(person.name) or person.role
    return _("{name} (interpreter)").format(name=name) if person.interpreter else name
