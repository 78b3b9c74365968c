"""What the rows of I dag say, what one can do there, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.choices import MeetingState, Party, PlanState
from app.domain.clients import DocumentItem
from app.domain.meetings import Meeting
from app.domain.reminders import Reminder
from app.formats import age, clock, joined, short_date, uncapital
from app.i18n import _, ngettext
from app.services.case.today import Wait
from app.services.reference import municipality_short_name
from ui.widgets.labels import party_role
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.services.case.today import Today
    from app.storage.values.lines import ActivityLine, ClientLine, MeetingLine, WaitingLine

_NEAR = timedelta(minutes=30)
"""A meeting this near is started; another one is prepared for."""


_NOT_HELD = frozenset({MeetingState.NO_SHOW, MeetingState.CANCELLED})


@dataclass(frozen=True)
class Going:
    """Where a row leads: a person, a page of theirs, perhaps a meeting or a row of the plan."""

    client_id: str
    page: str = "plan"
    meeting_id: str = ""
    entity_id: str = ""
    starts: bool = False
    """Whether the meeting begins when one gets there."""


def meeting_rows(found: Today, now: datetime) -> tuple[Line, ...]:
    """Return the day's meetings, each with the one thing to do; what is to be done now stands out.

    What is over comes last, in grey.
    """
    urgent = _now(found.meetings, now)
    return tuple(
        _meeting_row(line, found.nav.get(line.meeting.id, ""), now, is_now=line is urgent)
        for line in found.meetings
    )


def _now(lines: Iterable[MeetingLine], now: datetime) -> MeetingLine | None:
    """Return the meeting that is held now: one under way, or else the first that may start."""
    held = [line for line in lines if line.meeting.state == MeetingState.STARTED]
    near = [line for line in lines if _may_start(line.meeting, now)]
    return next(iter((*held, *near)), None)


def _may_start(meeting: Meeting, now: datetime) -> bool:
    left = _left(meeting, now)
    return meeting.state == MeetingState.PLANNED and left is not None and abs(left) <= _NEAR


def _left(meeting: Meeting, now: datetime) -> timedelta | None:
    """Return how long it is until a meeting; before zero, that it should have begun."""
    if meeting.day is None or meeting.at is None:
        return None
    return datetime.combine(meeting.day, meeting.at) - now.replace(tzinfo=None)


def _meeting_row(line: MeetingLine, nav: str, now: datetime, *, is_now: bool) -> Line:
    meeting = line.meeting
    years = age(line.birth_year, now.date())
    starts = _may_start(meeting, now)
    verb = _("Start") if starts else _VERBS.get(meeting.state, lambda: _("Read the note"))()
    is_open = meeting.state in {MeetingState.PLANNED, MeetingState.STARTED}
    came = _("{name}, Nav").format(name=nav) if nav else ""
    return Line(
        lead=clock(meeting.at) if meeting.at else "",
        title=line.client_name or _("(no name yet)"),
        title_rest=f", {years}" if years else "",
        strong=True,
        faded=not is_open,
        subtitle=joined([meeting.kind.label, _state_words(meeting, now), came, meeting.place]),
        trail=verb,
        trail_role="primary" if is_now else "button" if is_open else "link",
        target=Going(
            meeting.client_id,
            "meetings" if meeting.state in _NOT_HELD else "talk",
            meeting.id,
            starts=starts,
        ),
    )


_VERBS = {
    MeetingState.PLANNED: lambda: _("Prepare"),
    MeetingState.STARTED: lambda: _("Continue"),
    MeetingState.NO_SHOW: lambda: _("Open"),
    MeetingState.CANCELLED: lambda: _("Open"),
}


def _state_words(meeting: Meeting, now: datetime) -> str:
    if meeting.state == MeetingState.STARTED:
        return _("started")
    if meeting.state == MeetingState.FINISHED:
        return _("the note is finished")
    if meeting.state == MeetingState.NO_SHOW:
        return _("did not come")
    if meeting.state == MeetingState.CANCELLED:
        return uncapital(meeting.state.label)
    left = _left(meeting, now)
    if left is None or not timedelta() < left <= _NEAR:
        return ""
    minutes = -(-left // timedelta(minutes=1))
    return ngettext("in {n} minute", "in {n} minutes", minutes).format(n=minutes)


def waiting_row(line: WaitingLine, today: date) -> Line:
    """Return something that waits: what, whose, since when, and for how long."""
    title, told, going = _waiting(line, today)
    days = (today - line.since).days if line.since else 0
    return Line(
        title=title,
        subtitle=joined([line.client_name or _("(no name yet)"), told]),
        trail=ngettext("{n} day", "{n} days", days).format(n=days) if days > 0 else "",
        target=going,
    )


def _waiting(line: WaitingLine, today: date) -> tuple[str, str, Going]:
    """Return what waits, what is told of its day, and where it is dealt with."""
    thing, client_id = line.thing, line.thing.client_id
    day = short_date(line.since, today) if line.since else ""
    if isinstance(thing, Meeting):
        met = _("meeting {date}").format(date=day) if day else ""
        if line.wait == Wait.MEETING:
            return _("Was the meeting held?"), met, Going(client_id, "meetings", thing.id)
        return _("The note is not finished"), met, Going(client_id, "talk", thing.id)
    if isinstance(thing, DocumentItem):
        title = _("{paper} is ordered and has not come").format(paper=thing.name or _("A paper"))
        told = _("ordered {date}").format(date=day)
        return title, told, Going(client_id, "papers", entity_id=thing.id)
    if isinstance(thing, Reminder):
        told = joined([_("your reminder"), day])
        return thing.text, told, Going(client_id, "intake", entity_id=thing.id)
    if line.wait == Wait.REVIEW:
        told = _("agreed {date}").format(date=day)
        return _("You were to look at the plan again"), told, Going(client_id)
    told = _("last meeting {date}").format(date=day) if day else ""
    return _("The plan is not finished"), told, Going(client_id)


def deadline_row(line: ActivityLine, today: date) -> Line:
    """Return a deadline: when, what, and who it is on; the person's name once."""
    activity = line.activity
    due = activity.due_on or today
    is_own = activity.party == Party.CLIENT
    name = line.client_name or _("(no name yet)")
    return Line(
        lead="" if due == today else short_date(due, today),
        lead_role="late" if due < today else "",
        title=activity.what,
        middle=name if is_own else activity.who or activity.party.label,
        middle_role=party_role(activity.party),
        middle_rest="" if is_own else " " + _("for {name}").format(name=name),
        target=Going(activity.client_id, "plan", entity_id=activity.id),
    )


def client_row(line: ClientLine) -> Line:
    """Return somebody who was opened: who, where from, and how far the plan is."""
    text, role = plan_words(line)
    return Line(
        title=line.name or _("(no name yet)"),
        strong=True,
        middle=municipality_short_name(line.municipality),
        trail=text,
        trail_role=role,
        target=Going(line.id, ""),
    )


def plan_words(line: ClientLine) -> tuple[str, str]:
    """Return where a person's plan is, as a word and a pill role."""
    if line.plan_state is None:
        return _("No plan yet"), "grey"
    if line.plan_state == PlanState.DRAFT:
        return _("Draft of version {n}").format(n=line.plan_number), "sun"
    if not line.plan_state.is_known:
        return line.plan_state.label, "grey"
    return _("✓ Plan finished"), "ok"
