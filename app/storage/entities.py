"""Entities in and out of their tables, each change with its entries in the journal."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from app.domain.cases import Case
from app.domain.clients import Client
from app.domain.entities import case_of
from app.domain.kinds import CASE_KINDS, CENTRE_KINDS, KINDS, kind_name, kind_of
from app.domain.register import Register
from app.domain.says import said_of
from app.domain.staff import Counsellor
from app.storage.columns import (
    E,
    blank,
    columns_of,
    from_plain,
    to_plain,
    whole_text,
)
from app.storage.folding import findable, sort_key
from app.storage.journal import Edit, Subject
from app.storage.rows import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select, Update

    from app.domain.entities import CaseEntity, Entity
    from app.storage.journal import Journal
    from app.storage.visibility import Visibility

_CREATED, _DELETED = "*", "deleted"
_UNTOUCHED = object()


class EntityStore:
    """The entities of one piece of work."""

    def __init__(self, connection: Connection, journal: Journal, visibility: Visibility) -> None:
        self._connection = connection
        self._journal = journal
        self._visibility = visibility
        self._clients: set[str] = set()
        self.touched: set[tuple[str, str]] = set()
        self.began: dict[tuple[str, str], Entity | None] = {}
        """What each touched thing was when the piece of work began; None where it was not there."""
        self.now: dict[tuple[str, str], Entity | None] = {}
        """What each touched thing is by now."""

    def save(self, entity: Entity, *, note: str = "") -> None:
        """Insert or update an entity; a value equal to the stored one writes nothing.

        Raises as `remove` does.
        """
        kind = kind_name(entity)
        stored = self._writable(entity)
        new = to_plain(entity)
        edits = _edits(type(entity), stored, new)
        if not edits:
            return
        self._remember(entity, stored, entity)
        subject = self._subject(entity, stored, note)
        own = {_DELETED: 0, "hlc": self._journal.record(subject, edits), **_derived(kind, new)}
        if stored is None:
            self._connection.execute(TABLES[kind].insert(), {**new, **own})
        else:
            changed = {edit.field: new[edit.field] for edit in edits if edit.field in new}
            self._update(kind, entity.id, {**changed, **own})

    def remove(self, entity: Entity, *, note: str = "") -> None:
        """Put a tombstone on an entity; its row and its history stay.

        Raises NotAllowed or LookupError for what they may not write or do not see, and ValueError
        for what belongs to another case than they say: the stored row decides.
        """
        kind = kind_name(entity)
        stored = self._writable(entity)
        if stored is None or stored[_DELETED]:
            return
        self._remember(entity, stored, None)
        subject = self._subject(entity, stored, note)
        hlc = self._journal.record(subject, [Edit(field=_DELETED, old=False, new=True)])
        self._update(kind, entity.id, {_DELETED: 1, "hlc": hlc})

    def find(self, kind: type[E], entity_id: str) -> E | None:
        """Return an entity, or nothing when there is none or it was removed."""
        row = self._connection.execute(_by_id(kind_name(kind)), {"wanted": entity_id}).first()
        return None if row is None or row.deleted else from_plain(kind, row)

    def before(self, kind: type[E], entity_id: str) -> E | None:
        """Return an entity as it was when the piece of work began, or nothing."""
        began = self.began.get((kind_name(kind), entity_id), _UNTOUCHED)
        if began is _UNTOUCHED:
            return self.find(kind, entity_id)
        return began if isinstance(began, kind) else None

    def begun_with(self, kind: type[Entity]) -> set[str]:
        """Return the ids of those touched things of a kind that were there from the beginning."""
        return {i for (name, i), was in self.began.items() if name == kind_name(kind) and was}

    def all(self, kind: type[E], **equals: Any) -> tuple[E, ...]:
        """Return every entity of a kind whose fields equal these, oldest first."""
        table = TABLES[kind_name(kind)]
        encode = {column.name: column.encode for column in columns_of(kind)}
        query = table.select().where(table.c.deleted == 0)
        for name, value in equals.items():
            query = query.where(table.c[name] == encode[name](value))
        rows = self._connection.execute(query.order_by(table.c.id))
        return tuple(from_plain(kind, row) for row in rows)

    def ids_ever(self, kind: type[Entity]) -> set[str]:
        """Return the ids of all there ever was of a kind, what was removed too."""
        return set(self._connection.scalars(select(TABLES[kind_name(kind)].c.id)))

    def case(self, client_id: str) -> Case:
        """Return everything about one person."""
        client = self.find(Client, client_id)
        if client is None:
            raise LookupError(f"no client {client_id}")
        entities: dict[str, CaseEntity] = {client.id: client}
        for name, kind in CASE_KINDS.items():
            if kind is not Client:
                rows = self._connection.execute(_of_client(name), {"wanted": client_id})
                entities.update((row[0], from_plain(kind, row)) for row in rows)
        return Case(client, entities)

    def register(self, counsellor_id: str) -> Register:
        """Return the centre's own folder as a counsellor sees it."""
        found = {each.id: each for kind in CENTRE_KINDS.values() for each in self.all(kind)}
        me = found[counsellor_id]
        return Register(me if isinstance(me, Counsellor) else Counsellor(id=counsellor_id), found)

    def flush(self) -> None:
        """Note on each touched client when their case last changed; the list shows it."""
        for client_id in self._clients:
            self._update("client", client_id, {"last_changed": _now()})
        self._clients.clear()

    def _writable(self, entity: Entity) -> Any:
        """Return the stored row of a thing that they may write, as the thing it says it is."""
        self._visibility.check(entity)
        row = self._row(kind_name(entity), entity.id)
        if row is not None:
            stored = from_plain(type(entity), tuple(row.values()))
            self._visibility.check(stored)
            if case_of(stored) != case_of(entity):
                raise ValueError("it belongs to another case")
        return row

    def _remember(self, entity: Entity, stored: Any, now: Entity | None) -> None:
        key = (kind_name(entity), entity.id)
        if key not in self.began:
            is_there = stored is not None and not stored[_DELETED]
            was = from_plain(type(entity), tuple(stored.values())) if is_there else None
            self.began[key] = was
        self.now[key] = now

    def _row(self, kind: str, entity_id: str) -> Any:
        found = self._connection.execute(_by_id(kind), {"wanted": entity_id})
        return found.mappings().first()

    def _update(self, kind: str, entity_id: str, values: dict[str, Any]) -> None:
        self._connection.execute(_update(kind, tuple(values)), {**values, "wanted": entity_id})

    def _subject(self, entity: Entity, stored: Any, note: str) -> Subject:
        kind = kind_name(entity)
        client_id = case_of(entity)
        self.touched.add((kind, entity.id))
        if client_id and client_id != entity.id:
            self._clients.add(client_id)
        return Subject(
            kind=kind,
            entity_id=entity.id,
            client_id=client_id,
            base="" if stored is None else stored["hlc"],
            note=whole_text(note),
        )


