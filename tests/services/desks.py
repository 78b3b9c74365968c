"""What the editing tests ask of a vault."""

from app.domain.fields import DUE, is_edited
from app.domain.kinds import kind_name
from app.services.case.editing import Editing, FieldKey
from tests.builders import TODAY


def reopened(vault, editing, today=TODAY):
    """Return the case as a program that starts now would find it."""
    return Editing(vault, editing.client_id, today)


def texts(editing):
    """Return every text on screen."""
    keys = [
        FieldKey(entity.id, name)
        for entity in editing.case.entities.values()
        for name in (*type(entity).__dataclass_fields__, DUE)
        if is_edited(kind_name(entity), name)
    ]
    return {key: editing.shown(key) for key in keys}


def in_vault(vault, editing):
    """Return the entities the vault holds as state."""
    with vault.work() as work:
        return dict(work.case(editing.client_id).entities)


def drafts(vault, editing):
    with vault.work() as work:
        return {FieldKey(d.entity_id, d.field): d.raw for d in work.drafts.of(editing.client_id)}


def changes(vault, editing):
    """Return history, oldest first."""
    with vault.work() as work:
        return work.changes.of(editing.client_id)[::-1]
