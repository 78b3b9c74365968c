"""What is said of a template on screen: its name, how far it has come, what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.centre_templates import TemplateState
from app.domain.choices import PerCode
from app.domain.templates import worded
from app.formats import joined, short_date
from app.i18n import _, ngettext
from app.services.templates.finding import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.centre_templates import TemplateVersion
    from app.domain.choices import MeetingKind
    from app.domain.templates import ConversationTemplate

PILLS = PerCode(
    {TemplateState.DRAFT: "sun", TemplateState.IN_USE: "ok", TemplateState.RETIRED: "grey"},
    other="grey",
)


def template_name(version: TemplateVersion) -> str:
    """Return what a version is called in the language of the moment."""
    return worded(in_languages(version)) or _("(no name yet)")


def version_words(version: TemplateVersion) -> str:
    """Return which version it is and how far it has come, as a chip says it."""
    text = _("Version {n} · {state}")
    return text.format(n=version.number, state=version.state.label.lower())


def about_version(version: TemplateVersion, today: date) -> str:
    """Return where it comes from, since when it is used, and what it is for."""
    begun = version.in_use_from
    since = _("since {day}").format(day=short_date(begun, today)) if begun else ""
    is_used = version.state == TemplateState.IN_USE
    origin = _("from {centre}").format(centre=version.from_whom) if version.from_whom else ""
    return joined([origin, since if is_used else "", kinds_words(version.serves)])


def kinds_words(kinds: Iterable[MeetingKind]) -> str:
    """Return the kinds of meeting something is for, in a row."""
    return ", ".join(kind.label.lower() for kind in kinds)


def use_words(number: int, count: int) -> str:
    """Return how many conversations follow a version, and what that means for it."""
    if not count:
        return _("Version {v} has not been used yet").format(v=number)
    text = ngettext(
        "Version {v} is used in {n} conversation and does not change",
        "Version {v} is used in {n} conversations and does not change",
        count,
    )
    return text.format(v=number, n=count)


def in_words(template: ConversationTemplate) -> str:
    """Return a whole template to read through: each part with its questions."""
    parts = []
    for number, section in enumerate(template.sections, 1):
        asked = [f"–  {worded(each)}" for each in section.prompts]
        parts.append("\n".join([f"{number}  {worded(section.title)}", *asked]))
    return "\n\n".join(parts)
