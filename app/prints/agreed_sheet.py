"""What was agreed on, on paper: plain, with who gets a copy of it and nothing else of the note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from app.formats import clock, joined, long_date, weekday_day_month
from app.i18n import _, speaking
from app.prints.blocks import text
from app.prints.page import WIDTH, Frame, Paper
from app.prints.sections import Item, add_list
from app.prints.styles import BODY, CENTRE, QUIET, TITLE

if TYPE_CHECKING:
    from app.prints.lines import Style


@dataclass(frozen=True, kw_only=True)
class AgreedSheet:
    """The agreed lines in the person's words, and nothing else of what was noted."""

    lines: tuple[str, ...]
    receivers: tuple[str, ...]
    held_on: date | None
    meets_on: date | None
    meets_at: time | None
    client_id: str
    client_name: str
    centre_name: str
    centre_phone: str
    counsellor_name: str
    language: str
    places: tuple[tuple[str, int], ...] = ()
    """Where each line was written."""
    practice: bool = False


def agreed_pdf(sheet: AgreedSheet) -> bytes:
    """Return the slip; it says itself who gets a copy."""
    with speaking(sheet.language):
        title = _("This is what we agreed on")
        frame = Frame(
            title=title,
            language=sheet.language,
            running=joined([sheet.client_name, title]),
            is_practice=sheet.practice,
        )
        paper = Paper(frame)
        if sheet.centre_name.strip():
            paper.add(text(paper.root.child("P"), sheet.centre_name, CENTRE, WIDTH))
        paper.add(text(paper.root.child("H1"), title, TITLE, WIDTH))
        day = long_date(sheet.held_on) if sheet.held_on else ""
        _add(paper, joined([sheet.client_name, day]), QUIET, 4)
        add_list(paper, [Item(line, "✓") for line in sheet.lines], gap=14)
        _add(paper, _again(sheet), BODY, 18)
        _add(paper, _("Copies to: {names}").format(names="; ".join(sheet.receivers)), QUIET, 18)
        _add(paper, _whom_to_ask(sheet), QUIET, 4)
        return paper.finish()


def _again(sheet: AgreedSheet) -> str:
    if sheet.meets_on is None:
        return ""
    at = _("at {time}").format(time=clock(sheet.meets_at)) if sheet.meets_at else ""
    when = f"{weekday_day_month(sheet.meets_on)} {at}".strip()
    return _("We meet again {when}.").format(when=when)


def _whom_to_ask(sheet: AgreedSheet) -> str:
    return joined([sheet.counsellor_name, sheet.centre_name, sheet.centre_phone])


def _add(paper: Paper, words: str, style: Style, space: float) -> None:
    if words:
        line = text(paper.root.child("P"), words, style, WIDTH)
        paper.add(replace(line, space_before=space))
