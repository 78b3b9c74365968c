"""Conversation templates: versioned data, never code. A published version never changes (BR07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.choices import MeetingKind, Party
from app.i18n import language, respelled


class GoesTo(StrEnum):
    """Where what is written under a section may end up."""

    NOTE = "NOTE"
    CHOSEN_LINES = "CHOSEN_LINES"
    PLAN = "PLAN"


@dataclass(frozen=True, kw_only=True)
class TemplateSection:
    """One section of a conversation; texts by language."""

    key: str
    title: dict[str, str]
    purpose: dict[str, str]
    prompts: tuple[dict[str, str], ...]
    goes_to: GoesTo
    coded: bool
    speaks_first: Party | None
    plan_field: str | None


@dataclass(frozen=True, kw_only=True)
class ConversationTemplate:
    """One version of a template."""

    id: str
    version: int
    kind: MeetingKind
    valid_from: date
    valid_to: date | None
    checked_on: date
    source: str
    title: dict[str, str]
    sections: tuple[TemplateSection, ...]


def worded(texts: dict[str, str]) -> str:
    """Return a template's text in the language and the centre's words of the moment.

    Bokmål where it has no text in that language.
    """
    return respelled(texts.get(language()) or texts["nb"])
