"""The history of a case in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.choices import MeetingState, PlanState
from app.domain.clients import DocumentItem
from app.domain.fields import DUE
from app.domain.labels import field_label, kind_label, value_label
from app.domain.meetings import Meeting, NoteSection, Participant
from app.domain.notes import AT_BIRTH, OVERTAKEN, PUT_BACK
from app.domain.plans import CareerPlan, PlanActivity
from app.formats import long_date, uncapital
from app.i18n import _, ngettext
from app.services.giving import team_sentence
from app.services.reference import municipality_name, section_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.storage.values import ChainReport, Change, JsonValue, Progress
    from app.storage.vault import Vault

QUIET_FIELDS = frozenset(
    {
        *("client_id", "meeting_id", "plan_id", "section_key", "key", "erasure_key"),
        *("template_id", "template_version", "finished_at", "finished_on", "replaces"),
        *("signing_key", "sealing_key", "former_keys", "endorsed_by", "endorsement"),
    }
)
"""What the program keeps for itself, or says with another change."""
_SILENT_KINDS = frozenset({"intake", "note_section", "participant"})
"""They come and go with something that is told."""
_SILENT_NOTES = frozenset({AT_BIRTH, PUT_BACK})
_NAMING = {"activity": "what", "document": "name", "participant": "name"}
"""The field a row is known by."""
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
        case = work.case(client_id)
    labels = {**names, **_last_names(changes), **_row_labels(case)}
    return tuple(
        Event(change.at, names.get(change.counsellor_id, ""), text)
        for change in _told_once(changes)
        if not _is_copied(change, case.entities)
        and (text := sentence(change, names.get(change.counsellor_id) or _("Somebody"), labels))
    )


def verify_history(vault: Vault, progress: Progress | None = None) -> ChainReport:
    """Check every entry of the history: its place, its content, its signature.

    It takes long in a large vault; saving goes on meanwhile.
    """
    return vault.verify_chain(progress)


def chain_sentence(report: ChainReport) -> str:
    """Return what a check of the history proves, and no more than that."""
    if not report.ok:
        return _(
            "The history does not hold together at one entry. Somebody may have changed the vault "
            "outside Leia, or the file is damaged. Tell county IT, and keep the copies."
        )
    text = ngettext(
        "{n} entry, in unbroken order and signed. Compare with another time: {head}",
        "{n} entries, in unbroken order and signed. Compare with another time: {head}",
        report.count,
    )
    return text.format(n=report.count, head=report.head[:16])


def sentence(change: Change, who: str, labels: Mapping[str, str]) -> str:
    """Return a change in plain words; empty for what only the program cares about."""
    thing = labels.get(change.entity_id) or kind_label(change.kind)
    if change.field in QUIET_FIELDS or change.note in _SILENT_NOTES:
        return ""
    if change.kind in {"owner", "recusal"}:
        return team_sentence(change, who, labels)
    if change.field == "position":
        moved = _("{who} moved {thing}").format(who=who, thing=thing)
        return moved if change.kind == "activity" else ""
    if change.field in (_BIRTH, _DEATH):
        return _came_or_went(change, who, thing)
    if change.field == "state":
        return _turned(change, who, thing)
    return _changed(change, who, thing)


def _told_once(changes: Iterable[Change]) -> Iterator[Change]:
    """Make one change of a deadline that went from words to a day, or back: it is one field.

    Both were written by one save: the day, and right after it the words.
    """
    words: Change | None = None
    for change in changes:
        if words is not None and _is_deadline(change, words):
            old, new = change.old or words.old, change.new or words.new
            yield replace(change, field=DUE, old=old, new=new)
            words = None
            continue
        if words is not None:
            yield words
        words = change if change.field == "due_words" else None
        if words is None:
            yield change
    if words is not None:
        yield words


def _is_deadline(day: Change, words: Change) -> bool:
    together = (day.entity_id, day.device_seq + 1) == (words.entity_id, words.device_seq)
    return together and day.field == "due_on"


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
    if change.kind in _SILENT_KINDS:
        return ""
    if change.field == _DEATH:
        text = _("{who} took out {thing}") if change.new else _("{who} brought back {thing}")
    elif change.kind == "client":
        text = _("{who} began the case")
    elif change.kind == "plan":
        text = _("{who} began {thing}")
    else:
        text = _("{who} added {thing}")
    return text.format(who=who, thing=thing)


def _turned(change: Change, who: str, thing: str) -> str:
    """Say what a new state of a meeting or a plan means; a replaced plan's successor says so."""
    if change.kind == "plan":
        texts = {
            PlanState.FINAL: _("{who} finished {thing}"),
            PlanState.DRAFT: _("{who} opened {thing} again"),
            PlanState.SUPERSEDED: "",
        }
        if change.old == PlanState.SUPERSEDED:
            return _("{who} went back to {thing}").format(who=who, thing=thing)
        return texts[PlanState(str(change.new))].format(who=who, thing=thing)
    states = {
        MeetingState.PLANNED: _("{who} set the meeting back to planned: {thing}"),
        MeetingState.STARTED: _("{who} began the meeting: {thing}"),
        MeetingState.FINISHED: _("{who} finished the note: {thing}"),
        MeetingState.NO_SHOW: _("{who} noted that the person did not come: {thing}"),
    }
    return states[MeetingState(str(change.new))].format(who=who, thing=thing)


