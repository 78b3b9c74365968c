"""How people are found by name: what is stored for it, the question asked, and a new way of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select, true

from app.domain.kinds import ALL
from app.domain.says import said_of
from app.storage import meta
from app.storage.folding import FOLDED_AS, findable, is_long, sort_key, wanted_words
from app.storage.rows import TABLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Table

_KEY = "folded_as"


def fold_again(connection: Connection) -> None:
    """Store anew what names are found and sorted by, where another Leia folded them otherwise.

    Derived, so no entry tells of it.
    """
    if meta.get(connection, _KEY) == FOLDED_AS:
        return
    for kind in ALL:
        for name in (name for name, said in said_of(kind.type).items() if said.found):
            _fold_column(connection, TABLES[kind.name], name)
    meta.put(connection, _KEY, FOLDED_AS)


def has_words(column: ColumnElement[str], query: str) -> ColumnElement[bool]:
    """Return the condition that a folded name holds every word of a query."""
    return and_(true(), *(_has(column, word) for word in wanted_words(query)))


def _has(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    there = func.instr(column, word) > 0
    if not is_long(word):
        return there
    return or_(there, func.instr(func.replace(column, " ", ""), word) > 0)


def _fold_column(connection: Connection, table: Table, name: str) -> None:
    folded, sort = f"{name}_folded", f"{name}_sort"
    rows = connection.execute(select(table.c.id, table.c[name])).all()
    values = [{"wanted": row[0], "as_": findable(row[1]), "by": sort_key(row[1])} for row in rows]
    update = table.update().where(table.c.id == bindparam("wanted"))
    if values:
        written: dict[str, Any] = {folded: bindparam("as_"), sort: bindparam("by")}
        connection.execute(update.values(written), values)
