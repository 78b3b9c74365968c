"""State as the journal tells it: a row is the sum of its entries, always, also after a migration.

A migration writes rows and no entries, since it has no key to sign with. What it wrote is told to
the journal at the first unlock after it, by whoever unlocks: bookkeeping of the program's own, so
no role is asked for it and nothing of it is shown.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select

from app.domain.change_marks import AT_UPGRADE
from app.domain.kinds import KINDS, kind_named
from app.storage import meta
from app.storage.columns import blank, columns_of
from app.storage.devices import count_false
from app.storage.found_names import fold_again
from app.storage.journal import Edit, Journal, Subject
from app.storage.migrations import SCHEMA_VERSION
from app.storage.rows import CHANGE, DEVICE, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from app.storage.journal import Author, Head

_TOLD = "told_schema"
_BORN, _DELETED = "*", "deleted"
_TOGETHER = 100
"""How many cases are folded at a time: few questions to the database, and little in memory."""
_BETWEEN_SAVES = 5
"""How many are compared before whoever saves has their turn."""
_LAST = "\U0010ffff"
"""Sorts after every id."""
_COLUMNS = (CHANGE.c.client_id, CHANGE.c.kind, CHANGE.c.entity_id, CHANGE.c.field, CHANGE.c.new)
_IDS = (
    select(TABLES["client"].c.id)
    .where(TABLES["client"].c.id > bindparam("after"))
    .order_by(TABLES["client"].c.id)
    .limit(bindparam("count"))
)


@dataclass(frozen=True)
class Untold:
    """What a row holds, or that there is none, where the journal says otherwise."""

    subject: Subject
    edits: tuple[Edit, ...]
    is_there: bool = True


@dataclass
class _Told:
    """A thing as its entries make it."""

    client_id: str
    state: dict[str, Any] = field(default_factory=dict)
    is_born: bool = False
    is_deleted: bool = False

    def take(self, name: str, new: Any) -> None:
        """Take the next entry."""
        if name == _DELETED:
            self.is_deleted = bool(new)
        elif name == _BORN:
            self.is_born = True
            self.state.update(new if isinstance(new, dict) else {})
        else:
            self.state[name] = new


def untold(connection: Connection) -> Iterator[Untold]:
    """Yield every row that is not the sum of its entries, some cases at a time.

    Fields that are never journalled, derived columns, and kinds of another Leia are left out.
    """
    span: _Span | None = _CENTRE
    while span is not None:
        yield from _untold_in(connection, span)
        span = _following(connection, span, _TOGETHER)


class Comparison:
    """Compares every row with the sum of its entries, piece by piece, so that saves fit between.

    `found` is how many things of each kind are not what their entries tell, or are not there; the
    lines of devices are counted as one kind more.
    """

    def __init__(self) -> None:
        self._span: _Span | None = _CENTRE
        self._count = 0
        self._total = 0
        self.found: Counter[str] = Counter()

    def step(self, connection: Connection) -> bool:
        """Compare the next few cases; say whether there may be more."""
        if self._span is None:
            return False
        if self._span == _CENTRE:
            self._compare_devices(connection)
        self._total = self._total or _count_cases(connection)
        self.found.update(each.subject.kind for each in _untold_in(connection, self._span))
        self._span = _following(connection, self._span, _BETWEEN_SAVES)
        self._count += _BETWEEN_SAVES
        return self._span is not None

    def _compare_devices(self, connection: Connection) -> None:
        false = count_false(connection, meta.get(connection, "device_id"))
        self.found.update({DEVICE.name: false} if false else {})

    @property
    def part(self) -> float:
        """How much is compared, 0 to 1."""
        return min(self._count / max(self._total, 1), 1.0)


def tell_migrated(connection: Connection, author: Author, head: Head) -> Head:
    """Write entries for what migrations wrote, once after each; return the chain's new end.

    What is derived follows this Leia's way of deriving, and no entry tells of it. Where the vault
    can only be read, nothing is written.
    """
    if connection.get_execution_options().get("read_only"):
        return head
    fold_again(connection)
    if int(meta.get(connection, _TOLD) or 0) >= SCHEMA_VERSION:
        return head
    journal = Journal(connection, author, head)
    for each in list(untold(connection)):
        hlc = journal.record(each.subject, list(each.edits))
        if each.is_there:
            table = TABLES[each.subject.kind]
            row = table.c.id == each.subject.entity_id
            connection.execute(table.update().where(row).values(hlc=hlc))
    told_all(connection)
    return journal.finish()


def told_all(connection: Connection) -> None:
    """Remember that the journal tells all that this schema's migrations wrote."""
    fold_again(connection)
    meta.put(connection, _TOLD, str(SCHEMA_VERSION))


