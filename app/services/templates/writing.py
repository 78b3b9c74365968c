"""Deeds with the centre's templates: copy, new version, parts and questions, take in use."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.domain.centre_templates import (
    SERVES,
    GoesAs,
    SpeaksFirst,
    TemplatePart,
    TemplateQuestion,
    TemplateState,
    TemplateVersion,
    is_draft,
)
from app.domain.entities import new_id
from app.errors import NotFinished
from app.i18n import LANGUAGES, _
from app.services.templates.finding import as_template, parts_of, questions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from app.domain.templates import ConversationTemplate, TemplateSection


def copied(template: ConversationTemplate, name: Mapping[str, str]) -> tuple[Entity, ...]:
    """Return a draft of a template of one's own, with everything that stands in another."""
    fields: dict[str, Any] = {each: name.get(each, "") for each in LANGUAGES}
    fields |= {field: kind in template.serves for kind, field in SERVES.items()}
    based_on = f"{template.id}.{template.version}"
    version = TemplateVersion(template_id=new_id(), based_on=based_on, **fields)
    return (version, *_contents(version, template))


def next_version(register: Folder, version: TemplateVersion) -> tuple[Entity, ...]:
    """Return a draft of the next version of one of the centre's own templates.

    Of one that came in a file, a copy: the next version of that is for those to write who sent it.
    Raises NotFinished where a draft of the template lies there already.
    """
    template = as_template(register, version)
    if version.from_whom:
        return copied(template, {each: getattr(version, each) for each in LANGUAGES})
    if draft_of(register, version.template_id) is not None:
        raise NotFinished(_("There is a draft of this template already: write in that."))
    number = max(each.number for each in versions_of(register, version.template_id)) + 1
    draft = replace(
        version, id=new_id(), number=number, state=TemplateState.DRAFT, in_use_from=None
    )
    return (draft, *_contents(draft, template))


def versions_of(register: Folder, template_id: str) -> tuple[TemplateVersion, ...]:
    """Return the versions of a template, the newest first."""
    found = [e for e in register.all(TemplateVersion) if e.template_id == template_id]
    return tuple(sorted(found, key=lambda each: (each.number, each.id), reverse=True))


def draft_of(register: Folder, template_id: str) -> TemplateVersion | None:
    """Return the version that is written, if there is one."""
    return next(filter(is_draft, versions_of(register, template_id)), None)


def taken_in_use(
    register: Folder, version: TemplateVersion, today: date
) -> tuple[TemplateVersion, ...]:
    """Return the version in use from today, and those it takes the place of.

    Those are its earlier versions, and the centre's other templates for kinds of meeting that are
    all its own now. Raises NotFinished with what is missing.
    """
    problems = lacking(register, version)
    if problems:
        raise NotFinished(" ".join(problems))
    used = replace(version, state=TemplateState.IN_USE, in_use_from=today)
    in_use = [e for e in register.all(TemplateVersion) if e.state == TemplateState.IN_USE]
    gone = [
        replace(each, state=TemplateState.RETIRED)
        for each in in_use
        if each.id != version.id
        and (each.template_id == version.template_id or set(each.serves) <= set(version.serves))
    ]
    return (used, *gone)


def taken_out(version: TemplateVersion) -> TemplateVersion:
    """Return a version that new meetings do not follow any more; notes with it stay as they are."""
    return replace(version, state=TemplateState.RETIRED)


def lacking(register: Folder, version: TemplateVersion) -> tuple[str, ...]:
    """Return what is missing before a draft can be taken in use, a sentence each."""
    found = []
    if not version.nb.strip():
        found.append(_("The template has no name in Bokmål."))
    if not version.serves:
        found.append(_("Choose at least one kind of meeting that the template is for."))
    parts = parts_of(register, version.id)
    if not parts:
        found.append(_("The template has no parts."))
    nameless = [str(number) for number, part in enumerate(parts, 1) if not part.nb.strip()]
    if nameless:
        text = _("These parts have no title in Bokmål: {numbers}.")
        found.append(text.format(numbers=", ".join(nameless)))
    return tuple(found)


