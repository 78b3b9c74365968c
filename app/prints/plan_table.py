"""Who does what by when: the table of a career plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.choices import PARTY_SHAPES, ActivityStatus, Party
from app.formats import near_date
from app.i18n import _, pgettext
from app.prints.blocks import Cell, Look, Row, Text, own_words, text
from app.prints.lines import Run, runs
from app.prints.page import WIDTH
from app.prints.sections import add_heading
from app.prints.styles import BODY, COLUMN, PARTY_COLOURS, QUIET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.plans import PlanActivity
    from app.prints.page import Paper
    from app.prints.structure import Tag

_COLUMNS = (6.0, 38.0, 278.0, 402.0)
_GAP = 8.0
_LOOK = Look(above=5, below=6, has_rule=True)
_BOXES = {ActivityStatus.DONE: "☑", ActivityStatus.PLANNED: "☐", ActivityStatus.ONGOING: "☐"}


def add_activities(sheet: Paper, activities: Sequence[PlanActivity], today: date) -> None:
    """Add the table with its heading; nothing if nobody does anything yet."""
    if not activities:
        return
    add_heading(sheet, _("Who does what"))
    table = sheet.root.child("Table")
    head = _column_names(table.child("TR"))
    sheet.add(head)
    for activity in activities:
        row = _activity(table.child("TR"), activity, today)
        sheet.add(replace(row, repeated=head))


def _column_names(row: Tag) -> Row:
    names = (
        pgettext("column on paper", "Done"),
        pgettext("column on paper", "What"),
        pgettext("column on paper", "Who"),
        pgettext("column on paper", "By when"),
    )
    places = zip((0.0, *_COLUMNS[1:]), (38.0, *map(_width, (1, 2, 3))), names, strict=True)
    cells = [Cell(x, (text(row.header_cell(), name, COLUMN, width),)) for x, width, name in places]
    return Row(tuple(cells), WIDTH, _LOOK, space_before=3, keep=50)


def _activity(row: Tag, activity: PlanActivity, today: date) -> Row:
    box = text(row.child("TD").child("P"), _BOXES.get(activity.status, "–"), BODY, _width(0))
    what = _what(row.child("TD"), activity)
    who = text(row.child("TD").child("P"), _who(activity), BODY, _width(2))
    when = own_words(row.child("TD"), _when(activity, today), BODY, _width(3))
    cells = zip(_COLUMNS, ((box,), what, (who,), when), strict=True)
    return Row(tuple(Cell(x, texts) for x, texts in cells), WIDTH, _LOOK)


def _what(tag: Tag, activity: PlanActivity) -> tuple[Text, ...]:
    told = activity.status in {ActivityStatus.PLANNED, ActivityStatus.DONE}
    state = "" if told else activity.status.label
    return (
        *own_words(tag, activity.what, BODY, _width(1)),
        *own_words(tag, activity.detail, QUIET, _width(1)),
        *own_words(tag, state, QUIET, _width(1)),
    )


def _who(activity: PlanActivity) -> list[Run]:
    shape = replace(BODY, colour=PARTY_COLOURS[activity.party])
    words = _party_words(activity)
    return [Run(f"{PARTY_SHAPES[activity.party]}\N{NO-BREAK SPACE}", shape), *runs(words, BODY)]


def _party_words(activity: PlanActivity) -> str:
    name = activity.who.strip()
    if activity.party == Party.OTHER and name:
        return name
    words = {
        Party.CLIENT: pgettext("who, on the person's paper", "Me"),
        Party.NAV: _("Nav"),
        Party.CENTRE: _("The career centre"),
    }
    word = words.get(activity.party, activity.party.label)
    return f"{word}, {name}" if name else word


def _when(activity: PlanActivity, today: date) -> str:
    day = near_date(activity.due_on, today) if activity.due_on else ""
    return ", ".join(part for part in (day, activity.due_words.strip()) if part)


def _width(column: int) -> float:
    ends = (*_COLUMNS[1:], WIDTH + _GAP)
    return ends[column] - _COLUMNS[column] - _GAP
