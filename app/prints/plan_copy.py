"""A copy of a plan for somebody else: whom it is for, what is shared, and until when."""

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
from app.prints.styles import DETAIL, PLAN_TITLE, QUIET

if TYPE_CHECKING:
    from app.prints.copy_sheet import CopySheet

_SIDE = 170.0


def plan_copy_pdf(copy: CopySheet) -> bytes:
    """Return the copy as a tagged PDF in the person's language form."""
    paper = copy.sheet
    with speaking(paper.language):
        sheet = Paper(_frame(copy))
        _add_top(sheet, copy)
        if paper.plan.end_goal.strip():
            add_goal(sheet, paper.plan)
        add_first_step(sheet, paper.plan)
        add_activities(sheet, paper)
        add_dates_and_people(sheet, paper)
        add_meeting(sheet, paper)
        add_back(sheet, paper)
        chosen = text(sheet.root.child("P"), _chosen(copy), QUIET, WIDTH)
        sheet.add(replace(chosen, space_before=16))
        return sheet.finish()


def _frame(copy: CopySheet) -> Frame:
    paper = copy.sheet
    return Frame(
        title=_title(copy),
        language=paper.language,
        running=_title(copy),
        later=_for_whom(copy),
        is_draft=paper.plan.state == PlanState.DRAFT,
        is_practice=paper.practice,
    )


def _title(copy: CopySheet) -> str:
    name = copy.sheet.client_name.strip() or _("(no name yet)")
    whole = _("Career plan for {name}") if copy.is_whole else _("From the career plan of {name}")
    return whole.format(name=name)


def _for_whom(copy: CopySheet) -> str:
    text_of = _("Copy for {who} · {day}")
    return text_of.format(who=copy.recipient, day=long_date(copy.sheet.printed_on))


def _add_top(sheet: Paper, copy: CopySheet) -> None:
    root, wide = sheet.root, WIDTH - _SIDE - 12
    version = _("Version {number}").format(number=copy.sheet.plan.number)
    told = (_for_whom(copy), joined((copy.sheet.centre_name, version)))
    right = tuple(
        replace(text(root.child("P"), words, DETAIL, _SIDE), right=_SIDE) for words in told
    )
    title = text(root.child("H1"), _title(copy), PLAN_TITLE, wide)
    sheet.add(Row((Cell(0, (title,)), Cell(WIDTH - _SIDE, right)), WIDTH, space_before=12))


def _chosen(copy: CopySheet) -> str:
    """Return whose choice it is, how long it holds, and that it can be taken back."""
    name = copy.sheet.client_name.strip() or _("The client")
    if copy.until is None:
        words = _("{name} has chosen to share this, and can take it back.")
    else:
        words = _("{name} has chosen to share this until {day}, and can take it back.")
    return words.format(name=name, day=long_date(copy.until) if copy.until else "")
