"""The career plan on paper. It can only be made from a plan: no note can get here.

The first page stands alone: whose plan it is, the goal, the first step, what is to be done, the
dates, whom to ring and when we meet. Why, the way and all the rest follow on the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.choices import PlanState
from app.formats import joined, long_date
from app.i18n import _, speaking
from app.prints.blocks import Cell, Row, text
from app.prints.page import WIDTH, Frame, Paper
from app.prints.plan_back import add_back
from app.prints.plan_front import add_dates_and_people, add_first_step, add_goal, add_meeting
from app.prints.plan_table import add_activities
from app.prints.styles import DETAIL, LEAD, PLAN_TITLE

if TYPE_CHECKING:
    from app.prints.plan_sheet import PlanSheet

_SIDE = 150.0


def career_plan_pdf(paper: PlanSheet) -> bytes:
    """Return the plan as a tagged PDF in the person's language form."""
    with speaking(paper.language):
        sheet = Paper(_frame(paper))
        _add_top(sheet, paper)
        add_goal(sheet, paper.plan)
        add_first_step(sheet, paper.plan)
        add_activities(sheet, paper)
        add_dates_and_people(sheet, paper)
        add_meeting(sheet, paper)
        sheet.end_front()
        add_back(sheet, paper)
        return sheet.finish()


def _frame(paper: PlanSheet) -> Frame:
    return Frame(
        title=_("Career plan"),
        language=paper.language,
        running=_title(paper),
        later=_version(paper),
        is_draft=paper.plan.state == PlanState.DRAFT,
        is_practice=paper.practice,
    )


def _title(paper: PlanSheet) -> str:
    name = paper.client_name.strip()
    return _("Career plan for {name}").format(name=name) if name else _("Career plan")


def _add_top(sheet: Paper, paper: PlanSheet) -> None:
    root, wide = sheet.root, WIDTH - _SIDE - 12
    left = (
        text(root.child("H1"), _title(paper), PLAN_TITLE, wide),
        replace(text(root.child("P"), _whose(), LEAD, wide), space_before=3),
    )
    right = tuple(
        replace(text(root.child("P"), words, DETAIL, _SIDE), right=_SIDE)
        for words in _made(paper)
        if words.strip()
    )
    sheet.add(Row((Cell(0, left), Cell(WIDTH - _SIDE, right)), WIDTH, space_before=12))


def _whose() -> str:
    return _("The plan is yours. You decide who sees it.")


def _made(paper: PlanSheet) -> tuple[str, ...]:
    plan = paper.plan
    return (
        _version(paper),
        paper.centre_name,
        _("Replaced by a later version") if plan.state == PlanState.SUPERSEDED else "",
        "" if plan.state.is_known else plan.state.label,
    )


def _version(paper: PlanSheet) -> str:
    """Return the version and its day; a draft, which says so above all, only the day."""
    plan = paper.plan
    is_draft = plan.state == PlanState.DRAFT
    version = "" if is_draft else _("Version {number}").format(number=plan.number)
    return joined((version, long_date(plan.finished_on or paper.printed_on)))
