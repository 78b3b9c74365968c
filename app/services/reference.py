"""Reference data: files with validity dates, read when first needed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.templates import worded
from app.i18n import _
from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.choices import LanguageForm


class Municipality(msgspec.Struct, frozen=True):
    """A municipality under its number; the double name is the official one."""

    number: str
    name: str
    official_name: str


class County(msgspec.Struct, frozen=True):
    """A county and its municipalities."""

    number: str
    name: str
    official_name: str
    municipalities: tuple[Municipality, ...]


class _Municipalities(msgspec.Struct, frozen=True):
    checked_on: str
    counties: tuple[County, ...]


class _Words(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class KnownDocument(msgspec.Struct, frozen=True):
    """A paper people often need, and who issues it; texts by language."""

    key: str
    name: dict[str, str]
    issuer: dict[str, str]
    verified: bool
    """Whether somebody has read at a source that these issue it."""

    @property
    def label(self) -> str:
        """What a list on the screen calls it; it tells what nobody has confirmed."""
        name = worded(self.name)
        return name if self.verified else _("{paper} · not confirmed").format(paper=name)

    @property
    def where(self) -> str:
        """Where one gets it, said openly where nobody has confirmed it."""
        issuer = worded(self.issuer)
        return issuer if self.verified else _("{issuer} (ask first)").format(issuer=issuer)


class _Documents(msgspec.Struct, frozen=True):
    documents: tuple[KnownDocument, ...]


class KnownTerm(msgspec.Struct, frozen=True):
    """A long word of the field, how it is known in a text, and plain words for it, by language."""

    key: str
    stems: tuple[str, ...]
    word: dict[str, str]
    meaning: dict[str, str]


class _Terms(msgspec.Struct, frozen=True):
    terms: tuple[KnownTerm, ...]


class _Verbs(msgspec.Struct, frozen=True):
    present: dict[str, dict[str, str]]


@cache
def counties() -> tuple[County, ...]:
    """Return every county, each with its municipalities by Norwegian name."""
    file = RESOURCES / "reference" / "municipalities.json"
    return msgspec.json.decode(file.read_bytes(), type=_Municipalities).counties


@cache
def _municipalities() -> dict[str, Municipality]:
    return {m.number: m for county in counties() for m in county.municipalities}


def municipality_name(number: str) -> str:
    """Return a municipality's official name; an old or unknown number is shown as it is."""
    found = _municipalities().get(number)
    return found.official_name or found.name if found else number


def municipality_short_name(number: str) -> str:
    """Return a municipality's Norwegian name, for narrow places."""
    found = _municipalities().get(number)
    return found.name if found else number


@cache
def passphrase_words() -> tuple[str, ...]:
    """Return our 2,048 words; six of them make 66 bits."""
    file = RESOURCES / "reference" / "words.json"
    return msgspec.json.decode(file.read_bytes(), type=_Words).words


@cache
def known_documents() -> tuple[KnownDocument, ...]:
    """Return the papers people often need."""
    file = RESOURCES / "reference" / "documents.json"
    return msgspec.json.decode(file.read_bytes(), type=_Documents).documents


@cache
def _terms() -> tuple[KnownTerm, ...]:
    file = RESOURCES / "reference" / "terms.json"
    return msgspec.json.decode(file.read_bytes(), type=_Terms).terms


def terms_in(text: str) -> tuple[KnownTerm, ...]:
    """Return the long words a text holds, in any of their forms."""
    words = text.casefold()
    return tuple(
        term for term in _terms() if any(re.search(rf"\b{stem}", words) for stem in term.stems)
    )


@cache
def _present() -> dict[str, dict[str, str]]:
    file = RESOURCES / "reference" / "verbs.json"
    return msgspec.json.decode(file.read_bytes(), type=_Verbs).present


def verbs(form: LanguageForm) -> Mapping[str, str]:
    """Return the verbs an activity may begin with, each with its present, in a written form.

    None are known of a form that only a newer Leia has.
    """
    return _present().get(form.value, {})
