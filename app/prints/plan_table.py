"""What is to be done, who does it and when: the table of a career plan."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.domain.choices import OPEN_STATUSES, PARTY_SHAPES
from app.formats import coming, short_day_month
from app.i18n import _, pgettext
from app.prints.blocks import Cell, Drawing, Look, Row, Text, own_words, text
from app.prints.page import WIDTH
from app.prints.plan_people import by_name
from app.prints.sections import add_heading
from app.prints.styles import BODY, COLUMN, DETAIL, INK, PARTY_COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.plans import PlanActivity
    from app.prints.page import Paper
    from app.prints.plan_sheet import PlanSheet
    from app.prints.structure import Tag
    from app.prints.tagging import TaggedCanvas

_COLUMNS = (21.0, 268.0, 402.0)
_GAP = 8.0
_SHAPE = 13.0
_BOX = 10.5
_LOOK = Look(above=5, below=6, has_rule=True)
_TOGETHER = 4
"""So many of the last rows, or none of them, go on to another page."""


def add_activities(sheet: Paper, paper: PlanSheet) -> None:
    """Add the table of what is still to be done; nothing if nobody does anything yet."""
    still = [each for each in paper.activities if each.status in OPEN_STATUSES]
    if not still:
        return
    add_heading(sheet, _("To be done"))
    table = sheet.root.child("Table")
    head = _column_names(table.child("TR"))
    rows = [_activity(table.child("TR"), activity, paper) for activity in still]
    sheet.add(head, *_held_together([replace(row, repeated=head) for row in rows]))


def _held_together(rows: Sequence[Row]) -> list[Row]:
    """Return the rows so that no page begins with one or two left over."""
    last = len(rows) - _TOGETHER
    if last < 0:
        return list(rows)
    after = sum(row.height for row in rows[last + 1 :])
    return [replace(row, keep=after) if place == last else row for place, row in enumerate(rows)]


def _column_names(row: Tag) -> Row:
    names = (
        pgettext("column on paper", "What"),
        pgettext("column on paper", "Who"),
        pgettext("column on paper", "When"),
    )
    cells = [
        Cell(_COLUMNS[place], (text(row.header_cell(), name, COLUMN, _width(place)),))
        for place, name in enumerate(names)
    ]
    return Row(tuple(cells), WIDTH, replace(_LOOK, above=2, below=3), space_before=2, keep=50)


def _activity(row: Tag, activity: PlanActivity, paper: PlanSheet) -> Row:
    first = row.child("TD")
    box = Drawing(BODY.leading, partial(_draw_box, first.child("P")))
    what = (
        *own_words(first, activity.what, BODY, _width(0)),
        *own_words(first, activity.detail, DETAIL, _width(0)),
    )
    shape, who = _who(row.child("TD").child("P"), activity, paper)
    when = own_words(row.child("TD"), _when(activity, paper.printed_on), BODY, _width(2))
    cells = (
        Cell(0, (box,)),
        Cell(_COLUMNS[0], what),
        Cell(_COLUMNS[1], (shape,)),
        Cell(_COLUMNS[1] + _SHAPE, (who,)),
        Cell(_COLUMNS[2], when),
    )
    return Row(cells, WIDTH, _LOOK)


def _draw_box(tag: Tag, canvas: TaggedCanvas, x: float, top: float) -> None:
    """Draw a box for a pen; reading machines say what it is."""
    with canvas.tagged(tag), canvas.meaning("☐"):
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.roundRect(x + 0.5, top - 13.5, _BOX, _BOX, 1.5, stroke=1, fill=0)


def _who(tag: Tag, activity: PlanActivity, paper: PlanSheet) -> tuple[Text, Text]:
    style = replace(BODY, colour=PARTY_COLOURS[activity.party])
    shape = text(tag, f"{PARTY_SHAPES[activity.party]}\N{NO-BREAK SPACE}", style, _SHAPE)
    return shape, text(tag, by_name(activity, paper), BODY, _width(1) - _SHAPE)


def _when(activity: PlanActivity, today: date) -> str:
    day = ""
    if activity.due_on:
        day = _("before {day}").format(
            day=coming(short_day_month(activity.due_on), activity.due_on, today)
        )
        day = day.replace(" ", "\N{NO-BREAK SPACE}")
    return ", ".join(part for part in (day, activity.due_words.strip()) if part)


def _width(column: int) -> float:
    ends = (*_COLUMNS[1:], WIDTH + _GAP)
    return ends[column] - _COLUMNS[column] - _GAP
