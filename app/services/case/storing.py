"""A folder on its way into the vault: only what was changed here, onto what stands there."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from app.services.case.undo_steps import FieldKey
    from app.storage.vault import Work


def store_entities(
    work: Work, stored: Folder, shown: Folder, wanted: Folder, mark: str = ""
) -> Folder:
    """Write what changed; return the folder with what others wrote in the same things.

    The mark says of what goes how it went.
    """
    for entity in shown.entities.values():
        if entity.id not in wanted.entities:
            work.save(entity)  # history knows its last words
            work.remove(entity, note=mark)
    for entity in tuple(wanted.entities.values()):
        before = stored.entities.get(entity.id)
        if before is not entity:
            whole = _onto(work, before, entity)
            work.save(whole)
            wanted = wanted if whole is entity else wanted.with_(whole)
    return wanted


def keep_draft(work: Work, stored: Folder, key: FieldKey, text: str) -> None:
    """Write what was typed into a field so far, over what is stored there."""
    work.drafts.keep_over(stored.entities[key.entity_id], key.name, text)


def _onto(work: Work, before: Entity | None, entity: Entity) -> Entity:
    """Return a thing with what was changed here, and else as it stands in the vault by now."""
    now = work.find(type(entity), entity.id) if before is not None else None
    if now is None or now == before:
        return entity
    names = [each.name for each in fields(entity)]
    changed: dict[str, Any] = {
        name: getattr(entity, name)
        for name in names
        if getattr(entity, name) != getattr(before, name)
    }
    return replace(now, **changed)
