"""Drafts: typing on its way into a field. Overwritten in place, never journalled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from app.storage.columns import whole_text
from app.storage.rows import DRAFT
from app.storage.values.drafts import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from app.storage.visibility import Visibility

_KEEP = text(
    "INSERT INTO draft (kind, entity_id, field, counsellor_id, client_id, raw, kept_at) "
    "VALUES (:kind, :entity_id, :field, :owner, :client_id, :raw, :kept_at) "
    "ON CONFLICT (kind, entity_id, field, counsellor_id) DO UPDATE "
    "SET client_id = excluded.client_id, raw = excluded.raw, kept_at = excluded.kept_at"
)


class DraftStore:
    """One counsellor's drafts: nobody's half-typed words become another's."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility
        self._owner = visibility.counsellor_id

    def keep(self, kind: str, entity_id: str, client_id: str, field: str, raw: str) -> None:
        """Store what was typed into a field so far, in place of what was kept before."""
        if client_id:
            self._visibility.check_case(client_id)
        values = {
            "kind": kind,
            "entity_id": entity_id,
            "field": field,
            "owner": self._owner,
            "client_id": client_id,
            "raw": whole_text(raw),
            "kept_at": datetime.now().astimezone().isoformat(timespec="milliseconds"),
        }
        self._connection.execute(_KEEP, values)

    def drop(self, kind: str, entity_id: str, field: str) -> None:
        """Forget a draft, since its text became state; none is fine."""
        where = (DRAFT.c.kind == kind, DRAFT.c.entity_id == entity_id, DRAFT.c.field == field)
        own = DRAFT.c.counsellor_id == self._owner
        self._connection.execute(DRAFT.delete().where(*where, own))

    def find(self, kind: str, entity_id: str, field: str) -> str | None:
        """Return what was typed into one field, or nothing; a hidden case's lies where it is."""
        where = (DRAFT.c.kind == kind, DRAFT.c.entity_id == entity_id, DRAFT.c.field == field)
        query = DRAFT.select().where(*where, DRAFT.c.counsellor_id == self._owner)
        row = self._connection.execute(query).first()
        if row is None or (row.client_id and not self._visibility.reaches(row.client_id)):
            return None
        return str(row.raw)

    def of(self, client_id: str) -> tuple[Draft, ...]:
        """Return the drafts in a person's case, oldest first."""
        return tuple(draft for draft in self.all() if draft.client_id == client_id)

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, oldest first; those in a case hidden since lie where they are."""
        query = DRAFT.select().where(DRAFT.c.counsellor_id == self._owner)
        found = map(_draft, self._connection.execute(query.order_by(DRAFT.c.kept_at)))
        return tuple(d for d in found if not d.client_id or self._visibility.reaches(d.client_id))


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        kind=row.kind,
        entity_id=row.entity_id,
        client_id=row.client_id,
        field=row.field,
        raw=row.raw,
        kept_at=datetime.fromisoformat(row.kept_at),
    )
