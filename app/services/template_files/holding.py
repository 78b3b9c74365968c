"""A template as it lies here and as it stands in a file: the one made into the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from app.domain.centre_templates import (
    SERVES,
    GoesAs,
    SpeaksFirst,
    SuggestionAnswer,
    TemplatePart,
    TemplateQuestion,
    TemplateState,
    TemplateSuggestion,
    TemplateVersion,
)
from app.domain.pasted import one_line
from app.i18n import LANGUAGES
from app.services.template_files.file_form import (
    LineIn,
    PartInFile,
    SuggestionInFile,
    TemplateInFile,
    WordsIn,
    cleaned,
)
from app.services.templates.finding import built_in, parts_of, questions_of
from app.services.templates.writing import copied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from app.domain.templates import ConversationTemplate
    from app.services.template_files.file_form import TemplateFile

T = TypeVar("T", LineIn, WordsIn)
_KINDS = {kind.value: name for kind, name in SERVES.items()}


def as_in_file(register: Folder, version: TemplateVersion) -> TemplateInFile:
    """Return a version as it stands in a file; what is wholly empty stays out."""
    return TemplateInFile(
        template_id=version.template_id,
        number=version.number,
        based_on=version.based_on,
        name=_by_language(LineIn, version),
        serves=tuple(code for code, name in _KINDS.items() if getattr(version, name)),
        parts=tuple(_part_in_file(register, each) for each in parts_of(register, version.id)),
    )


def built_in_as_in_file(register: Folder, template: ConversationTemplate) -> TemplateInFile:
    """Return a template that comes with Leia as it stands in a file."""
    entities = {each.id: each for each in copied(template, template.title)}
    alone = register.holding(entities)
    (version,) = alone.all(TemplateVersion)
    found = as_in_file(alone, version)
    return replace(found, template_id=template.id, number=template.version, based_on="")


def plain(template: TemplateInFile) -> TemplateInFile:
    """Return what is taken in of a template: kinds of meeting known here, and questions asked."""
    serves = tuple(code for code in _KINDS if code in template.serves)
    parts = (
        replace(part, questions=tuple(each for each in part.questions if _has_words(each)))
        for part in template.parts
    )
    return replace(template, serves=serves, parts=tuple(parts))


def unknown_kinds(template: TemplateInFile) -> tuple[str, ...]:
    """Return the kinds of meeting that only a newer Leia knows."""
    return tuple(code for code in template.serves if code not in _KINDS)


def held(register: Folder, template_id: str, number: int) -> TemplateInFile | None:
    """Return one version of a template as it lies here, or comes with Leia."""
    for each in built_in():
        if (each.id, each.version) == (template_id, number):
            return built_in_as_in_file(register, each)
    for version in register.all(TemplateVersion):
        if (version.template_id, version.number) == (template_id, number):
            return as_in_file(register, version)
    return None


def comparable(register: Folder, template: TemplateInFile) -> TemplateInFile | None:
    """Return what a template is best compared with.

    That is the same version, the newest one here, or what it was copied from; else nothing.
    """
    same = held(register, template.template_id, template.number)
    if same is not None:
        return same
    newest = max(_numbers_here(register, template.template_id), default=0)
    if newest:
        return held(register, template.template_id, newest)
    base, _dot, number = template.based_on.rpartition(".")
    # a few digits only: a file could write a number that is costly to read
    if not (base and number.isascii() and number.isdecimal() and len(number) < _DIGITS):
        return None
    return held(register, base, int(number))


_DIGITS = 10


def _numbers_here(register: Folder, template_id: str) -> Iterator[int]:
    yield from (each.version for each in built_in() if each.id == template_id)
    versions = register.all(TemplateVersion)
    yield from (each.number for each in versions if each.template_id == template_id)


def entities_of(file: TemplateFile) -> tuple[Entity, ...]:
    """Return what a file's template becomes here: a version that lies here and is not in use."""
    template = plain(file.template)
    fields: dict[str, Any] = {name: code in template.serves for code, name in _KINDS.items()}
    fields |= {each: getattr(template.name, each) for each in LANGUAGES}
    version = TemplateVersion(
        template_id=template.template_id,
        number=template.number,
        state=TemplateState.RETIRED,
        based_on=template.based_on,
        from_whom=file.from_whom,
        signer=file.signer,
        signed_on=file.made_on,
        signature=file.signature,
        **fields,
    )
    return (version, *_rows(version, template))


def suggestion_of(template_id: str, found: SuggestionInFile) -> TemplateSuggestion:
    """Return a suggestion of a file as it lies here: not answered."""
    return TemplateSuggestion(
        template_id=template_id,
        part_key=found.part,
        words=found.words,
        from_whom=found.from_whom,
        made_on=found.made_on,
    )


def open_suggestions(
    register: Folder, template_id: str, centre: str
) -> tuple[SuggestionInFile, ...]:
    """Return the suggestions here that nobody has answered; without a name they are the centre's.

    Oldest first.
    """
    return tuple(
        _suggestion_in_file(each, centre)
        for each in register.all(TemplateSuggestion)
        if each.template_id == template_id
        and each.answer == SuggestionAnswer.OPEN
        and cleaned(each.words)
    )


def known_suggestions(
    register: Folder, template_id: str, centre: str
) -> frozenset[SuggestionInFile]:
    """Return every suggestion here, answered or not, as it would stand in a file."""
    return frozenset(
        _suggestion_in_file(each, centre)
        for each in register.all(TemplateSuggestion)
        if each.template_id == template_id
    )


def _suggestion_in_file(suggestion: TemplateSuggestion, centre: str) -> SuggestionInFile:
    return SuggestionInFile(
        part=suggestion.part_key,
        words=cleaned(suggestion.words),
        from_whom=_line(suggestion.from_whom) or centre,
        made_on=suggestion.made_on,
    )


def _part_in_file(register: Folder, part: TemplatePart) -> PartInFile:
    asked = (_by_language(WordsIn, each) for each in questions_of(register, part.id))
    return PartInFile(
        key=part.key,
        title=_by_language(LineIn, part),
        purpose=_by_language(WordsIn, part, "purpose_"),
        questions=tuple(each for each in asked if _has_words(each)),
        goes_as=part.goes_as.value,
        speaks_first=part.speaks_first.value,
        remind=part.remind,
        coded=part.coded,
    )


def _by_language(kind: type[T], thing: Entity, before: str = "") -> T:
    clean = _line if kind is LineIn else cleaned
    return kind(**{each: clean(getattr(thing, f"{before}{each}")) for each in LANGUAGES})


def _line(text: str) -> str:
    return one_line(cleaned(text))


def _has_words(words: WordsIn) -> bool:
    return any(getattr(words, each).strip() for each in LANGUAGES)


def _rows(version: TemplateVersion, template: TemplateInFile) -> Iterator[Entity]:
    for number, part in enumerate(template.parts, 1):
        row = TemplatePart(
            version_id=version.id,
            position=float(number),
            key=part.key,
            **{each: getattr(part.title, each) for each in LANGUAGES},
            **{f"purpose_{each}": getattr(part.purpose, each) for each in LANGUAGES},
            goes_as=GoesAs.kept(part.goes_as),
            speaks_first=SpeaksFirst.kept(part.speaks_first),
            remind=part.remind,
            coded=part.coded,
        )
        yield row
        for place, words in enumerate(part.questions, 1):
            texts = {each: getattr(words, each) for each in LANGUAGES}
            yield TemplateQuestion(part_id=row.id, position=float(place), **texts)
