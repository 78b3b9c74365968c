"""The work list of a conversation in words: groups, who does it and by when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.choices import OPEN_STATUSES, ActivityStatus, Party
from app.formats import first_name, joined, short_date
from app.i18n import _
from app.services.case.work_list import work_list
from ui.widgets.labels import party_role
from ui.widgets.work_list_view import ASK, DONE, OPEN, OVER, WorkLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from app.domain.cases import Case
    from app.domain.plans import PlanActivity
    from app.domain.questions import OpenQuestion


def work_lines(
    case: Case, meeting_id: str, were_open: frozenset[str], today: date
) -> tuple[WorkLine, ...]:
    """Return what a meeting goes through, group by group."""
    found = work_list(case, meeting_id, were_open, today)
    groups = (
        (_("Open from before"), [_line(case, each, today) for each in found.before]),
        (_("New today"), [_line(case, each, today) for each in found.new]),
        (_("To be checked"), [_question(each, today) for each in found.questions]),
        (_("Over"), [_line(case, each, today) for each in found.over]),
    )
    return tuple(line for title, lines in groups for line in _headed(title, lines))


def _headed(title: str, lines: Sequence[WorkLine]) -> Iterable[WorkLine]:
    for number, line in enumerate(lines):
        group = f"{title} · {len(lines)}"
        yield line if number else replace(line, group=group)


def _line(case: Case, activity: PlanActivity, today: date) -> WorkLine:
    is_open = activity.status in OPEN_STATUSES
    late = bool(is_open and activity.due_on and activity.due_on < today)
    sign = OPEN if is_open else DONE if activity.status == ActivityStatus.DONE else OVER
    return WorkLine(
        title=activity.what or _("(no words yet)"),
        lead=sign,
        middle=_who(case, activity),
        middle_role=party_role(activity.party),
        subtitle=joined([_when(activity, today, late=late), activity.closing]),
        is_late=late,
        faded=not is_open,
        target=activity.id,
    )


def _question(question: OpenQuestion, today: date) -> WorkLine:
    day = short_date(question.asked_on, today) if question.asked_on else ""
    asked = _("since {day}").format(day=day) if day and question.asked_on != today else ""
    return WorkLine(
        title=question.text,
        lead=ASK if question.is_open else DONE,
        subtitle=asked if question.is_open else question.answer or _("answered"),
        faded=not question.is_open,
        target=question.id,
    )


def _when(activity: PlanActivity, today: date, *, late: bool) -> str:
    if activity.due_on is None:
        return activity.due_words
    day = short_date(activity.due_on, today)
    return _("was due {day}").format(day=day) if late else day


def _who(case: Case, activity: PlanActivity) -> str:
    """Return who does it: a first name, with Nav where that tells more than the name."""
    name = first_name(activity.who.partition(",")[0])
    if activity.party == Party.CLIENT:
        return name or first_name(case.client.name) or activity.party.label
    office = activity.who.partition(",")[2].strip()
    if activity.party == Party.NAV:
        return _at(name, activity.party.label)
    return _at(name, office) or activity.party.label


def _at(name: str, office: str) -> str:
    return ", ".join(part for part in (name, office) if part)