@dataclass(frozen=True)
class _Span:
    """The cases whose id comes after one and not after another; or what belongs to no case."""

    after: str = ""
    last: str = ""

    def holds(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        if self == _CENTRE:
            return column == ""
        return and_(column > self.after, column <= self.last)


_CENTRE = _Span()


def _following(connection: Connection, span: _Span, count: int) -> _Span | None:
    """Return the span after one; together they leave no id out, whoever wrote it."""
    if span.last == _LAST:
        return None
    ids = connection.scalars(_IDS, {"after": span.last, "count": count}).all()
    return _Span(span.last, ids[-1] if len(ids) == count else _LAST)


def _count_cases(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(TABLES["client"])) or 0


def _untold_in(connection: Connection, span: _Span) -> Iterator[Untold]:
    told = _told(connection, span)
    for kind in KINDS:
        for row in _rows(connection, kind, span):
            found = _differing(kind, row, told.pop((kind, row["id"]), None))
            if found.edits:
                yield found
    for (kind, entity_id), left in told.items():
        if left.is_born and not left.is_deleted:
            gone = Edit(field=_DELETED, old=False, new=True)
            yield Untold(_subject(kind, entity_id, left.client_id), (gone,), is_there=False)


def _told(connection: Connection, span: _Span) -> dict[tuple[str, str], _Told]:
    found: dict[tuple[str, str], _Told] = {}
    query = select(*_COLUMNS).where(span.holds(CHANGE.c.client_id))
    for client_id, kind, entity_id, name, new in connection.execute(
        query.order_by(CHANGE.c.client_id, CHANGE.c.hlc)
    ):
        if kind in KINDS:
            told = found.setdefault((kind, entity_id), _Told(client_id))
            told.take(name, _read(new))
    return found


def _read(words: str | None) -> Any:
    """Return what an entry's words say; blanked ones, and what is no value at all, say nothing."""
    try:
        return json.loads(words or "null")
    except ValueError:
        return None


def _rows(connection: Connection, kind: str, span: _Span) -> Iterator[Any]:
    """Yield a kind's rows of these cases."""
    table = TABLES[kind]
    query = table.select()
    if "client_id" in table.c:
        owner = table.c.id if kind == "client" else table.c.client_id  # the one with an index
        query = query.where(span.holds(owner))
    elif span != _CENTRE:
        return
    yield from connection.execute(query).mappings()


def _differing(kind: str, row: Any, told: _Told | None) -> Untold:
    empty, has, client_id = blank(kind), _journalled(kind, row), row.get("client_id", "")
    if told is None or not told.is_born:
        filled = {name: value for name, value in has.items() if value != empty[name]}
        gone = [Edit(field=_DELETED, old=False, new=True)] if row[_DELETED] else []
        born = Edit(field=_BORN, old=None, new=filled)
        return Untold(_subject(kind, row["id"], client_id), (born, *gone))
    state = {**empty, "id": row["id"], "client_id": client_id, **told.state}
    changed = [name for name, value in has.items() if state[name] != value]
    written = kind_named(kind).written_with(changed)
    edits = [Edit(field=n, old=state[n], new=v) for n, v in has.items() if n in written]
    if bool(row[_DELETED]) != told.is_deleted:
        edits.append(Edit(field=_DELETED, old=told.is_deleted, new=bool(row[_DELETED])))
    return Untold(_subject(kind, row["id"], client_id, row["hlc"]), tuple(edits))


def _journalled(kind: str, row: Any) -> dict[str, Any]:
    """Return what a row holds, as entries write it: no secrets, and a yes as a yes."""
    names = [each.name for each in columns_of(KINDS[kind]) if not each.secret]
    empty = blank(kind)
    return {n: bool(row[n]) if isinstance(empty[n], bool) else row[n] for n in names}


def _subject(kind: str, entity_id: str, client_id: str, base: str = "") -> Subject:
    return Subject(kind=kind, entity_id=entity_id, client_id=client_id, base=base, note=AT_UPGRADE)
