"""The recovery sheet: the one way in when every passphrase is lost. One page, kept sealed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import segno
from reportlab.pdfbase.pdfdoc import PDFString

from app.formats import long_date
from app.i18n import _, speaking
from app.prints.blocks import BASELINE, Cell, Drawing, Look, Row, text
from app.prints.fonts import SEMIBOLD
from app.prints.lines import Run, Style
from app.prints.page import WIDTH, Frame, Paper
from app.prints.sections import Item, add_heading, add_list, add_words
from app.prints.styles import CENTRE, INK, LINE, QUIET, STRONG, SUN, SUN_GROUND, TITLE

if TYPE_CHECKING:
    from datetime import date

    from app.prints.structure import Tag
    from app.prints.tagging import TaggedCanvas

_PREFIX = len("AGE-SECRET-KEY-1")
_IN_ROW = 20
_IN_GROUP = 4
_ADVANCE = 12.6
_KEY = Style(SEMIBOLD, 17, 30, INK)
_NUMBER = replace(QUIET, leading=30)
_GAP = 7.0
_INDENT = 22.0
_QR_SIDE = 126.0


@dataclass(frozen=True, kw_only=True)
class KeySheet:
    """A recovery key that nobody has seen yet."""

    secret: str = field(repr=False)
    fingerprint: str
    centre_name: str
    made_on: date
    language: str
    practice: bool = False
    hidden_row: int = 0
    """A row that is not shown, nor the code: on a screen the sheet must not stand in for paper."""


def recovery_sheet_pdf(asked: KeySheet) -> bytes:
    """Return the sheet; the key is on it as rows to type and as a QR code."""
    with speaking(asked.language):
        frame = Frame(
            title=_("Recovery key"),
            language=asked.language,
            running="",
            is_practice=asked.practice,
        )
        sheet = Paper(frame)
        _add_top(sheet, asked.centre_name, asked.made_on)
        _add_warning(sheet)
        _add_advice(sheet)
        _add_key(sheet, asked.secret, asked.hidden_row)
        _add_fingerprint(sheet, asked.fingerprint)
        return sheet.finish()


def _add_top(sheet: Paper, centre_name: str, made_on: date) -> None:
    top = [
        text(sheet.root.child(kind), words, style, WIDTH)
        for kind, words, style in (
            ("P", centre_name, CENTRE),
            ("H1", _("Recovery key"), TITLE),
            ("P", _("Made on {day}").format(day=long_date(made_on)), QUIET),
        )
        if words.strip()
    ]
    sheet.add(*top)


def _add_warning(sheet: Paper) -> None:
    tag = sheet.root.child("P")
    words = _("Whoever holds this sheet and the computer can read everything in the vault.")
    look = Look(above=8, below=9, ground=SUN_GROUND, bar=SUN)
    cell = Cell(18, (text(tag, words, STRONG, WIDTH - 36),))
    sheet.add(Row((cell,), WIDTH, look, space_before=12))
    why = _(
        "This key lets you in when nobody remembers the passphrase, or a counsellor has "
        "left. If you lose both the passphrases and the sheet, everything you have written "
        "in Leia is lost."
    )
    add_words(sheet, why, gap=10)


def _add_advice(sheet: Paper) -> None:
    add_heading(sheet, _("Where to keep it"))
    keep = (
        _("In a sealed envelope, with the date and two names across the flap."),
        _("In a locked place, away from the computer."),
        _("Not in the case archive: it opens every case."),
        _("Never as a photo or in an e-mail."),
        _("If it is saved as a file: only on a memory stick that is locked away as well."),
    )
    add_list(sheet, [Item(words, "•") for words in keep])
    add_heading(sheet, _("When it is needed"))
    steps = (
        _("There must be two of you when you open the envelope. Write down when and why."),
        _(
            "Start Leia, choose “Forgotten the passphrase …”, type the key, and choose a new "
            "passphrase."
        ),
        _(
            "If Leia does not open the vault, bring the sheet and the computer to the county's IT "
            "department; it can open the vault with the key alone."
        ),
        _("Afterwards, put the sheet in a new envelope and lock it away again."),
    )
    add_list(sheet, [Item(words, f"{number}.") for number, words in enumerate(steps, 1)])


def _add_key(sheet: Paper, secret: str, hidden_row: int) -> None:
    add_heading(sheet, _("The key"))
    hint = _("From the second row on, there is no letter B, I or O: a round character is a zero.")
    add_words(sheet, hint)
    rows = [secret[:_PREFIX], *_chunks(secret[_PREFIX:], _IN_ROW)]
    if hidden_row:
        rows[hidden_row - 1] = ""
    tags = [sheet.root.child("P", ActualText=PDFString(row)) for row in rows]
    figure = sheet.root.child("Figure")
    written = tuple(
        _key_row(tag, number, row)
        for number, (tag, row) in enumerate(zip(tags, rows, strict=True), 1)
    )
    if hidden_row:
        code = _no_code(figure, _("The code is printed on the paper"))
    else:
        code = _qr_code(figure, secret, _("The key above as a QR code, to be read by a camera"))
    sheet.add(Row((Cell(0, written), Cell(WIDTH - _QR_SIDE, (code,))), WIDTH, space_before=16))


def _add_fingerprint(sheet: Paper, fingerprint: str) -> None:
    add_heading(sheet, _("Fingerprint"))
    add_words(sheet, fingerprint)
    add_words(
        sheet, _("Leia shows the same figures, so that you know which vault this key is for.")
    )


def _chunks(words: str, size: int) -> list[str]:
    return [words[start : start + size] for start in range(0, len(words), size)]


def _key_row(tag: Tag, number: int, signs: str) -> Drawing:
    """Return a numbered row of the key, each sign in a place of the same width, in groups."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        y = top - BASELINE * _KEY.leading
        with canvas.artifact():
            canvas.draw_line((Run(f"{number}", _NUMBER),), x, y)
        with canvas.tagged(tag):
            for place, sign in enumerate(signs):
                run = Run(sign, _KEY)
                gap = _GAP * (place // _IN_GROUP) if number > 1 else 0.0
                middle = x + _INDENT + (place + 0.5) * _ADVANCE + gap
                canvas.draw_line((run,), middle - run.width / 2, y)

    return Drawing(_KEY.leading, paint)


def _no_code(tag: Tag, alternative: str) -> Drawing:
    """Return a frame where the code will be, for a sheet that is only looked at."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        tag.describe(alternative, (x, top - _QR_SIDE, x + _QR_SIDE, top))
        with canvas.tagged(tag):
            canvas.setStrokeColor(LINE)
            canvas.rect(x, top - _QR_SIDE, _QR_SIDE, _QR_SIDE)

    return Drawing(_QR_SIDE, paint)


def _qr_code(tag: Tag, words: str, alternative: str) -> Drawing:
    """Return a QR code of squares, with words for those who cannot see it."""
    code = [list(row) for row in segno.make(words, error="m", micro=False).matrix]
    side = _QR_SIDE / len(code)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        tag.describe(alternative, (x, top - _QR_SIDE, x + _QR_SIDE, top))
        path = canvas.beginPath()
        for down, row in enumerate(code, 1):
            for across, is_dark in enumerate(row):
                if is_dark:
                    path.rect(x + across * side, top - down * side, side, side)
        with canvas.tagged(tag):
            canvas.setFillColor(INK)
            canvas.drawPath(path, stroke=0, fill=1)

    return Drawing(_QR_SIDE, paint)
