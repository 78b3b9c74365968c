"""The columns of a file of partners: their headings, and how a cell is written and read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from app.domain.labels import field_label
from app.i18n import LANGUAGES, _, pgettext, speaking
from app.services.code_lists import code_lists
from app.services.reference import counties

COLUMNS = (
    *("kind", "partner", "municipalities", "phone", "email"),
    *("contact", "role", "direct_phone", "contact_email", "confirmed_on"),
)
"""One row a contact person; a partner without any has a row too."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"
_NEWER_CODE = re.compile(r"[A-Z][A-Z0-9_]+")


def headings() -> dict[str, str]:
    """Return what each column is called on the screen."""
    return {
        "kind": field_label("partner", "kind"),
        "partner": _("Partner"),
        "municipalities": field_label("partner", "municipalities"),
        "phone": field_label("partner", "phone"),
        "email": field_label("partner", "email"),
        "contact": pgettext("partner", "Contact person"),
        "role": field_label("partner_contact", "role"),
        "direct_phone": field_label("partner_contact", "phone"),
        "contact_email": _("E-mail of the contact person"),
        "confirmed_on": field_label("partner_contact", "confirmed_on"),
    }


def column_of(heading: str) -> str:
    """Return the column a heading means in any language; empty where it means none."""
    return _columns().get(plain(heading), "")


def plain(text: str) -> str:
    """Return a text as it is compared: no case, one space between words, one way of writing."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, and that `unguarded` gives back."""
    return f"{_GUARD}{cell}" if cell.startswith((*_FORMULA, _GUARD)) else cell


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded."""
    return (
        cell[1:] if cell.startswith(_GUARD) and cell[1:].startswith((*_FORMULA, _GUARD)) else cell
    )


def kind_code(cell: str) -> str:
    """Return the code of a kind by its code or its words in any language; empty for none.

    What looks like a code and is none here is of a newer Leia, and stays as it is.
    """
    return _kinds().get(plain(cell)) or (cell if _NEWER_CODE.fullmatch(cell) else "")


def is_known_kind(code: str) -> bool:
    """Whether this Leia knows what a kind is called."""
    return any(each.code == code for each in code_lists()["partner_kinds"].codes)


def municipality_numbers(cell: str, county: str) -> tuple[str, ...]:
    """Return the numbers a name may mean; where one of them is in the county, that alone."""
    found = _municipalities().get(plain(cell), ())
    own = tuple(number for number in found if number.startswith(county)) if county else ()
    return own[:1] or found


@cache
def _columns() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {plain(words): column for column, words in headings().items()}
    return found


@cache
def _kinds() -> dict[str, str]:
    codes = code_lists()["partner_kinds"].codes
    words = {plain(word): each.code for each in codes for word in each.words.values()}
    return {**words, **{plain(each.code): each.code for each in codes}}


@cache
def _municipalities() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in (m for county in counties() for m in county.municipalities):
        for name in {each.number, each.name, each.official_name, *each.official_name.split(" – ")}:
            found[plain(name)] = (*found.get(plain(name), ()), each.number)
    return found
