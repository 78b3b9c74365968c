"""Reading the journal: what happened to a person's case, and whether the chain holds."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from sqlalchemy import and_, func, not_, select

from app.domain.change_marks import AT_UPGRADE
from app.domain.kinds import PRIVATE_KINDS
from app.storage.journal import (
    ACCESS_FIELDS,
    CHANGE_FIELDS,
    Head,
    entry_hash,
    words_digest,
)
from app.storage.rows import ACCESS_LOG, CHANGE, TABLES
from app.storage.values.changes import ChainReport, Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

    from app.storage.values.drafts import Draft
    from app.storage.visibility import Visibility

    _Keys = Mapping[str, Sequence[VerifyKey]]

_PIECE = 300
_FIELDS = {"change": CHANGE_FIELDS, "access_log": ACCESS_FIELDS}


class History:
    """The changes of one piece of work's vault, newest first."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility

    def of(self, client_id: str, limit: int = 500, before: str | None = None) -> tuple[Change, ...]:
        """Return what changed in a person's case; `before` (an `hlc`) goes on from there."""
        if client_id and not self._visibility.reaches(client_id):
            return ()
        others = CHANGE.c.counsellor_id != self._visibility.counsellor_id
        private = and_(CHANGE.c.kind.in_(PRIVATE_KINDS), others)
        query = CHANGE.select().where(CHANGE.c.client_id == client_id, not_(private))
        if before is not None:
            query = query.where(CHANGE.c.hlc < before)
        rows = self._connection.execute(query.order_by(CHANGE.c.hlc.desc()).limit(limit))
        return tuple(_change(row) for row in rows.mappings())

    def others_wrote(self, subject: Draft, names: Sequence[str]) -> bool:
        """Whether a colleague changed one of these fields since a draft in them was typed.

        What a colleague only told to the journal, since they unlocked first after an upgrade, was
        not written by them.
        """
        at_all = select(CHANGE.c.at).where(
            CHANGE.c.client_id == subject.client_id,
            CHANGE.c.entity_id == subject.entity_id,
            CHANGE.c.field.in_(names),
            CHANGE.c.counsellor_id != self._visibility.counsellor_id,
            func.coalesce(CHANGE.c.note, "") != AT_UPGRADE,
        )
        written = (datetime.fromisoformat(at) for at in self._connection.scalars(at_all))
        return any(at > subject.kept_at for at in written)


class ChainCheck:
    """Checks the whole journal, piece by piece, so that saves fit in between."""

    def __init__(self, own_head: Head) -> None:
        """Begin; `own_head` is the end of the chain as this program knows it: a cut tail shows."""
        self._missing = own_head.hash if own_head.seq else b""
        self._ends: dict[str, Head] = {}
        self._device = ""
        self._count = 0
        self._total = 0
        self._first_bad = ""

    def step(self, connection: Connection) -> bool:
        """Check the next few hundred entries; say whether there may be more."""
        self._total = self._total or _count_all(connection)
        entries = _next_entries(connection, self._device, self._end.seq)
        keys = _verify_keys(connection)
        for table, entry in entries:
            if not self._first_bad and not _fits(table, entry, self._end, keys):
                self._first_bad = entry["id"]
            if entry["hash"] == self._missing:
                self._missing = b""
            self._ends[self._device] = Head(entry["device_seq"], entry["hash"], entry["hlc"])
        self._count += len(entries)
        if entries:
            return True
        self._device = _next_device(connection, self._device)
        return bool(self._device)

    @property
    def part(self) -> float:
        """How much is checked, 0 to 1."""
        return min(self._count / max(self._total, 1), 1.0)

    def report(self) -> ChainReport:
        """Return what was found."""
        newest = max(self._ends.values(), key=lambda end: end.hlc, default=Head())
        first_bad = self._first_bad or ("end" if self._missing else "")
        return ChainReport(
            ok=not first_bad, count=self._count, first_bad=first_bad, head=newest.hash.hex()
        )

    @property
    def _end(self) -> Head:
        return self._ends.get(self._device, Head())


def _count_all(connection: Connection) -> int:
    tables = (CHANGE, ACCESS_LOG)
    return sum(connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables)


def _fits(table: str, entry: RowMapping, end: Head, keys: _Keys) -> bool:
    if (entry["device_seq"], entry["prev_hash"]) != (end.seq + 1, end.hash):
        return False
    digest = b""
    if table == "change":
        digest = entry["digest"]
        if not _words_fit(entry):
            return False
    content = [entry[name] for name in _FIELDS[table]]
    if entry_hash(table, content, digest, entry["prev_hash"]) != entry["hash"]:
        return False
    return _signed(entry, keys)


def _words_fit(entry: RowMapping) -> bool:
    if entry["blind"] is None:  # the person was erased
        return entry["old"] is None and entry["new"] is None and entry["note"] is None
    digest = words_digest(entry["blind"], old=entry["old"], new=entry["new"], note=entry["note"])
    return bool(digest == entry["digest"])


def _signed(entry: RowMapping, keys: _Keys) -> bool:
    return any(_is_by(key, entry) for key in keys.get(entry["counsellor_id"], ()))


def _is_by(key: VerifyKey, entry: RowMapping) -> bool:
    try:
        return bool(key.verify(entry["hash"], entry["signature"]))
    except (BadSignatureError, ValueError):
        return False


def _verify_keys(connection: Connection) -> dict[str, list[VerifyKey]]:
    """Return everybody's keys, the present one first: forgotten passphrases leave former ones."""
    table = TABLES["counsellor"]
    columns = (table.c.id, table.c.signing_key, table.c.former_keys)
    rows = connection.execute(table.select().with_only_columns(*columns))
    return {
        row[0]: [VerifyKey(bytes.fromhex(key)) for key in f"{row[1]} {row[2]}".split()]
        for row in rows
    }


def _next_entries(
    connection: Connection, device_id: str, after: int
) -> list[tuple[str, RowMapping]]:
    found: list[tuple[str, RowMapping]] = []
    for table in (CHANGE, ACCESS_LOG):
        query = table.select().where(table.c.device_id == device_id, table.c.device_seq > after)
        rows = connection.execute(query.order_by(table.c.device_seq).limit(_PIECE)).mappings()
        found += [(table.name, row) for row in rows]
    return sorted(found, key=lambda item: item[1]["device_seq"])[:_PIECE]


def _next_device(connection: Connection, after: str) -> str:
    following = [
        connection.execute(select(func.min(table.c.device_id)).where(table.c.device_id > after))
        for table in (CHANGE, ACCESS_LOG)
    ]
    return min(filter(None, (found.scalar() for found in following)), default="")


def _change(row: RowMapping) -> Change:
    return Change(
        id=row["id"],
        kind=row["kind"],
        entity_id=row["entity_id"],
        client_id=row["client_id"],
        field=row["field"],
        old=json.loads(row["old"] or "null"),
        new=json.loads(row["new"] or "null"),
        counsellor_id=row["counsellor_id"],
        at=datetime.fromisoformat(row["at"]),
        hlc=row["hlc"],
        device_seq=row["device_seq"],
        note=row["note"] or "",
    )
