"""The history of a case in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.domain.change_marks import AT_BIRTH, AT_UPGRADE, BINNED, OVERTAKEN, PUT_BACK
from app.domain.kinds import KINDS, field_said, is_known, kind_named, kind_of
from app.domain.labels import field_label, kind_label, value_label
from app.domain.meetings import Meeting, NoteSection, meeting_words
from app.domain.periods import CriterionAnswer
from app.domain.plans import CareerPlan, PlanActivity
from app.formats import uncapital
from app.i18n import _, ngettext, said
from app.services.case.case_team import team_sentence
from app.services.case.listed_words import criterion_sentence, criterion_words, listed_words
from app.services.case.newer_entries import newer_count, newer_once, newer_sentence
from app.services.templates.finding import section_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.domain.folders import Folder
    from app.i18n import Words
    from app.storage.progress import Progress
    from app.storage.values.changes import ChainReport, Change, JsonValue
    from app.storage.vault import Vault

_SILENT_NOTES = frozenset({AT_BIRTH, AT_UPGRADE, PUT_BACK})
_BIRTH, _DEATH = "*", "deleted"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONG = 90
"""Texts longer than this are cut in a sentence; the record itself holds them whole."""


@dataclass(frozen=True)
class Event:
    """One line of history."""

    at: datetime
    who: str
    sentence: str


def history(vault: Vault, client_id: str, limit: int = 500) -> tuple[Event, ...]:
    """Return what was done in a case, newest first, in the language of the moment."""
    with vault.work() as work:
        changes = work.changes.of(client_id, limit=limit)
        names = work.lists.counsellor_names()
        case, register = work.case(client_id), work.register()
        gone = {each.id: meeting_words(each) for each in work.bin.meetings_gone(client_id)}
    labels = {
        **names,
        **gone,
        **_last_names(c for c in changes if c.kind in KINDS),
        **_row_labels(case, register),
    }
    return tuple(
        Event(change.at, names.get(change.counsellor_id, ""), text)
        for change in _told_once(newer_once(changes))
        if not _is_copied(change, case.entities)
        and (text := sentence(change, names.get(change.counsellor_id) or _("Somebody"), labels))
    )


def verify_history(vault: Vault, progress: Progress | None = None) -> ChainReport:
    """Check every entry of the history: its place, its content, its signature, whose key it is.

    It takes long in a large vault; saving goes on meanwhile.
    """
    return vault.verify_chain(progress)


def chain_sentence(report: ChainReport) -> str:
    """Return what a check of the history proves, and no more than that."""
    if not report.ok:
        return _(
            "The history does not agree in one place. It may be a fault of the disk, or "
            "something changed outside Leia. Keep the copies, and call county IT today."
        )
    text = ngettext(
        "{n} entry, in unbroken order and signed. Compare with another time: {head}",
        "{n} entries, in unbroken order and signed. Compare with another time: {head}",
        report.count,
    )
    told = text.format(n=report.count, head=report.head[:16])
    more = (_unvouched(report.unvouched), newer_count(report.newer))
    return " ".join(part for part in (told, *more) if part)


def _unvouched(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "Once somebody got a key or a role that no vault keeper’s key vouches for: with a "
        "recovery key, or with a restored copy. Compare with the access log.",
        "{n} times somebody got a key or a role that no vault keeper’s key vouches for: "
        "with a recovery key, or with a restored copy. Compare with the access log.",
        count,
    )
    return text.format(n=count)


def sentence(change: Change, who: str, labels: Mapping[str, str]) -> str:
    """Return a change in plain words; empty for what only the program cares about.

    Of what only a newer Leia knows no value is told: nobody here knows whose eyes it is for.
    """
    if change.note in _SILENT_NOTES:
        return ""
    if not is_known(change.kind, change.field):
        return newer_sentence(change, who, labels)
    return "" if field_said(change.kind, change.field).quiet else _told(change, who, labels)


def _told(change: Change, who: str, labels: Mapping[str, str]) -> str:
    thing = labels.get(change.entity_id) or kind_label(change.kind)
    if change.kind in _TELLERS:
        return _TELLERS[change.kind](change, who, labels)
    if change.field == "position":
        moved = _("{who} moved {thing}").format(who=who, thing=thing)
        return moved if change.kind == "activity" else ""
    if change.field in (_BIRTH, _DEATH):
        return _came_or_went(change, who, thing)
    turned = _turned(change)
    if turned is not None:
        return said(turned).format(who=who, thing=thing)
    return _changed(change, who, thing)


def _told_once(changes: Iterable[Change]) -> Iterator[Change]:
    """Make one change of a deadline that went from words to a day, or back: it is one field.

    Both were written by one save: the day, and right after it the words.
    """
    words: Change | None = None
    for change in changes:
        joined = _joined_by(change, words) if words is not None else ""
        if words is not None and joined:
            old, new = change.old or words.old, change.new or words.new
            yield replace(change, field=joined, old=old, new=new)
            words = None
            continue
        if words is not None:
            yield words
        words = change if _is_second(change) else None
        if words is None:
            yield change
    if words is not None:
        yield words


def _is_second(change: Change) -> bool:
    if change.kind not in KINDS:
        return False
    return any(change.field == second for _first, second in kind_named(change.kind).joined.values())


def _joined_by(first: Change, second: Change) -> str:
    """Return the field that two changes are one change of; empty where they are two."""
    together = (first.entity_id, first.device_seq + 1) == (second.entity_id, second.device_seq)
    both = (first.field, second.field)
    joined = kind_named(first.kind).joined.items()
    return next((name for name, pair in joined if pair == both), "") if together else ""


def _is_copied(change: Change, entities: Mapping[str, CaseEntity]) -> bool:
    """Whether a row came along into a new version of the plan, which is told already."""
    if (change.kind, change.field) != ("activity", _BIRTH) or not isinstance(change.new, dict):
        return False
    plan = entities.get(str(change.new.get("plan_id")))
    if not isinstance(plan, CareerPlan) or not plan.replaces:
        return False
    said = (change.new.get("what", ""), change.new.get("meeting_id", ""))
    return any(
        isinstance(e, PlanActivity)
        and e.plan_id == plan.replaces
        and (e.what, e.meeting_id) == said
        for e in entities.values()
    )


def _came_or_went(change: Change, who: str, thing: str) -> str:
    kind = kind_named(change.kind)
    if kind.silent or _is_first_period(change):
        return ""
    if change.field == _DEATH:
        text = _("{who} took out {thing}") if change.new else _("{who} brought back {thing}")
        if change.new and change.note == BINNED:
            text = _("{who} put {thing} in the bin")
    else:
        text = said(kind.came) or _("{who} added {thing}")
    return text.format(who=who, thing=thing)


def _is_first_period(change: Change) -> bool:
    """Whether it is the preparation every case begins with, which the case's birth tells."""
    born = change.new if isinstance(change.new, dict) else {}
    return change.kind == "intake" and born.get("number", 1) == 1


