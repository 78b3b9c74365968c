"""Reference data and templates: files with validity dates, read when first needed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.choices import MeetingKind, newer_label
from app.domain.templates import ConversationTemplate, GoesTo, TemplateSection, worded
from app.i18n import LANGUAGES, _, speaking
from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.choices import LanguageForm
    from app.domain.meetings import Meeting

TEMPLATE_OF: dict[MeetingKind, str] = {
    MeetingKind.THREE_PARTY: "three_party",
    MeetingKind.GUIDANCE: "follow_up",
    MeetingKind.FOLLOW_UP: "follow_up",
    MeetingKind.CLOSING: "closing",
}
"""Which conversation template a kind of meeting follows."""


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


@cache
def templates() -> tuple[ConversationTemplate, ...]:
    """Return every version of every conversation template."""
    files = sorted((RESOURCES / "templates").glob("*.json"))
    return tuple(
        msgspec.json.decode(file.read_bytes(), type=ConversationTemplate)
        for file in files
        if not file.name.startswith("career_plan")
    )


def template_of(meeting: Meeting, noted: Sequence[str]) -> ConversationTemplate:
    """Return the version a note follows; old versions stay readable for ever.

    Of a version that only a newer Leia has, return the sections that are noted, by their keys,
    under the titles they have in the newest version here; where none is noted yet, that version.
    """
    for each in templates():
        if (each.id, each.version) == (meeting.template_id, meeting.template_version):
            return each
    ids = {each.id for each in templates()}
    newest = newest_template(meeting.template_id if meeting.template_id in ids else "three_party")
    if not noted:
        return newest
    known = {section.key: section for section in newest.sections}
    order = {key: number for number, key in enumerate(known)}
    in_order = sorted(noted, key=lambda key: (key not in known, order.get(key, 0)))
    sections = tuple(known.get(key) or _newer_section(key) for key in in_order)
    return replace(newest, version=meeting.template_version, sections=sections)


def _newer_section(key: str) -> TemplateSection:
    return TemplateSection(
        key=key,
        title={each: _newer_title(each, key) for each in LANGUAGES},
        purpose={},
        prompts=(),
        goes_to=GoesTo.NOTE,
        coded=False,
        speaks_first=None,
        plan_field=None,
    )


def _newer_title(spoken: str, key: str) -> str:
    with speaking(spoken):
        return newer_label(key)


def section_titles(template_id: str, version: int) -> dict[str, str]:
    """Return what a template calls its sections, by key; nothing for a note without template."""
    found = [t for t in templates() if (t.id, t.version) == (template_id, version)]
    return {section.key: worded(section.title) for t in found for section in t.sections}


def newest_template(template_id: str) -> ConversationTemplate:
    """Return the version new meetings follow."""
    return max((t for t in templates() if t.id == template_id), key=lambda t: t.version)
