"""Typing that a crash or a power cut left behind, brought in at its owner's next unlock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import fields
from app.domain.change_marks import OVERTAKEN, PUT_BACK
from app.domain.clients import Client
from app.domain.kinds import KINDS, kind_named
from app.domain.taking_away import is_in_bin
from app.services.case.brought_back import remember
from app.services.case.editing import Editing
from app.storage.drafts import began_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from app.storage.values.drafts import Draft
    from app.storage.vault import Vault, Work


def settle_left_drafts(vault: Vault, today: date) -> int:
    """Turn drafts left by a crash or a power cut into state; returns how many were found.

    What came in is remembered, so that its owner is told where.

    Where the field holds something else than what the typing began from, or a colleague finished
    what it stands in, the stored value stays: the words left behind go to history, and are not
    lost. No clock is asked, but for drafts of an earlier Leia, which do not say where they began.

    What was typed in a thing that has left the bin goes: nobody can bring it back any more.
    """
    with vault.work() as work:
        _forget_gone(work, today)
        drafts = [draft for draft in work.drafts.all() if draft.kind in KINDS]
        owner_ids = dict.fromkeys(draft.client_id for draft in drafts)
        here = [each for each in owner_ids if not each or work.find(Client, each)]
    overtaken: list[Draft] = []
    for owner_id in here:
        overtaken += _record_overtaken(vault, owner_id)
        Editing(vault, owner_id, today).settle()
    with vault.work() as work:
        left = {_key(draft) for draft in work.drafts.all()}
        came_in = [each for each in drafts if _key(each) not in left]
        remember(work, came_in, frozenset(overtaken))
    return len(drafts)


def _forget_gone(work: Work, today: date) -> None:
    for draft in work.drafts.all():
        for thing_id in (draft.client_id, draft.entity_id):
            at = work.bin.taken_away_at(draft.client_id, thing_id)
            if at is not None and not is_in_bin(at.astimezone().date(), today):
                work.drafts.drop(draft.kind, draft.entity_id, draft.field)


def _key(draft: Draft) -> tuple[str, str, str]:
    return draft.kind, draft.entity_id, draft.field


def _record_overtaken(vault: Vault, owner_id: str) -> list[Draft]:
    """Put words into history that would write over another's; returns the drafts of those."""
    found = []
    with vault.work() as work:
        folder = work.folder(owner_id)
        for draft in (each for each in work.drafts.of(owner_id) if each.kind in KINDS):
            if _is_overtaken(work, folder, draft):
                _record(work, folder, draft)
                found.append(draft)
    return found


def _is_overtaken(work: Work, folder: Folder, draft: Draft) -> bool:
    entity = folder.entities.get(draft.entity_id)
    if entity is None or not fields.is_edited(draft.kind, draft.field):
        return False
    may_edit = folder.may_edit(entity, draft.field)
    if not folder.owner_id and not may_edit:
        return False  # a role was taken away: the words wait, for they may not write any more
    names = kind_named(draft.kind).joined.get(draft.field, (draft.field,))
    return not may_edit or _is_written_over(work, entity, draft, names)


def _is_written_over(work: Work, stands: Entity, draft: Draft, names: Sequence[str]) -> bool:
    if draft.began is None:
        return work.changes.others_wrote(draft, names)
    if began_from(draft, stands):
        return False
    return not began_from(draft, stands, work.changes.before_upgrades(draft, names))


def _record(work: Work, folder: Folder, draft: Draft) -> None:
    """Put the words left behind into history as a change, and the value that stands after it."""
    stands = folder.entities[draft.entity_id]
    typed_on = draft.kept_at.astimezone().date()
    try:
        typed = fields.read(stands, draft.field, draft.raw, typed_on)
    except fields.Unreadable:
        return  # still a draft: it is shown beside the field, as it was typed
    work.save(typed, note=OVERTAKEN)
    work.save(stands, note=PUT_BACK)
    work.drafts.drop(draft.kind, draft.entity_id, draft.field)
