"""Conversation templates: versioned data, never code. A published version never changes (BR07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.choices import MeetingKind, Party
from app.i18n import language, respelled

ACTIVITIES = "activities"
"""What lines become that are no words of a text of the plan."""


@dataclass(frozen=True, kw_only=True)
class TemplateSection:
    """One section of a conversation; texts by language."""

    key: str
    """The same in every version and language: notes and figures know it by this."""
    title: dict[str, str]
    purpose: dict[str, str]
    prompts: tuple[dict[str, str], ...]
    coded: bool = False
    """Whether it counts in the figures."""
    remind: bool = False
    """Whether it is told of when the note is finished and it is still empty."""
    speaks_first: Party | None = None
    plan_field: str | None = None
    """The text of the plan its words can go to, or `activities`, when somebody chooses so."""


@dataclass(frozen=True, kw_only=True)
class ConversationTemplate:
    """One version of a template."""

    id: str
    version: int
    serves: tuple[MeetingKind, ...]
    title: dict[str, str]
    sections: tuple[TemplateSection, ...]
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    checked_on: date | None = None


def worded(texts: dict[str, str]) -> str:
    """Return a template's text in the language and the centre's words of the moment.

    Bokmål where it has no text in that language; what there is where it has no bokmål either.
    """
    found = texts.get(language()) or texts.get("nb") or next(filter(None, texts.values()), "")
    return respelled(found)