def new_part(register: Folder, version: TemplateVersion, after: str = "") -> TemplatePart:
    """Return an empty part that comes after another, or last."""
    parts = parts_of(register, version.id)
    return TemplatePart(version_id=version.id, key=_new_key(), position=_place_after(parts, after))


def new_question(register: Folder, part: TemplatePart, after: str = "") -> TemplateQuestion:
    """Return an empty question that comes after another, or last."""
    asked = questions_of(register, part.id)
    return TemplateQuestion(part_id=part.id, position=_place_after(asked, after))


def moved(
    rows: tuple[TemplatePart, ...] | tuple[TemplateQuestion, ...], row_id: str, by: int
) -> tuple[TemplatePart | TemplateQuestion, ...]:
    """Return a row that changed places with a neighbour, and that neighbour; nothing at the end."""
    here = next(number for number, each in enumerate(rows) if each.id == row_id)
    there = here + by
    if not 0 <= there < len(rows):
        return ()
    one, other = rows[here], rows[there]
    return (replace(one, position=other.position), replace(other, position=one.position))


def part_with_questions(register: Folder, part: TemplatePart) -> tuple[Entity, ...]:
    """Return a part and all that goes with it when it is taken out."""
    return (part, *questions_of(register, part.id))


def whole(register: Folder, version: TemplateVersion) -> tuple[Entity, ...]:
    """Return a draft and all that goes with it when it is thrown away."""
    parts = parts_of(register, version.id)
    return (version, *(e for part in parts for e in part_with_questions(register, part)))


@dataclass(frozen=True)
class Lack:
    """Languages a thing has no words in, though it has some in another."""

    thing: TemplatePart | TemplateQuestion
    languages: tuple[str, ...]


def untranslated(register: Folder, part: TemplatePart) -> tuple[Lack, ...]:
    """Return what of a part lacks a language; what is wholly empty lacks none."""
    named = [(part, {each: getattr(part, each) for each in LANGUAGES})]
    named += [(part, {each: getattr(part, f"purpose_{each}") for each in LANGUAGES})]
    rows: list[tuple[TemplatePart | TemplateQuestion, dict[str, str]]] = [*named]
    rows += [
        (asked, {each: getattr(asked, each) for each in LANGUAGES})
        for asked in questions_of(register, part.id)
    ]
    found = (
        (thing, tuple(k for k, words in texts.items() if not words.strip()))
        for thing, texts in rows
    )
    return tuple(Lack(thing, gone) for thing, gone in found if gone and len(gone) < len(LANGUAGES))


def _contents(version: TemplateVersion, template: ConversationTemplate) -> Iterator[Entity]:
    for number, section in enumerate(template.sections, 1):
        part = _part(version, section, float(number))
        yield part
        for place, words in enumerate(section.prompts, 1):
            texts = {each: words.get(each, "") for each in LANGUAGES}
            yield TemplateQuestion(part_id=part.id, position=float(place), **texts)


def _part(version: TemplateVersion, section: TemplateSection, position: float) -> TemplatePart:
    return TemplatePart(
        version_id=version.id,
        position=position,
        key=section.key,
        **{each: section.title.get(each, "") for each in LANGUAGES},
        **{f"purpose_{each}": section.purpose.get(each, "") for each in LANGUAGES},
        goes_as=GoesAs.kept(section.plan_field or ""),
        speaks_first=SpeaksFirst.kept(section.speaks_first or ""),
        remind=section.remind,
        coded=section.coded,
    )


def _new_key() -> str:
    """Return a key that no template has: notes and figures know a part by it for ever."""
    return f"own_{secrets.token_hex(6)}"


def _place_after(
    rows: tuple[TemplatePart, ...] | tuple[TemplateQuestion, ...], after: str
) -> float:
    """Return a place between one row and the next, or after the last."""
    if not rows:
        return 1.0
    ids = [each.id for each in rows]
    here = ids.index(after) if after in ids else len(rows) - 1
    place = rows[here].position
    return (place + rows[here + 1].position) / 2 if here + 1 < len(rows) else place + 1
