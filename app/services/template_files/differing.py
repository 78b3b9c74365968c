"""What is different between two versions of a template, part by part: told so that one can choose.

Pure: two values in, what differs out. Parts are known by their key; questions have none, so those
whose words are the same in a language are the same question, and else those in the same place.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.centre_templates import GoesAs, SpeaksFirst
from app.domain.choices import Code, MeetingKind
from app.domain.labels import field_label
from app.i18n import LANGUAGES, _, plater

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.template_files.file_form import (
        LineIn,
        PartInFile,
        TemplateInFile,
        WordsIn,
    )


class Change(Code):
    """What became of something."""

    NEW = "NEW", plater("template difference", "new")
    GONE = "GONE", plater("template difference", "gone")
    MOVED = "MOVED", plater("template difference", "moved")
    CHANGED = "CHANGED", plater("template difference", "changed")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is different."""

    change: Change
    part: str = ""
    """The title of the part it is about; empty where it is about the template itself."""
    what: str = ""
    """What of the part: its title in a language, a question, a mark; empty for the whole part."""
    before: str = ""
    after: str = ""


def differences(old: TemplateInFile | None, new: TemplateInFile) -> tuple[Difference, ...]:
    """Return what is different in `new`; without an `old` one, all of it is new."""
    return tuple(_differences(old, new))


def _differences(old: TemplateInFile | None, new: TemplateInFile) -> Iterator[Difference]:
    before = {part.key: part for part in old.parts} if old is not None else {}
    after = {part.key: part for part in new.parts}
    if old is not None:
        yield from _of_words("", old.name, new.name, "template_version", "")
        yield from _of_kinds(old, new)
    moved = _out_of_order([key for key in before if key in after], [*after])
    for key, part in after.items():
        title = title_of(part)
        if key not in before:
            yield Difference(change=Change.NEW, part=title, after=question_words(part.purpose))
            yield from _of_questions(title, (), part.questions)
            continue
        if key in moved:
            yield Difference(change=Change.MOVED, part=title)
        yield from _of_part(title, before[key], part)
    for key, part in before.items():
        if key not in after:
            yield Difference(change=Change.GONE, part=title_of(part))


def title_of(part: PartInFile) -> str:
    """Return what a part is called, in one of its languages."""
    return next(filter(None, (part.title.nb, part.title.nn, part.title.en)), part.key)


def question_words(asked: WordsIn) -> str:
    """Return a question, or a purpose, in one of its languages."""
    return next(filter(None, (asked.nb, asked.nn, asked.en)), "")


def _of_part(title: str, old: PartInFile, new: PartInFile) -> Iterator[Difference]:
    yield from _of_words(title, old.title, new.title, "template_part", "")
    yield from _of_words(title, old.purpose, new.purpose, "template_part", "purpose_")
    for name, was, now in (
        ("goes_as", GoesAs.kept(old.goes_as).label, GoesAs.kept(new.goes_as).label),
        (
            "speaks_first",
            SpeaksFirst.kept(old.speaks_first).label,
            SpeaksFirst.kept(new.speaks_first).label,
        ),
        ("remind", _yes(old.remind), _yes(new.remind)),
        ("coded", _yes(old.coded), _yes(new.coded)),
    ):
        if getattr(old, name) != getattr(new, name):
            label = field_label("template_part", name)
            yield _changed(title, label, was, now)
    yield from _of_questions(title, old.questions, new.questions)


def _of_words(
    title: str, old: LineIn | WordsIn, new: LineIn | WordsIn, kind: str, before: str
) -> Iterator[Difference]:
    for language in LANGUAGES:
        was, now = getattr(old, language), getattr(new, language)
        if was != now:
            yield _changed(title, field_label(kind, f"{before}{language}"), was, now)


def _of_kinds(old: TemplateInFile, new: TemplateInFile) -> Iterator[Difference]:
    for code in dict.fromkeys((*old.serves, *new.serves)):
        if (code in old.serves) != (code in new.serves):
            label = MeetingKind.kept(code).label
            yield _changed("", label, _yes(code in old.serves), _yes(code in new.serves))


def _of_questions(
    title: str, old: Sequence[WordsIn], new: Sequence[WordsIn]
) -> Iterator[Difference]:
    pairs = _paired(old, new)
    came_from = [pairs[place] for place in range(len(new)) if place in pairs]
    moved = _out_of_order(sorted(came_from), came_from)
    for place, asked in enumerate(new):
        origin = pairs.get(place)
        if origin is None:
            words = question_words(asked)
            yield Difference(change=Change.NEW, part=title, what=_("Question"), after=words)
            continue
        if origin in moved:
            words = question_words(asked)
            yield Difference(change=Change.MOVED, part=title, what=_("Question"), after=words)
        yield from _of_words(title, old[origin], asked, "template_question", "")
    kept = set(pairs.values())
    for place, asked in enumerate(old):
        if place not in kept:
            words = question_words(asked)
            yield Difference(change=Change.GONE, part=title, what=_("Question"), before=words)


def _paired(old: Sequence[WordsIn], new: Sequence[WordsIn]) -> dict[int, int]:
    """Return, by its place now, the place each question had before.

    First those that are just the same, then those that are it in a language, then those in the
    same place.
    """
    pairs: dict[int, int] = {}
    _pair_equals(pairs, list(old), list(new))
    for language in LANGUAGES:
        words = [[getattr(each, language) or None for each in rows] for rows in (old, new)]
        _pair_equals(pairs, *words)
    free = set(range(len(old))) - set(pairs.values())
    pairs.update(
        {place: place for place in range(len(new)) if place not in pairs and place in free}
    )
    return pairs


def _pair_equals(pairs: dict[int, int], old: list[Any], new: list[Any]) -> None:
    """Pair what is equal and not paired yet, the first with the first."""
    taken = set(pairs.values())
    waiting: dict[Any, list[int]] = {}
    for place in reversed(range(len(old))):
        if place not in taken and old[place] is not None:
            waiting.setdefault(old[place], []).append(place)
    for place, each in enumerate(new):
        if place not in pairs and waiting.get(each):
            pairs[place] = waiting[each].pop()


def _out_of_order(old: list[Any], new: list[Any]) -> set[Any]:
    """Return as few of the things both have as must have moved: the longest run in order stays."""
    place = {each: number for number, each in enumerate(old)}
    row = [each for each in new if each in place]
    ends: list[int] = []  # the lowest end of a run of each length
    last_of: list[int] = []
    before: list[int | None] = []
    for number, each in enumerate(row):
        at = bisect_left(ends, place[each])
        before.append(last_of[at - 1] if at else None)
        ends[at : at + 1] = [place[each]]
        last_of[at : at + 1] = [number]
    stays: set[Any] = set()
    here = last_of[-1] if last_of else None
    while here is not None:
        stays.add(row[here])
        here = before[here]
    return set(row) - stays


def _changed(title: str, what: str, before: str, after: str) -> Difference:
    return Difference(change=Change.CHANGED, part=title, what=what, before=before, after=after)


def _yes(value: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return _("Yes") if value else _("No")