def _changed(change: Change, who: str, thing: str) -> str:
    naming = _NAMING.get(change.kind) == change.field
    field = kind_label(change.kind) if naming else uncapital(field_label(change.kind, change.field))
    old, new = (_cut(_value(change, value)) for value in (change.old, change.new))
    if change.note == OVERTAKEN:
        text = _("{who} had typed {field}: {new}. What a colleague wrote later stands")
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
    if change.field == "municipality" and value:
        return municipality_name(str(value))
    name = change.field
    if name == DUE:
        name = "due_on" if _DAY.fullmatch(str(value)) else "due_words"
    return value_label(change.kind, name, value, change.at.date())


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"


def _last_names(changes: Iterable[Change]) -> dict[str, str]:
    """Name rows by what they said last, for those that were taken out since."""
    named: dict[str, str] = {}
    for change in changes:
        told = change.new.get(_NAMING.get(change.kind, "")) if isinstance(change.new, dict) else ""
        if change.field == _NAMING.get(change.kind):
            told = change.new
        if told and change.entity_id not in named:
            named[change.entity_id] = _quoted(str(told))
    return named


def _row_labels(case: Case) -> dict[str, str]:
    """Name rows by what they say, so that history reads like memory."""
    named = {entity_id: _row_label(case, entity) for entity_id, entity in case.entities.items()}
    return {entity_id: label for entity_id, label in named.items() if label}


def _row_label(case: Case, entity: CaseEntity) -> str:
    if isinstance(entity, PlanActivity | DocumentItem | Participant):
        name = entity.what if isinstance(entity, PlanActivity) else entity.name
        return _quoted(name) if name else ""
    if isinstance(entity, Meeting):
        return _meeting_label(entity)
    if isinstance(entity, NoteSection):
        return _section_label(case, entity)
    if isinstance(entity, CareerPlan) and len(case.plans) > 1:
        return _("version {number} of the plan").format(number=entity.number)
    return ""


def _meeting_label(meeting: Meeting) -> str:
    kind = uncapital(meeting.kind.label)
    return f"{kind} {long_date(meeting.day)}" if meeting.day else kind


def _section_label(case: Case, note: NoteSection) -> str:
    meeting = case.get(Meeting, note.meeting_id)
    titles = section_titles(meeting.template_id, meeting.template_version)
    return ", ".join(part for part in (titles.get(note.key, ""), _meeting_label(meeting)) if part)


def _quoted(name: str) -> str:
    return f"«{_cut(name)}»"