def _turned(change: Change) -> Words | None:
    """Return what the kind says of a new state; nothing where it is told like any other field."""
    if change.field != "state":
        return None
    turned: Mapping[Any, Words] = kind_named(change.kind).turned
    old, new = str(change.old), str(change.new)
    return turned.get((old, new), turned.get(new))


def _changed(change: Change, who: str, thing: str) -> str:
    naming = kind_named(change.kind).known_by == change.field
    field = kind_label(change.kind) if naming else uncapital(field_label(change.kind, change.field))
    old, new = (_cut(_value(change, value)) for value in (change.old, change.new))
    if change.note == OVERTAKEN:
        text = _("{who} had typed {field}: {new}. What a colleague wrote later was kept")
    elif change.old is None or change.old == "" or change.old is False:
        text = _("{who} wrote {field}: {new}")
    elif change.new is None or change.new == "":
        text = _("{who} emptied {field}, which was {old}")
    else:
        text = _("{who} changed {field} from {old} to {new}")
    said = text.format(who=who, field=field, old=old, new=new)
    alone = naming or change.kind in {"client", "intake"} or thing == kind_label("plan")
    return said if alone else f"{said} ({thing})"


def _value(change: Change, value: JsonValue) -> str:
    name, kind = change.field, kind_named(change.kind)
    listed = field_said(change.kind, name).listed
    if listed and value:
        return listed_words(listed, str(value))
    if name in kind.joined:
        day, words = kind.joined[name]
        name = day if _DAY.fullmatch(str(value)) else words
    return value_label(change.kind, name, value, change.at.date())


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"


def _last_names(changes: Iterable[Change]) -> dict[str, str]:
    """Name rows by what they said last, for those that were taken out since."""
    named: dict[str, str] = {}
    for change in changes:
        field = kind_named(change.kind).known_by
        if not isinstance(field, str) or not field:
            continue
        told = change.new.get(field) if isinstance(change.new, dict) else ""
        if change.field == field:
            told = change.new
        if told and change.entity_id not in named:
            named[change.entity_id] = _quoted(str(told))
    return named


def _row_labels(case: Case, register: Folder) -> dict[str, str]:
    """Name rows by what they say, so that history reads like memory."""
    named = {each.id: _row_label(case, register, each) for each in case.entities.values()}
    return {entity_id: label for entity_id, label in named.items() if label}


def _row_label(case: Case, register: Folder, entity: CaseEntity) -> str:
    if isinstance(entity, NoteSection):
        return _section_label(case, register, entity)  # its title stands in the template
    if isinstance(entity, CriterionAnswer):
        return criterion_words(entity)
    known_by = kind_of(entity).known_by
    if callable(known_by):
        return known_by(case, entity)
    name = str(getattr(entity, known_by)) if known_by else ""
    return _quoted(name) if name else ""


def _section_label(case: Case, register: Folder, note: NoteSection) -> str:
    meeting = case.get(Meeting, note.meeting_id)
    titles = section_titles(meeting, register)
    return ", ".join(part for part in (titles.get(note.key, ""), meeting_words(meeting)) if part)


_TELLERS = {"owner": team_sentence, "recusal": team_sentence, "criterion": criterion_sentence}
"""Kinds that are told in words of their own."""


def _quoted(name: str) -> str:
    return f"«{_cut(name)}»"
