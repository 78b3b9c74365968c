"""Typing that a crash or a power cut left behind, brought in at its owner's next unlock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import fields
from app.domain.clients import Client
from app.domain.kinds import CASE_KINDS
from app.domain.notes import OVERTAKEN, PUT_BACK
from app.services.editing import Editing

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from app.storage.values import Draft
    from app.storage.vault import Vault, Work


def settle_left_drafts(vault: Vault, today: date) -> int:
    """Turn drafts left by a crash or a power cut into state; returns how many were found.

    Where a colleague wrote in the field since, or finished what it stands in, their value stays:
    the words left behind go to history, and are not lost.
    """
    with vault.work() as work:
        drafts = [draft for draft in work.drafts.all() if draft.kind in CASE_KINDS]
        client_ids = dict.fromkeys(draft.client_id for draft in drafts)
        here = [client_id for client_id in client_ids if work.find(Client, client_id)]
    for client_id in here:
        _record_overtaken(vault, client_id)
        Editing(vault, client_id, today).settle()
    return len(drafts)


def _record_overtaken(vault: Vault, client_id: str) -> None:
    with vault.work() as work:
        case = work.case(client_id)
        for draft in work.drafts.of(client_id):
            if _is_overtaken(work, case, draft):
                _record(work, case, draft)


def _is_overtaken(work: Work, case: Case, draft: Draft) -> bool:
    entity = case.entities.get(draft.entity_id)
    if entity is None or not fields.is_edited(draft.kind, draft.field):
        return False
    names = ("due_on", "due_words") if draft.field == fields.DUE else (draft.field,)
    return not case.may_edit(entity, draft.field) or work.changes.others_wrote(draft, names)


def _record(work: Work, case: Case, draft: Draft) -> None:
    """Put the words left behind into history as a change, and the value that stands after it."""
    stands = case.entities[draft.entity_id]
    typed_on = draft.kept_at.astimezone().date()
    try:
        typed = fields.read(stands, draft.field, draft.raw, typed_on)
    except fields.Unreadable:
        return  # still a draft: it is shown beside the field, as it was typed
    work.save(typed, note=OVERTAKEN)
    work.save(stands, note=PUT_BACK)
    work.drafts.drop(draft.kind, draft.entity_id, draft.field)
