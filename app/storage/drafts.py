"""Drafts: typing on its way into a field. Overwritten in place, never journalled."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from app.domain.entities import case_of
from app.domain.kinds import kind_name, kind_of
from app.storage.columns import plain_of, whole_text
from app.storage.rows import DRAFT
from app.storage.values.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row

    from app.domain.entities import Entity
    from app.storage.visibility import Visibility

_KEEP = text(
    "INSERT INTO draft (kind, entity_id, field, counsellor_id, client_id, raw, kept_at, began) "
    "VALUES (:kind, :entity_id, :field, :owner, :client_id, :raw, :kept_at, :began) "
    "ON CONFLICT (kind, entity_id, field, counsellor_id) DO UPDATE "
    "SET client_id = excluded.client_id, raw = excluded.raw, kept_at = excluded.kept_at, "
    "began = excluded.began"
)
_DROP = text(
    "DELETE FROM draft "
    "WHERE kind = :kind AND entity_id = :entity_id AND field = :field AND counsellor_id = :owner"
)
_FIND = text(
    "SELECT client_id, raw FROM draft "
    "WHERE kind = :kind AND entity_id = :entity_id AND field = :field AND counsellor_id = :owner"
)
"""Written once: building them anew took as long as running them, at every save."""
_BLIND = 16
"""How many random bytes stand before a digest and go into it."""


class DraftStore:
    """One counsellor's drafts: nobody's half-typed words become another's."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility
        self._owner = visibility.counsellor_id

    def keep(self, kind: str, entity_id: str, client_id: str, field: str, raw: str) -> None:
        """Store what was typed into a field so far, in place of what was kept before."""
        where = {"kind": kind, "entity_id": entity_id, "client_id": client_id, "field": field}
        self._keep({**where, "raw": whole_text(raw), "began": None})

    def keep_over(self, stands: Entity, field: str, raw: str) -> None:
        """Store what was typed into a field so far, and what it was typed over.

        `stands` is the thing as it was read from the vault before the typing; no row is read.
        """
        where = {"kind": kind_name(stands), "entity_id": stands.id, "client_id": case_of(stands)}
        began = _digest(_written(stands, field), secrets.token_bytes(_BLIND))
        self._keep({**where, "field": field, "raw": whole_text(raw), "began": began})

    def _keep(self, values: dict[str, Any]) -> None:
        if values["client_id"]:
            self._visibility.check_case(values["client_id"])
        kept_at = datetime.now().astimezone().isoformat(timespec="milliseconds")
        self._connection.execute(_KEEP, {**values, "owner": self._owner, "kept_at": kept_at})

    def drop(self, kind: str, entity_id: str, field: str) -> None:
        """Forget a draft, since its text became state; none is fine."""
        self._connection.execute(_DROP, self._at(kind, entity_id, field))

    def find(self, kind: str, entity_id: str, field: str) -> str | None:
        """Return what was typed into one field, or nothing; a hidden case's lies where it is."""
        row = self._connection.execute(_FIND, self._at(kind, entity_id, field)).first()
        if row is None or (row.client_id and not self._visibility.reaches(row.client_id)):
            return None
        return str(row.raw)

    def _at(self, kind: str, entity_id: str, field: str) -> dict[str, str]:
        return {"kind": kind, "entity_id": entity_id, "field": field, "owner": self._owner}

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
        began=row.began,
    )


def began_from(draft: Draft, stands: Entity, before: Mapping[str, Any] | None = None) -> bool:
    """Whether a draft was typed over what stands in its field, or over what was there `before`.

    A clock has no say in it. `before` holds values as columns do, by their names.
    """
    began = draft.began or b""
    written = {**_written(stands, draft.field), **(before or {})}
    return began == _digest(written, began[:_BLIND])


def _written(entity: Entity, field: str) -> dict[str, Any]:
    return plain_of(entity, kind_of(entity).joined.get(field, (field,)))


def _digest(written: Mapping[str, Any], blind: bytes) -> bytes:
    """Return what stands for a field's value; without its blind it tells nothing."""
    words = json.dumps(written, ensure_ascii=False).encode()
    return blind + hashlib.blake2b(words, digest_size=32, key=blind).digest()
