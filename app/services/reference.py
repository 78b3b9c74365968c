"""Reference data and templates: files with validity dates, read when first needed."""

from __future__ import annotations

from functools import cache

import msgspec

from app.domain.templates import ConversationTemplate, worded
from app.paths import RESOURCES


class Municipality(msgspec.Struct, frozen=True):
    """A municipality under its number; the double name is the official one."""

    number: str
    name: str
    official_name: str
    region: str = ""
    suggested_centre: str = ""


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


class _Documents(msgspec.Struct, frozen=True):
    documents: tuple[KnownDocument, ...]


class _EndGoals(msgspec.Struct, frozen=True):
    end_goals: tuple[dict[str, str], ...]


@cache
def counties() -> tuple[County, ...]:
    """Return the counties Leia knows, each with its municipalities."""
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
def templates() -> tuple[ConversationTemplate, ...]:
    """Return every version of every conversation template."""
    files = sorted((RESOURCES / "templates").glob("*.json"))
    return tuple(
        msgspec.json.decode(file.read_bytes(), type=ConversationTemplate)
        for file in files
        if not file.name.startswith("career_plan")
    )


def template(template_id: str, version: int) -> ConversationTemplate:
    """Return the version a note follows; old versions stay readable for ever."""
    found = [t for t in templates() if (t.id, t.version) == (template_id, version)]
    if not found:
        raise LookupError(f"no template {template_id} {version}")
    return found[0]


def section_titles(template_id: str, version: int) -> dict[str, str]:
    """Return what a template calls its sections, by key; nothing for a note without template."""
    found = [t for t in templates() if (t.id, t.version) == (template_id, version)]
    return {section.key: worded(section.title) for t in found for section in t.sections}


def newest_template(template_id: str) -> ConversationTemplate:
    """Return the version new meetings follow."""
    return max((t for t in templates() if t.id == template_id), key=lambda t: t.version)
