"""What all at the table may see of a case: the goal, who does what next, and the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.choices import ActivityStatus, MeetingState, Party
from app.domain.sentences import in_the_present
from app.formats import capital, clock, day_month, first_name, weekday_day_month
from app.i18n import _
from app.services.reference import verbs

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.meetings import Meeting
    from app.domain.plans import PlanActivity

MOST = 7
"""So many sentences are read by three people at a table; the rest are counted."""
_OVER = {ActivityStatus.DONE, ActivityStatus.STOPPED, ActivityStatus.NOT_RELEVANT}


@dataclass(frozen=True)
class Sentence:
    """Who does what, and by when."""

    party: Party
    who: str
    does: str
    when: str
    activity_id: str


@dataclass(frozen=True)
class Shown:
    """All that is shown; never a word of a note."""

    name: str
    goal: str
    first_step: str
    sentences: tuple[Sentence, ...]
    more: int
    """How many activities are left out."""
    meeting: str
    """When one meets again; empty where nothing is agreed."""
    meeting_with: str
    """Where, and who comes."""


def what_all_may_see(case: Case, now_in: str, today: date) -> Shown:
    """Return what is shown while the meeting with this id is held."""
    plan = case.plan
    activities = case.activities(plan.id) if plan else ()
    still = [each for each in activities if each.what.strip() and each.status not in _OVER]
    nearest = sorted(still, key=lambda each: each.due_on or date.max)
    meeting = _next_meeting(case, now_in, today)
    return Shown(
        name=case.client.name,
        goal=plan.end_goal if plan else "",
        first_step=plan.next_step if plan else "",
        sentences=tuple(_sentence(case, each, now_in, today) for each in nearest[:MOST]),
        more=max(0, len(nearest) - MOST),
        meeting=_when(meeting) if meeting else "",
        meeting_with=_with(case, meeting) if meeting else "",
    )


def _sentence(case: Case, activity: PlanActivity, now_in: str, today: date) -> Sentence:
    who, what = _who(case, activity, now_in), activity.what.strip().removesuffix(".")
    does = in_the_present(what, verbs(case.client.language_form))
    return Sentence(
        party=activity.party,
        who=who if does else f"{who}:",
        does=does or what,
        when=_by_when(activity, today),
        activity_id=activity.id,
    )


def _by_when(activity: PlanActivity, today: date) -> str:
    """Return the deadline, held together so that a day is never torn from its month."""
    if activity.due_on is None:
        return activity.due_words.strip()
    words = _("was due {day}") if activity.due_on < today else _("by {day}")
    return words.format(day=day_month(activity.due_on)).replace(" ", "\N{NO-BREAK SPACE}")


def _who(case: Case, activity: PlanActivity, now_in: str) -> str:
    """Return the one who does it as the others at the table call them."""
    name = first_name(activity.who.partition(",")[0].strip())
    if activity.party == Party.CLIENT:
        return name or first_name(case.client.name) or activity.party.label
    if activity.party == Party.NAV and name and name.lower() != _("Nav").lower():
        return _("{name} at {office}").format(name=name, office=_("Nav"))
    present = [each for each in case.participants(now_in) if each.party == activity.party]
    if activity.party == Party.CENTRE and not name and len(present) == 1:
        name = first_name(present[0].name)
    return name or capital(activity.party.label)


def _next_meeting(case: Case, now_in: str, today: date) -> Meeting | None:
    planned = [
        each
        for each in case.meetings
        if each.state == MeetingState.PLANNED
        and each.id != now_in
        and each.day is not None
        and each.day >= today
    ]
    return min(planned, key=lambda each: (each.day or date.max, str(each.at)), default=None)


def _when(meeting: Meeting) -> str:
    day = weekday_day_month(meeting.day) if meeting.day else ""
    at = _("at {time}").format(time=clock(meeting.at)) if meeting.at else ""
    return f"{day} {at}".strip()


def _with(case: Case, meeting: Meeting) -> str:
    names = [first_name(each.name) for each in case.participants(meeting.id) if each.name.strip()]
    return " – ".join(part for part in (meeting.place.strip(), _listed(names)) if part)


def _listed(names: list[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - one name, or none, needs no "and"
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
