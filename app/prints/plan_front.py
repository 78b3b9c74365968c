"""The first page of a career plan: goal, first step, dates, whom to ring, when we meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.choices import MeetingMode, PlanState
from app.formats import (
    capital,
    clock,
    coming,
    day_month,
    short_weekday,
    uncapital,
    weekday_names,
)
from app.i18n import _
from app.prints.blocks import Block, Cell, Look, Row, own_words, text
from app.prints.lines import Run, runs
from app.prints.page import WIDTH
from app.prints.plan_dates import DatedLine, dated_lines
from app.prints.plan_people import in_nav, ringable, unbroken
from app.prints.styles import (
    BODY,
    FJORD,
    GOAL,
    GROUND,
    HEADING,
    LABEL,
    LEAD,
    QUIET,
    STRONG,
    SUN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.plans import CareerPlan
    from app.prints.page import Paper
    from app.prints.plan_sheet import PlanSheet
    from app.prints.structure import Tag

_BETWEEN = 24.0
"""Between the dates and the people who stand beside them."""
_LINE = Look(above=4.5, below=5, has_rule=True)
_SAID_BY = 0.44
"""How much of its room a date or a name may take."""


def add_goal(sheet: Paper, plan: CareerPlan) -> None:
    """Add the goal; a draft says where there is none yet."""
    if not plan.end_goal.strip() and plan.state != PlanState.DRAFT:
        return
    inside = WIDTH - 36
    label = text(sheet.root.child("H2"), _("My goal"), LABEL, inside)
    goal = own_words(sheet.root, plan.end_goal, GOAL, inside)
    if not goal:
        goal = (text(sheet.root.child("P"), _("Not decided yet"), QUIET, inside),)
    look = Look(above=9, below=11, ground=GROUND, bar=FJORD)
    sheet.add(Row((Cell(18, (label, *goal)),), WIDTH, look, space_before=14))


def add_first_step(sheet: Paper, plan: CareerPlan) -> None:
    """Add the first step, as it was typed."""
    if not plan.next_step.strip():
        return
    inside = WIDTH - 32
    label = text(sheet.root.child("H2"), _("First step"), LABEL, inside)
    step = own_words(sheet.root, plan.next_step, LEAD, inside)
    look = Look(above=8, below=10, border=SUN)
    sheet.add(Row((Cell(16, (label, *step)),), WIDTH, look, space_before=12))


def add_dates_and_people(sheet: Paper, paper: PlanSheet) -> None:
    """Add the dates to remember, and whom to ring about what beside them."""
    has_both = bool(_dated(paper)) and bool(_people(paper))
    width = (WIDTH - _BETWEEN) / 2 if has_both else WIDTH
    columns = [
        column
        for column in (_dates(sheet.root, paper, width), _ring(sheet.root, paper, width))
        if column
    ]
    cells = [Cell(place * (width + _BETWEEN), column) for place, column in enumerate(columns)]
    if cells:
        sheet.add(Row(tuple(cells), WIDTH, space_before=14))


def _dates(root: Tag, paper: PlanSheet, width: float) -> tuple[Block, ...]:
    lines = _dated(paper)
    if not lines:
        return ()
    days = [_short_day(line.day, paper.printed_on) if line.day else "" for line in lines]
    heading = text(root.child("H2"), _("Dates to remember"), HEADING, width)
    tag = _list(root)
    told = [_Told(day, line.words) for day, line in zip(days, lines, strict=True)]
    return heading, *_lines(tag, told, width)


def _short_day(day: date, today: date) -> str:
    return f"{short_weekday(day)} {coming(day_month(day), day, today)}"


def _dated(paper: PlanSheet) -> list[DatedLine]:
    """Return the dates of the plan, nearest first; what has no date stands last."""
    lines = dated_lines(paper.plan.deadlines, paper.plan.finished_on or paper.printed_on)
    review = paper.plan.review_on
    if review is not None and not _meets_on_review(paper):
        lines.append(DatedLine(review, _("We look at the plan together")))
    return sorted(lines, key=lambda line: (line.day is None, str(line.day or "")))


def _ring(root: Tag, paper: PlanSheet, width: float) -> tuple[Block, ...]:
    people = _people(paper)
    if not people:
        return ()
    heading = text(root.child("H2"), _("Ring"), HEADING, width)
    return heading, *_lines(_list(root), people, width)


def _people(paper: PlanSheet) -> list[_Told]:
    """Return whom to ring, and about what; those the person wrote stand as they were written."""
    name = paper.counsellor_name.strip() or paper.centre_name.strip()
    phone = paper.counsellor_phone.strip() or paper.centre_phone.strip()
    people = [_Told(name, _("about the plan"), phone)] if name or phone else []
    contact, phone = paper.nav_contact.strip(), paper.nav_phone.strip()
    if contact or phone or paper.nav_office.strip():
        about = _("about what Nav does")
        people.append(_Told(in_nav(contact, paper.nav_office), about, phone))
    return people + [_Told("", line) for line in ringable(paper.plan.support)]


def _list(root: Tag) -> Tag:
    return root.child("L", A="<</O /List /ListNumbering /None>>")


class _Told(NamedTuple):
    """A date or a name, and what it is about."""

    name: str
    words: str
    phone: str = ""


def _lines(tag: Tag, told: Sequence[_Told], width: float) -> tuple[Block, ...]:
    """Return what is told, each above a hairline."""
    named = [_wide(runs(each.name, STRONG)) for each in told]
    left = min(max(named) + 8, width * _SAID_BY)
    return tuple(_line(tag.child("LI").child("LBody"), each, left, width) for each in told)


def _line(part: Tag, told: _Told, left: float, width: float) -> Row:
    x = left if told.name else 0.0
    cells = [Cell(0, (text(part.child("P"), told.name, STRONG, left - 6),))] if told.name else []
    pieces = _pieces(told, width - x)
    texts = tuple(text(part.child("P"), piece, BODY, width - x) for piece in pieces)
    return Row((*cells, Cell(x, texts)), width, _LINE)


def _pieces(told: _Told, width: float) -> list[list[Run]]:
    """Return a number with what it is for: on a line if there is room, else on two."""
    words = runs(told.words, BODY)
    if not told.phone.strip():
        return [words]
    phone = runs(unbroken(told.phone), STRONG)
    beside = [*phone, Run(" ", BODY), *words]
    return [beside] if _wide(beside) <= width else [phone, words]


def _wide(piece: Sequence[Run]) -> float:
    return sum(run.width for run in piece)


def add_meeting(sheet: Paper, paper: PlanSheet) -> None:
    """Add when we meet again, or look at the plan together; nothing where neither is agreed."""
    words = _meeting(paper)
    if not words:
        return
    inside = WIDTH - 36
    label = text(sheet.root.child("H2"), _("We meet again"), LABEL, inside)
    day = text(sheet.root.child("P"), words, LEAD, inside)
    look = Look(above=8, below=10, ground=GROUND, bar=FJORD)
    sheet.add(Row((Cell(18, (label, day)),), WIDTH, look, space_before=16))


def _meeting(paper: PlanSheet) -> str:
    if paper.meets_on is not None:
        at = _("at {time}").format(time=clock(paper.meets_at)) if paper.meets_at else ""
        day = " ".join(part for part in (_whole_day(paper.meets_on, paper.printed_on), at) if part)
        return ", ".join(part for part in (day, _place(paper)) if part)
    if _meets_on_review(paper) and paper.plan.review_on is not None:
        day = _whole_day(paper.plan.review_on, paper.printed_on)
        return _("{day}: we look at the plan together").format(day=day)
    return ""


def _meets_on_review(paper: PlanSheet) -> bool:
    """Whether the day the plan is looked at is what stands as the next meeting."""
    review = paper.plan.review_on
    if paper.meets_on is not None:
        return review == paper.meets_on
    return review is not None and review >= paper.printed_on


def _place(paper: PlanSheet) -> str:
    if paper.meets_where.strip():
        return paper.meets_where.strip()
    if paper.meets_how == MeetingMode.IN_PERSON:
        return paper.centre_name.strip()
    return uncapital(paper.meets_how.label)


def _whole_day(day: date, today: date) -> str:
    return capital(f"{weekday_names()[day.weekday()]} {coming(day_month(day), day, today)}")
