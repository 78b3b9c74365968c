"""The history of a case in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.labels import field_label, kind_label, value_label
from app.domain.meetings import Meeting, NoteSection
from app.domain.choices import meeting_kind_label
from app.domain.clients import DocumentItem
from app.domain.plans import PlanActivity
from app.domain.staff import Counsellor
from app.formats import long_date
from app.i18n import _
from app.services.reference import municipality_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.entities import CaseEntity
    from app.storage.values import Change
    from app.storage.vault import Vault

_QUIET_FIELDS = {"position", "erasure_key", "client_id", "meeting_id", "plan_id", "section_key"}
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
        names = {c.id: c.name for c in work.all(Counsellor)}
        labels = _row_labels(work.case(client_id).entities)
    return tuple(
        Event(change.at, names.get(change.counsellor_id, ""), text)
        for change in changes
        if (text := sentence(change, names.get(change.counsellor_id, _("Somebody")), labels))
    )


def sentence(change: Change, who: str, labels: Mapping[str, str]) -> str:
    """Return a change in plain words; empty for what only the program cares about."""
    if change.field in _QUIET_FIELDS:
        return _moved(change, who, labels) if change.field == "position" else ""
    thing = labels.get(change.entity_id) or kind_label(change.kind)
    if change.field == "*":
        return _made(change, who, thing)
    if change.field == "deleted":
        text = _("{who} took out {thing}") if change.new else _("{who} brought back {thing}")
        return text.format(who=who, thing=thing)
    return _changed(change, who, thing)


def _made(change: Change, who: str, thing: str) -> str:
    if change.kind in {"note_section", "participant"}:
        return ""
    if change.kind == "client":
        return _("{who} began the case").format(who=who)
    if change.kind == "intake":
        return ""
    return _("{who} added {thing}").format(who=who, thing=thing)


def _moved(change: Change, who: str, labels: Mapping[str, str]) -> str:
    if change.kind != "activity":
        return ""
    thing = labels.get(change.entity_id) or kind_label(change.kind)
    return _("{who} moved {thing}").format(who=who, thing=thing)


def _changed(change: Change, who: str, thing: str) -> str:
    label = field_label(change.kind, change.field)
    field = label[:1].lower() + label[1:]
    old, new = (_cut(_value(change, value)) for value in (change.old, change.new))
    about = "" if change.kind in {"client", "intake", "plan"} else thing
    if change.old in (None, "", False):
        text = _("{who} wrote {field}: {new}")
    else:
        text = _("{who} changed {field} from {old} to {new}")
    said = text.format(who=who, field=field, old=old, new=new)
    return f"{said} ({about})" if about else said


def _value(change: Change, value: object) -> str:
    if change.field == "municipality" and value:
        return municipality_name(str(value))
    return value_label(change.kind, change.field, value)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"


def _row_labels(entities: Mapping[str, CaseEntity]) -> dict[str, str]:
    """Name rows by what they say, so that history reads like memory."""
    named = {entity_id: _row_label(entity) for entity_id, entity in entities.items()}
    for entity_id, entity in entities.items():
        if isinstance(entity, NoteSection):
            named[entity_id] = named.get(entity.meeting_id, "")
    return {entity_id: label for entity_id, label in named.items() if label}


def _row_label(entity: CaseEntity) -> str:
    if isinstance(entity, PlanActivity) and entity.what:
        return f"«{_cut(entity.what)}»"
    if isinstance(entity, DocumentItem) and entity.name:
        return f"«{_cut(entity.name)}»"
    if isinstance(entity, Meeting) and entity.day:
        return f"{meeting_kind_label(entity.kind).lower()} {long_date(entity.day)}"
    return ""
