"""What a person is told before guidance begins, to take home: plain words under headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.formats import joined
from app.i18n import speaking
from app.prints.blocks import text
from app.prints.page import WIDTH, Frame, Paper
from app.prints.sections import add_heading, add_words
from app.prints.styles import CENTRE, QUIET, TITLE


@dataclass(frozen=True, kw_only=True)
class ToldSheet:
    """The texts in one language, and whom to ask; nothing about the person who gets them."""

    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Titles, each with headings and their words."""
    language: str
    centre_name: str
    centre_phone: str = ""
    counsellor_name: str = ""
    practice: bool = False


def told_sheet_pdf(asked: ToldSheet) -> bytes:
    """Return the sheet: every text begins under a title of its own."""
    first, *_others = asked.texts
    with speaking(asked.language):
        frame = Frame(
            title=first[0],
            language=asked.language,
            running=first[0],
            is_practice=asked.practice,
        )
        sheet = Paper(frame)
        if asked.centre_name.strip():
            sheet.add(text(sheet.root.child("P"), asked.centre_name, CENTRE, WIDTH))
        for number, (title, parts) in enumerate(asked.texts):
            _add_title(sheet, title, gap=22 if number else 0)
            for heading, words in parts:
                add_heading(sheet, heading)
                add_words(sheet, words)
        _add_whom_to_ask(sheet, asked)
        return sheet.finish()


def _add_title(sheet: Paper, title: str, gap: float) -> None:
    words = text(sheet.root.child("H1"), title, TITLE, WIDTH)
    sheet.add(replace(words, space_before=gap, keep=110))


def _add_whom_to_ask(sheet: Paper, asked: ToldSheet) -> None:
    whom = joined([asked.counsellor_name, asked.centre_name, asked.centre_phone])
    if whom:
        sheet.add(replace(text(sheet.root.child("P"), whom, QUIET, WIDTH), space_before=18))
