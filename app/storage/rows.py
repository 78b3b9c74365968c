"""The tables of the vault, made from the values themselves. Private to app.storage.

Every field of an entity is one column of its table; three columns are the vault's own: `deleted`
(a tombstone), `hlc` (when the row last changed) and, for a client, what finding and sorting need.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from app.domain.kinds import ALL, CASE_KINDS, KINDS
from app.domain.says import said_of
from app.domain.taking_away import BINNED_KINDS
from app.storage.columns import Stored, columns_of

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

OWN_COLUMNS = ("deleted", "hlc")


def derived_columns(name: str) -> tuple[str, ...]:
    """Return what a table keeps besides, for finding and sorting."""
    found = [field for field, said in said_of(KINDS[name]).items() if said.found]
    folded = tuple(f"{field}_{how}" for field in found for how in ("folded", "sort"))
    return (*folded, "last_changed") if name == "client" else folded


_TYPES = {int: Integer, float: Float, bytes: LargeBinary, str: Text}


def _column(stored: Stored, table: str) -> Column[object]:
    belongs = stored.name == "client_id" and table != "client"
    return Column(
        stored.name,
        _TYPES[stored.plain](),
        # Checked when a piece of work ends, so that its order is free.
        *([ForeignKey("client.id", deferrable=True, initially="DEFERRED")] if belongs else []),
        primary_key=stored.name == "id",
        nullable=stored.optional,
    )


def _entity_table(name: str) -> Table:
    return Table(
        name,
        METADATA,
        *(_column(stored, name) for stored in columns_of(KINDS[name])),
        Column("deleted", Integer, nullable=False),
        Column("hlc", Text, nullable=False),
        *(Column(each, Text, nullable=False) for each in derived_columns(name)),
    )


TABLES = {name: _entity_table(name) for name in KINDS}
"""The table of each kind, by its name in history."""


def _entry_columns() -> tuple[Column[object], ...]:
    return (
        Column("counsellor_id", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("hlc", Text, nullable=False),
        Column("device_id", Text, primary_key=True),
        Column("device_seq", Integer, primary_key=True, autoincrement=False),
        Column("prev_hash", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("signature", LargeBinary, nullable=False),
    )


CHANGE = Table(
    "change",
    METADATA,
    *(Column(n, Text, nullable=False) for n in ("id", "kind", "entity_id", "client_id", "field")),
    *(Column(n, Text) for n in ("old", "new", "note")),
    Column("blind", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Column("base", Text, nullable=False),
    *_entry_columns(),
    Index("ix_change_client_id_hlc", "client_id", "hlc"),
)

ACCESS_LOG = Table(
    "access_log",
    METADATA,
    *(Column(n, Text, nullable=False) for n in ("id", "action", "client_id", "detail")),
    *_entry_columns(),
    Index("ix_access_log_hlc", "hlc"),
    Index("ix_access_log_action_hlc", "action", "hlc"),
    Index("ix_access_log_client_id_hlc", "client_id", "hlc"),
)

DEVICE = Table(
    "device",
    METADATA,
    Column("id", Text, primary_key=True),
    *(Column(n, Text, nullable=False) for n in ("kind", "label", "state")),
    Column("last", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("hlc", Text, nullable=False),
    Column("cut_at_seq", Integer),
    Column("clock_off_ms", Integer),
    Column("heard_at", Text),
)
"""How far each device's chain has come, and what is known of it; see `app.storage.devices`."""

DRAFT = Table(
    "draft",
    METADATA,
    *(Column(n, Text, primary_key=True) for n in ("kind", "entity_id", "field", "counsellor_id")),
    *(Column(n, Text, nullable=False) for n in ("client_id", "raw", "kept_at")),
    Column("began", LargeBinary),
)

MEMORY = Table(
    "memory",
    METADATA,
    *(Column(n, Text, primary_key=True) for n in ("counsellor_id", "key")),
    Column("value", Text, nullable=False),
)

META = Table(
    "meta",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

for _name in BINNED_KINDS:
    _gone = TABLES[_name].c
    Index(f"ix_{_name}_gone", _gone.id, sqlite_where=_gone.deleted == 1)
for _kind in ALL:
    _table = TABLES[_kind.name]
    if _kind.name in CASE_KINDS and _kind.name != "client":
        _covered = ("client_id", "deleted", *_kind.covering) if _kind.covering else ("client_id",)
        Index(f"ix_{_kind.name}_client_id", *(_table.c[each] for each in _covered))
    for _names in _kind.indexes:
        Index(f"ix_{_kind.name}_{'_'.join(_names)}", *(_table.c[each] for each in _names))