def _edits(kind: type[Entity], stored: Any, new: dict[str, Any]) -> list[Edit]:
    if stored is None:
        empty = blank(kind_name(kind))
        secret = {column.name for column in columns_of(kind) if column.secret}
        filled = {n: v for n, v in new.items() if n not in secret and v != empty[n]}
        return [Edit(field=_CREATED, old=None, new=filled)]
    came_back = [Edit(field=_DELETED, old=True, new=False)] if stored[_DELETED] else []
    names = [column.name for column in columns_of(kind) if not column.secret]
    changed = [name for name in names if stored[name] != new[name]]
    written = kind_of(kind).written_with(changed)
    edits = [_edit(name, stored[name], new[name]) for name in names if name in written]
    return [*came_back, *edits]


def _edit(name: str, old: Any, new: Any) -> Edit:
    return Edit(field=name, old=bool(old) if isinstance(new, bool) else old, new=new)


def _derived(kind: str, new: dict[str, Any]) -> dict[str, str]:
    found = [name for name, each in said_of(KINDS[kind]).items() if each.found]
    folded = {f"{name}_folded": findable(new[name]) for name in found}
    sorted_ = {f"{name}_sort": sort_key(new[name]) for name in found}
    return {**folded, **sorted_, **({"last_changed": _now()} if kind == "client" else {})}


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


@cache
def _by_id(kind: str) -> Select[Any]:
    table = TABLES[kind]
    return table.select().where(table.c.id == bindparam("wanted"))


@cache
def _of_client(kind: str) -> Select[Any]:
    table = TABLES[kind]
    return table.select().where(table.c.client_id == bindparam("wanted"), table.c.deleted == 0)


@cache
def _update(kind: str, names: tuple[str, ...]) -> Update:
    table = TABLES[kind]
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return table.update().where(table.c.id == bindparam("wanted")).values(values)
