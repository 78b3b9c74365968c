"""What a counsellor needs to see when the day begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.clients import Client
from app.domain.reminders import Reminder, ReminderState

if TYPE_CHECKING:
    from datetime import date

    from app.storage.values.lines import ActivityLine, ClientLine, MeetingLine
    from app.storage.vault import Vault, Work

DAYS_AHEAD = 7
MOST = 100
"""How many rows of a kind are read, unless all are wanted; more than anybody gets done in a day."""
COUNTED = 1_000
"""From here on no more are counted, so that a very large vault opens its day like a small one."""
_LAST_OPENED = 6


@dataclass(frozen=True, kw_only=True)
class Today:
    """Meetings of the day, notes that wait, deadlines near, and who was worked with last."""

    meetings: tuple[MeetingLine, ...]
    unfinished: tuple[MeetingLine, ...]
    unfinished_count: int
    """How many there are, shown or not, up to COUNTED."""
    deadlines: tuple[ActivityLine, ...]
    deadline_count: int
    """How many there are, shown or not, up to COUNTED."""
    overdue_count: int
    """How many of them are late."""
    last_opened: tuple[ClientLine, ...]
    reminders: tuple[tuple[Reminder, str], ...]
    """One's own that are due, the oldest day first, each with the person's name."""


def look_at_today(vault: Vault, today: date, most: int | None = MOST) -> Today:
    """Read the day in one piece of work; with `most` no more than so many rows of a kind."""
    until, yesterday = today + timedelta(days=DAYS_AHEAD), today - timedelta(days=1)
    with vault.work() as work:
        ids = work.access.last_opened(_LAST_OPENED)
        lines = {line.id: line for line in work.lists.clients(ids=ids)} if ids else {}
        return Today(
            meetings=work.lists.meetings_on(today),
            unfinished=work.lists.unfinished_notes(most, today=today),
            unfinished_count=work.lists.count_unfinished_notes(COUNTED, today=today),
            deadlines=work.lists.deadlines(until, most, today=today),
            deadline_count=work.lists.count_deadlines(until, COUNTED, today=today),
            overdue_count=work.lists.count_deadlines(yesterday, COUNTED, today=today),
            last_opened=tuple(lines[i] for i in ids if i in lines),
            reminders=_due_reminders(work, today),
        )


def _due_reminders(work: Work, today: date) -> tuple[tuple[Reminder, str], ...]:
    own = {"counsellor_id": work.counsellor_id, "state": ReminderState.OPEN}
    due = [each for each in work.all(Reminder, **own) if each.is_due(today)]
    due.sort(key=lambda each: (each.due_on is None, str(each.due_on or ""), each.id))
    clients = {each.client_id: work.find(Client, each.client_id) for each in due}
    return tuple(
        (each, client.name)
        for each in due
        if (client := clients[each.client_id]) is not None and each.text.strip()
    )
