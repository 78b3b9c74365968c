"""Reading the journal: what happened to a person's case, and whether the chain holds."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, not_, or_, select

from app.domain.access_codes import Action
from app.domain.change_marks import AT_UPGRADE
from app.domain.kinds import PRIVATE_KINDS, is_known
from app.storage.entry_checks import is_as_written
from app.storage.journal import Head
from app.storage.rows import ACCESS_LOG, CHANGE
from app.storage.signers import Signers
from app.storage.values.changes import ChainReport, Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, RowMapping

    from app.storage.values.changes import JsonValue
    from app.storage.values.drafts import Draft
    from app.storage.visibility import Visibility

_PIECE = 300
_TELLS = or_(CHANGE.c.old != CHANGE.c.new, CHANGE.c.blind.is_(None))
"""Not what was written along, with the value it had; words that are blank now may have told."""


class History:
    """The changes of one piece of work's vault, newest first."""

    def __init__(self, connection: Connection, visibility: Visibility) -> None:
        self._connection = connection
        self._visibility = visibility

    def of(self, client_id: str, limit: int = 500, before: str | None = None) -> tuple[Change, ...]:
        """Return what changed in a person's case; `before` (an `hlc`) goes on from there.

        What was only written along with the rest of its unit did not change.
        """
        if client_id and not self._visibility.reaches(client_id):
            return ()
        others = CHANGE.c.counsellor_id != self._visibility.counsellor_id
        private = and_(CHANGE.c.kind.in_(PRIVATE_KINDS), others)
        query = CHANGE.select().where(CHANGE.c.client_id == client_id, not_(private), _TELLS)
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
            _TELLS,
        )
        written = (datetime.fromisoformat(at) for at in self._connection.scalars(at_all))
        return any(at > subject.kept_at for at in written)

    def before_upgrades(self, subject: Draft, names: Sequence[str]) -> dict[str, JsonValue]:
        """Return what some fields held before the program itself rewrote them in an upgrade.

        Only of fields that nobody wrote since; as columns hold them.
        """
        columns = (CHANGE.c.field, CHANGE.c.old, CHANGE.c.note)
        query = select(*columns).where(
            CHANGE.c.client_id == subject.client_id,
            CHANGE.c.entity_id == subject.entity_id,
            CHANGE.c.field.in_(names),
        )
        held: dict[str, JsonValue] = {}
        written: set[str] = set()
        for name, old, note in self._connection.execute(query.order_by(CHANGE.c.hlc.desc())):
            if note != AT_UPGRADE:
                written.add(name)
            elif name not in written:
                held[name] = json.loads(old or "null")
        return held


class ChainCheck:
    """Checks the whole journal, piece by piece, so that saves fit in between."""

    def __init__(self, own_device: str, own_head: Head) -> None:
        """Begin; `own_head` is the end of the chain as this program knows it: a cut tail shows."""
        self._own_device = own_device
        self._missing = own_head.hash if own_head.seq else b""
        self._ends: dict[str, Head] = {}
        self._device = ""
        self._count = 0
        self._newer = 0
        self._total = 0
        self._first_bad = ""
        self._signers = Signers()

    def step(self, connection: Connection) -> bool:
        """Check the next few hundred entries; say whether there may be more."""
        self._total = self._total or _count_all(connection)
        entries = _next_entries(connection, self._device, self._end.seq)
        self._signers.take_up(connection)
        for table, entry in entries:
            if not self._first_bad and not _fits(table, entry, self._end, self._signers):
                self._first_bad = entry["id"]
            if entry["hash"] == self._missing:
                self._missing = b""
            self._ends[self._device] = Head(entry["device_seq"], entry["hash"], entry["hlc"])
        self._count += len(entries)
        self._newer += sum(_is_newer(table, entry) for table, entry in entries)
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
        first_bad = self._first_bad or ("end" if self._missing else "")
        return ChainReport(
            ok=not first_bad,
            count=self._count,
            first_bad=first_bad,
            head=self._ends.get(self._own_device, Head()).hash.hex(),
            unvouched=self._signers.unvouched,
            newer=self._newer,
        )

    @property
    def _end(self) -> Head:
        return self._ends.get(self._device, Head())


def _count_all(connection: Connection) -> int:
    tables = (CHANGE, ACCESS_LOG)
    return sum(connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables)


def _is_newer(table: str, entry: RowMapping) -> bool:
    """Whether an entry is about something that only a newer Leia knows."""
    if table == ACCESS_LOG.name:
        return not Action.kept(entry["action"]).is_known
    return not is_known(entry["kind"], entry["field"])


def _fits(table: str, entry: RowMapping, end: Head, signers: Signers) -> bool:
    if (entry["device_seq"], entry["prev_hash"]) != (end.seq + 1, end.hash):
        return False
    return is_as_written(table, entry) and signers.signed(entry)


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
