"""A reminder: one counsellor's own word to themselves about a person, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import says
from app.domain.choices import Code
from app.domain.entities import CaseEntity, Kind
from app.domain.says import Eyes
from app.i18n import later, plater


class ReminderState(Code):
    """Whether there is still something to remember."""

    OPEN = "OPEN", later("To remember")
    DONE = "DONE", plater("reminder", "Done")


@dataclass(frozen=True, kw_only=True)
class Reminder(CaseEntity):
    """What a counsellor wants to be reminded of, and when. Never printed, never handed over."""

    counsellor_id: str = says.link("counsellor")
    text: str = says.words(Eyes.SECRET, later("What to remember"))
    due_on: date | None = says.day(Eyes.SECRET, later("When"))
    state: ReminderState = says.code(Eyes.SECRET, later("State"), ReminderState.OPEN)

    def is_due(self, today: date) -> bool:
        """Whether it is time: its day has come, or it has none."""
        return self.state == ReminderState.OPEN and (self.due_on is None or self.due_on <= today)


REMINDER = Kind(
    "reminder",
    Reminder,
    later("a reminder"),
    known_by="text",
    private_to="counsellor_id",
    came=later("{who} wrote a reminder to themselves"),
    turned={ReminderState.DONE: later("{who} did what was to be remembered: {thing}")},
)
