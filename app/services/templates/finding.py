"""Which template a meeting follows: the version its note was written with, for ever."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.centre_templates import (
    TemplatePart,
    TemplateQuestion,
    TemplateState,
    TemplateVersion,
)
from app.domain.choices import MeetingKind, MeetingState, newer_label
from app.domain.templates import ConversationTemplate, TemplateSection, worded
from app.i18n import LANGUAGES, speaking
from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.folders import Folder
    from app.domain.meetings import Meeting

_USUAL = "three_party"


@cache
def built_in() -> tuple[ConversationTemplate, ...]:
    """Return every version of every template that comes with Leia."""
    files = sorted((RESOURCES / "templates").glob("*.json"))
    return tuple(
        msgspec.json.decode(file.read_bytes(), type=ConversationTemplate) for file in files
    )


def newest_built_in(template_id: str = _USUAL) -> ConversationTemplate:
    """Return the newest version of a template that comes with Leia."""
    return max((t for t in built_in() if t.id == template_id), key=lambda t: t.version)


def built_in_for(kind: MeetingKind) -> ConversationTemplate:
    """Return what meetings of a kind follow where the centre has nothing of its own."""
    serving = [each for each in built_in() if kind in each.serves]
    return max(serving, key=lambda t: t.version) if serving else newest_built_in()


def template_for(kind: MeetingKind, register: Folder) -> ConversationTemplate:
    """Return what a new meeting of a kind follows: the centre's, taken in use last, or ours."""
    serving = [
        each
        for each in register.all(TemplateVersion)
        if each.state == TemplateState.IN_USE and kind in each.serves
    ]
    if not serving:
        return built_in_for(kind)
    newest = max(serving, key=lambda v: (v.in_use_from is not None, v.in_use_from, v.id))
    return as_template(register, newest)


def template_of(meeting: Meeting, noted: Sequence[str], register: Folder) -> ConversationTemplate:
    """Return the version a note follows; old versions stay readable for ever.

    A meeting that is only planned follows what is in use when it begins. Of a version that only a
    newer Leia, or another vault, has, return the sections that are noted, by their keys, under the
    titles they have in the newest version here; where none is noted yet, that version.
    """
    if meeting.state == MeetingState.PLANNED and not noted:
        return template_for(meeting.kind, register)
    found = _version_of(meeting, register)
    if found is not None:
        return found
    ids = {each.id for each in built_in()}
    newest = newest_built_in(meeting.template_id if meeting.template_id in ids else _USUAL)
    if not noted:
        return newest
    known = {section.key: section for section in newest.sections}
    order = {key: number for number, key in enumerate(known)}
    in_order = sorted(noted, key=lambda key: (key not in known, order.get(key, 0)))
    sections = tuple(known.get(key) or _newer_section(key) for key in in_order)
    return replace(newest, version=meeting.template_version, sections=sections)


def _version_of(meeting: Meeting, register: Folder) -> ConversationTemplate | None:
    sought = (meeting.template_id, meeting.template_version)
    for each in built_in():
        if (each.id, each.version) == sought:
            return each
    for version in register.all(TemplateVersion):
        if (version.template_id, version.number) == sought:
            return as_template(register, version)
    return None


def section_titles(meeting: Meeting, register: Folder) -> dict[str, str]:
    """Return what a meeting's template calls its sections, by key; nothing where it is unknown."""
    found = _version_of(meeting, register)
    return {each.key: worded(each.title) for each in found.sections} if found else {}


def as_template(register: Folder, version: TemplateVersion) -> ConversationTemplate:
    """Return a version of the centre's as conversations read it."""
    return ConversationTemplate(
        id=version.template_id,
        version=version.number,
        serves=version.serves,
        title=in_languages(version),
        sections=tuple(_section(register, each) for each in parts_of(register, version.id)),
        source=version.from_whom,
    )


def parts_of(register: Folder, version_id: str) -> tuple[TemplatePart, ...]:
    """Return the parts of a version, in their order."""
    return tuple(each for each in register.all(TemplatePart) if each.version_id == version_id)


def questions_of(register: Folder, part_id: str) -> tuple[TemplateQuestion, ...]:
    """Return the questions of a part, in their order."""
    return tuple(each for each in register.all(TemplateQuestion) if each.part_id == part_id)


def in_languages(
    thing: TemplateVersion | TemplatePart | TemplateQuestion, before: str = ""
) -> dict[str, str]:
    """Return a text of a thing by language; `before` is what its fields begin with."""
    return {each: getattr(thing, f"{before}{each}").strip() for each in LANGUAGES}


def _section(register: Folder, part: TemplatePart) -> TemplateSection:
    asked = (in_languages(each) for each in questions_of(register, part.id))
    return TemplateSection(
        key=part.key,
        title=in_languages(part),
        purpose=in_languages(part, "purpose_"),
        prompts=tuple(words for words in asked if any(words.values())),
        coded=part.coded,
        remind=part.remind,
        speaks_first=part.speaks_first.party,
        plan_field=part.goes_as.value or None,
    )


def _newer_section(key: str) -> TemplateSection:
    title = {each: _newer_title(each, key) for each in LANGUAGES}
    return TemplateSection(key=key, title=title, purpose={}, prompts=())


def _newer_title(spoken: str, key: str) -> str:
    with speaking(spoken):
        return newer_label(key)
