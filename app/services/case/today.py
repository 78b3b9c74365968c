"""What a counsellor needs to see when the day begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.appointments import OVER
from app.domain.choices import Party
from app.domain.clients import Client
from app.domain.meetings import Participant
from app.domain.reminders import Reminder, ReminderState
from app.storage.values.lines import Wait, WaitingLine

if TYPE_CHECKING:
    from app.storage.values.lines import ActivityLine, ClientLine, MeetingLine
    from app.storage.vault import Vault, Work

__all__ = ["Wait", "WaitingLine", "count_waiting", "is_first_day", "look_at_today"]

DAYS_AHEAD = 7
MOST = 100
"""How many rows of a kind are read, unless all are wanted; more than anybody gets done in a day."""
COUNTED = 200
"""From here on no more are counted, so that a very large vault opens its day like a small one."""
_LAST_OPENED = 6
_NAMED = 20
"""Of so many meetings it is read who comes from Nav."""


@dataclass(frozen=True)
class Deadlines:
    """Those of some days, and how many there are, shown or not, up to COUNTED."""

    lines: tuple[ActivityLine, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class Today:
    """Meetings of the day, what waits, deadlines near, and who was worked with last."""

    meetings: tuple[MeetingLine, ...]
    """What is still to be held first, in the order of the clock; then what is over."""
    nav: dict[str, str]
    """Who comes from Nav, by the meeting's id."""
    waiting: tuple[WaitingLine, ...]
    """What waits for whoever unlocked the vault, kind by kind, the longest first."""
    waiting_count: int
    """How many there are, shown or not, up to COUNTED."""
    overdue: Deadlines
    due_today: Deadlines
    due_soon: Deadlines
    last_opened: tuple[ClientLine, ...]

    @property
    def meetings_left(self) -> int:
        """How many meetings of the day are still to be held or finished."""
        return sum(line.meeting.state not in OVER for line in self.meetings)


def look_at_today(vault: Vault, today: date, most: int | None = MOST) -> Today:
    """Read the day in one piece of work; with `most` no more than so many rows of a kind."""
    tomorrow, until = today + timedelta(days=1), today + timedelta(days=DAYS_AHEAD)
    with vault.work() as work:
        ids = work.access.last_opened(_LAST_OPENED)
        lines = {line.id: line for line in work.lists.clients(ids=ids)} if ids else {}
        meetings = sorted(work.day.meetings(today), key=lambda line: line.meeting.state in OVER)
        waiting = [line for wait in Wait for line in _waiting(work, wait, today, most)]
        return Today(
            meetings=tuple(meetings),
            nav=_from_nav(work, meetings[:_NAMED]),
            waiting=tuple(waiting),
            waiting_count=max(_count_waiting(work, today), len(waiting)),
            overdue=_deadlines(work, date.min, today - timedelta(days=1), today, most),
            due_today=_deadlines(work, today, today, today, most),
            due_soon=_deadlines(work, tomorrow, until, today, most),
            last_opened=tuple(lines[i] for i in ids if i in lines),
        )


def count_waiting(vault: Vault, today: date) -> int:
    """Return how many things wait for whoever unlocked the vault, up to COUNTED."""
    with vault.work() as work:
        return _count_waiting(work, today)


def is_first_day(vault: Vault) -> bool:
    """Whether nobody was taken in yet; one without a name is hardly begun."""
    with vault.work() as work:
        return not any(line.name for line in work.lists.clients(limit=3))


def _count_waiting(work: Work, today: date) -> int:
    stored = sum(
        work.day.count_waiting(wait, today, COUNTED) for wait in Wait if wait != Wait.REMINDER
    )
    return min(stored + len(_reminders(work, today)), COUNTED)


def _waiting(work: Work, wait: Wait, today: date, most: int | None) -> tuple[WaitingLine, ...]:
    return _reminders(work, today) if wait == Wait.REMINDER else work.day.waiting(wait, today, most)


def _deadlines(work: Work, first: date, last: date, today: date, most: int | None) -> Deadlines:
    lines = work.day.deadlines(first, last, today, most)
    return Deadlines(lines, max(work.day.count_deadlines(first, last, today, COUNTED), len(lines)))


def _reminders(work: Work, today: date) -> tuple[WaitingLine, ...]:
    """Return one's own reminders that are due, those without a day first."""
    own = {"counsellor_id": work.counsellor_id, "state": ReminderState.OPEN}
    due = [each for each in work.all(Reminder, **own) if each.is_due(today) and each.text.strip()]
    due.sort(key=lambda each: (each.due_on is not None, str(each.due_on or ""), each.id))
    clients = {each.client_id: work.find(Client, each.client_id) for each in due}
    return tuple(
        WaitingLine(wait=Wait.REMINDER, thing=each, client_name=client.name, since=each.due_on)
        for each in due
        if (client := clients[each.client_id]) is not None
    )


def _from_nav(work: Work, meetings: list[MeetingLine]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in meetings:
        meeting = line.meeting
        own = {"client_id": meeting.client_id, "meeting_id": meeting.id, "party": Party.NAV}
        names = [each.name for each in work.all(Participant, **own) if each.name.strip()]
        if names:
            found[meeting.id] = names[0]
    return found
