"""What the lines of a section became, and what the line of the caret would become by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextCharFormat

from app.domain.choices import PARTY_SHAPES, Party
from app.domain.templates import ACTIVITIES
from app.domain.voices import words_of
from app.formats import first_name, joined, short_date
from app.i18n import _
from app.services.case.line_links import bare
from app.services.case.line_reading import LineRead, read_line
from app.services.case.open_ends import people_at
from app.services.case.taking_along import Agreed
from ui.style.theme import theme
from ui.widgets.key_names import key_text
from ui.widgets.labels import party_role
from ui.widgets.line_margins import Chip

if TYPE_CHECKING:
    from datetime import date

    from app.domain.plans import PlanActivity
    from app.domain.templates import TemplateSection
    from app.services.case.line_links import SectionLinks
    from ui.desk import Desk
    from ui.widgets.line_looks import Look
    from ui.widgets.talk_field import TalkField

READ_MS = 160
"""After this long without a key the line of the caret is read: a pause between two words."""

Due = tuple["date | None", str]


class LineBecoming(QObject):
    """Reads the line of the caret when the hand rests, and holds what was chosen for it."""

    read = Signal()
    """What stands beside the lines may be another thing."""

    def __init__(self, desk: Desk, field: TalkField, section: TemplateSection) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._section = section
        self._meeting_id = ""
        self._is_on = False
        self._links: SectionLinks | None = None
        self._party: Party | None = None
        self._due: Due | None = None
        self._read = LineRead(title="")
        self._seen = ("", -1)
        self._soon = QTimer(self, singleShot=True, interval=READ_MS)
        self._soon.timeout.connect(self.refresh)
        self._dashed = QTextCharFormat()
        self._dashed.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        field.edited.connect(self._soon.start)
        field.line_left.connect(self._forget)
        field.looks.add(self._underline)

    @property
    def made(self) -> dict[int, PlanActivity]:
        """The activities that lines became, by the number of their line."""
        return self._links.of_lines(self._field.text) if self._links is not None else {}

    def show_links(self, links: SectionLinks) -> None:
        """Stand by what has gone from here to the plan now."""
        self._links = links
        self.refresh()

    def show(self, meeting_id: str, *, is_on: bool) -> None:
        """Stand beside a meeting's note; only where one may write does a line become something."""
        self._meeting_id = meeting_id
        self._is_on = is_on
        self.refresh()

    def activity_here(self) -> PlanActivity | None:
        """Return the activity the line of the caret became, if it did."""
        return self.made.get(self._field.line)

    def agreed(self) -> Agreed:
        """Return what the line of the caret says will be done, with what was chosen for it."""
        self._look()
        read, line = self._read, self._field.current_line()
        party = self._party or read.party or Party.CLIENT
        due_on, due_words = self._due or (read.due_on, read.due_words)
        who = read.who if party == read.party else ""
        words = _without(line, read.due_at) if read.due_at is not None else words_of(line)
        return Agreed(
            what=read.title or bare(line),
            party=party,
            who=who,
            due_on=due_on,
            due_words=due_words,
            line=words,
        )

    def choose_party(self, party: Party) -> None:
        """Say who does what the line of the caret says."""
        self._party = party
        self.refresh()

    def choose_due(self, due: Due) -> None:
        """Say by when; no day and no words is no deadline."""
        self._due = due
        self.refresh()

    @property
    def due_words(self) -> str:
        """The deadline of the line of the caret, as one would type it."""
        agreed = self.agreed()
        return f"{agreed.due_on:%d.%m.%Y}" if agreed.due_on else agreed.due_words

    def spoken(self) -> str:
        """Say what the line of the caret would become, in words."""
        if not self._offers():
            return ""
        agreed = self.agreed()
        return joined([self._name(agreed.party, agreed.who), self._by_when(agreed)])

    @Slot()
    def refresh(self) -> None:
        """Read the line anew, and show what stands beside the lines."""
        self._soon.stop()
        if not self._meeting_id or self._desk.editing is None:
            return
        before = self._read
        self._look()
        if (before.party_at, before.due_at) != (self._read.party_at, self._read.due_at):
            self._field.looks.refresh(self._field.textCursor().block())
        made = self.made
        chips = {number: self._chip(activity) for number, activity in made.items()}
        here, hint = self._field.line, ("", "")
        if here in made and self._is_on:
            hint = (key_text("Ctrl+Return"), _("opens it"))
        elif self._offers():
            chips[here], hint = self._guess(), (key_text("Ctrl+Return"), _("make it an activity"))
        elif self._may_go_to_text():
            hint = (key_text("Ctrl+Shift+Return"), _("to the plan"))
        self._field.show_chips(chips, hint)
        self.read.emit()

    @Slot()
    def _forget(self) -> None:
        """Drop what was chosen: it was for the line that is left now."""
        self._party = self._due = None
        left = self._field.document().findBlockByNumber(self._seen[1])
        if left.isValid() and (self._read.party_at or self._read.due_at):
            self._field.looks.refresh(left)
        if self._is_on:
            self._soon.start()

    def _look(self) -> None:
        if not self._is_on:
            self._read = LineRead(title="")
            return
        line, here = self._field.current_line(), self._field.line
        if (line, here) != self._seen:
            self._seen = (line, here)
            self._read = read_line(
                line, self._desk.today(), people_at(self._desk.case, self._meeting_id)
            )

    def _offers(self) -> bool:
        """Whether the line of the caret stands there as a possible activity."""
        if not self._is_on or not bare(self._field.current_line()):
            return False
        if self._field.line in self.made:
            return False
        is_told = self._party or self._due or self._read.party or self._read.due_at
        return bool(is_told) or self._section.plan_field == ACTIVITIES

    def _may_go_to_text(self) -> bool:
        has_text = self._section.plan_field not in (None, ACTIVITIES)
        return self._is_on and has_text and bool(bare(self._field.current_line()))

    def _guess(self) -> Chip:
        agreed = self.agreed()
        name = self._name(agreed.party, "")
        return Chip(joined([name, self._by_when(agreed)]), party_role(agreed.party))

    def _chip(self, activity: PlanActivity) -> Chip:
        due = self._day(activity.due_on) if activity.due_on else activity.due_words
        text = joined([self._name(activity.party, ""), due])
        return Chip(text, party_role(activity.party), is_made=True)

    def _name(self, party: Party, who: str) -> str:
        client = first_name(self._desk.case.client.name)
        word = who or (client if party == Party.CLIENT and client else party.label)
        return f"{PARTY_SHAPES[party]} {word}"

    def _by_when(self, agreed: Agreed) -> str:
        return self._day(agreed.due_on) if agreed.due_on else agreed.due_words

    def _day(self, day: date) -> str:
        return short_date(day, self._desk.today())

    def _underline(self, line: str) -> list[Look]:
        """Show in the words themselves why something was recognised."""
        if not self._is_on or self._field.looks.number != self._field.line:
            return []
        found = [each for each in (self._read.party_at, self._read.due_at) if each is not None]
        look = QTextCharFormat(self._dashed)
        look.setUnderlineColor(
            theme.colour(party_role(self._party or self._read.party or Party.CLIENT))
        )
        return [(start, length, look) for start, length in found if start + length <= len(line)]


def _without(line: str, span: tuple[int, int]) -> str:
    start, length = span
    words = f"{line[:start].rstrip(' ,–-')} {line[start + length :].lstrip(' ,')}"
    return words_of(words).strip()
