"""A receipt of what somebody shared, with a slip to cut off and hand in to take it back.

It holds what a consent record holds (ISO/IEC TS 27560): which one it is, who shared, what, what
not, with whom, what for, how it was said and when, how long it is valid, and how it is taken back.
It promises only what the centre can do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.formats import in_a_row, joined, long_date
from app.i18n import _, pgettext, speaking
from app.prints.blocks import Cell, Drawing, Look, Row, text
from app.prints.page import WIDTH, Frame, Paper
from app.prints.sections import Item, add_list
from app.prints.styles import BODY, HEADING, PLAN_TITLE, QUIET, SMALL, STRONG

if TYPE_CHECKING:
    from app.prints.tagging import TaggedCanvas

_LEFT = 120.0
_LOOK = Look(above=4, below=5, has_rule=True)
_DASH, _GAP = 4.0, 3.0
_SIGN_HEIGHT = 34.0


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet:
    """What was given out once, in the person's terms."""

    number: str
    """The same on both parts; it names nobody."""
    client_id: str
    client_name: str
    recipient: str
    shared: tuple[str, ...]
    """The parts by name; empty where it was the whole plan."""
    left_out: tuple[str, ...]
    version: int
    purpose: str
    said_how: str
    given_how: str
    given_on: date
    until: date | None
    centre_name: str
    centre_phone: str
    counsellor_name: str
    counsellor_phone: str
    language: str
    practice: bool = False


def receipt_pdf(receipt: ReceiptSheet) -> bytes:
    """Return the receipt as a tagged PDF in the person's language form."""
    with speaking(receipt.language):
        sheet = Paper(_frame(receipt))
        _add_receipt(sheet, receipt)
        _add_slip(sheet, receipt)
        return sheet.finish()


def _frame(receipt: ReceiptSheet) -> Frame:
    return Frame(
        title=_title(receipt),
        language=receipt.language,
        running=_title(receipt),
        is_practice=receipt.practice,
    )


def _title(receipt: ReceiptSheet) -> str:
    return (
        _("You have shared part of your plan") if receipt.shared else _("You have shared your plan")
    )


def _add_receipt(sheet: Paper, receipt: ReceiptSheet) -> None:
    root = sheet.root
    sheet.add(text(root.child("H1"), _title(receipt), PLAN_TITLE, WIDTH))
    whose = _("Receipt for {name}").format(name=receipt.client_name or _("(no name yet)"))
    about = text(root.child("P"), joined([whose, receipt.centre_name]), QUIET, WIDTH)
    sheet.add(replace(about, space_before=2))
    for number, (head, words, strong) in enumerate(_rows(receipt)):
        label = text(root.child("P"), head, QUIET, _LEFT - 8)
        told = text(root.child("P"), words, STRONG if strong else BODY, WIDTH - _LEFT)
        cells = (Cell(0, (label,)), Cell(_LEFT, (told,)))
        sheet.add(Row(cells, WIDTH, _LOOK, space_before=10 if number == 0 else 0))
    back = text(root.child("P"), _way_back(receipt), BODY, WIDTH)
    sheet.add(replace(back, space_before=12))
    _add_signs(sheet, (receipt.client_name, receipt.counsellor_name))
    kept = _("Receipt {number} · keep this part").format(number=receipt.number)
    sheet.add(replace(text(root.child("P"), kept, SMALL, WIDTH), space_before=10))


def _rows(receipt: ReceiptSheet) -> tuple[tuple[str, str, bool], ...]:
    what = in_a_row(receipt.shared) if receipt.shared else _("The whole plan")
    version = _("version {number}").format(number=receipt.version)
    left = in_a_row(receipt.left_out)
    notes = _("The notes are never shared.")
    until = long_date(receipt.until) if receipt.until else _("until you take it back")
    how = joined([receipt.given_how, long_date(receipt.given_on), receipt.said_how])
    rows = (
        (_("Who got it"), receipt.recipient, True),
        (pgettext("receipt", "What"), f"{what} ({version})", True),
        (_("Not shared"), f"{left}. {notes}" if left else notes, False),
        (pgettext("receipt", "What for"), receipt.purpose, False),
        (pgettext("receipt", "How"), how, False),
        (_("Valid until"), until, False),
    )
    return tuple(row for row in rows if row[1].strip())


def _way_back(receipt: ReceiptSheet) -> str:
    """Return how one thinks again, and what the centre can do about what is out already."""
    who = receipt.counsellor_name.strip() or receipt.centre_name.strip()
    phone = receipt.counsellor_phone.strip() or receipt.centre_phone.strip()
    words = _("You can think again whenever you like. Hand in the slip below.")
    if who and phone:
        words = _(
            "You can think again whenever you like. Ring {who} on {phone}, or hand in the slip."
        )
        words = words.format(who=who, phone=phone.replace(" ", "\N{NO-BREAK SPACE}"))
    then = _("Then nothing more is given. We ask for what is out already to be put away.")
    return f"{words} {then}"


def _add_slip(sheet: Paper, receipt: ReceiptSheet) -> None:
    root = sheet.root
    sheet.add(replace(_cut(), space_before=26))
    title = text(root.child("H2"), _("I take the sharing back"), HEADING, WIDTH)
    sheet.add(replace(title, space_before=16))
    to = _("Cut off, and hand in or send to {centre}")
    where = to.format(centre=receipt.centre_name.strip() or _("the career centre"))
    sheet.add(text(root.child("P"), where, QUIET, WIDTH))
    boxes = (
        _("{who} is to get no more of my plan.").format(who=receipt.recipient),
        _("I want you to ask {who} to put away what they have got.").format(who=receipt.recipient),
    )
    add_list(sheet, [Item(words, "☐") for words in boxes], gap=10)
    _add_signs(sheet, (pgettext("on paper", "Date"), _("Your name")))
    why = text(root.child("P"), _("You need not say why."), QUIET, WIDTH)
    sheet.add(replace(why, space_before=8))
    belongs = _("Belongs to receipt {number}").format(number=receipt.number)
    sheet.add(replace(text(root.child("P"), belongs, SMALL, WIDTH), space_before=8))


def _add_signs(sheet: Paper, names: tuple[str, str]) -> None:
    """Add two lines to write on, each over what belongs there."""
    half = (WIDTH - 24) / 2
    tag = sheet.root
    cells = tuple(
        Cell(x, (_line(half), text(tag.child("P"), name or " ", SMALL, half)))
        for x, name in zip((0.0, half + 24), names, strict=True)
    )
    sheet.add(Row(cells, WIDTH, space_before=10))


def _line(width: float) -> Drawing:
    """Return a line to write on; it means nothing to a reading machine."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact():
            canvas.rule(x, top - _SIGN_HEIGHT + 2, width)

    return Drawing(_SIGN_HEIGHT, paint)


def _cut() -> Drawing:
    """Return the line to cut along."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact():
            at = x
            while at < x + WIDTH:
                canvas.rule(at, top, min(_DASH, x + WIDTH - at))
                at += _DASH + _GAP

    return Drawing(1.0, paint)
