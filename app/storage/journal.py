"""The journal: every change and every access, in one chain per device that shows tampering.

An entry's hash covers its own content and the hash before it; the counsellor's key signs the hash.
A change's words enter the hash through a blinded digest only, so that erasing a person, which a
signed entry has to tell, may blank `old`, `new`, `note` and `blind` and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, text

from app.domain.entities import new_id
from app.storage.clock import HybridClock, millis_of
from app.storage.rows import ACCESS_LOG, CHANGE

if TYPE_CHECKING:
    from nacl.signing import SigningKey
    from sqlalchemy import Connection

FIRST = bytes(32)
"""What the first entry of a device has before it."""

_COMMON = ("counsellor_id", "at", "hlc", "device_id", "device_seq")
CHANGE_FIELDS = ("id", "kind", "entity_id", "client_id", "field", "base", *_COMMON)
ACCESS_FIELDS = ("id", "action", "client_id", "detail", *_COMMON)
_LAST = tuple(
    select(table.c.id, table.c.device_seq, table.c.hash, table.c.hlc)
    .where(table.c.device_id == bindparam("device"))
    .order_by(table.c.device_seq.desc())
    .limit(1)
    for table in (CHANGE, ACCESS_LOG)
)
_NEWEST_READING = text("SELECT max(hlc) FROM device")
_MOVE_ON = (  # as the driver takes it, for every save waits for it
    "UPDATE device SET last = ?, hash = ?, hlc = ? WHERE id = ? AND last = ? AND hash = ?"
)


@dataclass(frozen=True)
class Author:
    """Who writes, on which device, with which key."""

    counsellor_id: str
    device_id: str
    signing: SigningKey


@dataclass(frozen=True)
class Head:
    """The end of a device's chain, and how far its clock has come."""

    seq: int = 0
    hash: bytes = FIRST
    hlc: str = ""
    """The latest reading, its own or one it received: the next comes after it."""

    def receiving(self, reading: str) -> Head:
        """Return this end with a clock that has heard of a reading of another device."""
        return replace(self, hlc=max(self.hlc, reading)) if millis_of(reading) else self


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What changed in an entity: one of its fields, from `old` to `new`."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What an edit is about."""

    kind: str
    entity_id: str
    client_id: str
    base: str
    """The reading of the change this one builds on; empty for the first."""
    note: str = ""


class Journal:
    """Writes entries at the end of the chain, within one transaction."""

    def __init__(self, connection: Connection, author: Author, head: Head) -> None:
        self._connection = connection
        self._author = author
        self._clock = HybridClock.after(author.device_id[-8:], head.hlc)
        self._began = self.head = head

    def record(self, subject: Subject, edits: list[Edit]) -> str:
        """Write one entry for each edit and return the reading of the last."""
        entries = [self._change(subject, edit) for edit in edits]
        self._connection.execute(CHANGE.insert(), entries)
        return self.head.hlc

    def log(self, action: str, client_id: str, detail: str) -> None:
        """Write that somebody looked, printed, exported or failed to unlock."""
        own = {"id": new_id(), "action": action, "client_id": client_id, "detail": detail}
        entry = self._chained(own, "access_log", ACCESS_FIELDS, b"")
        self._connection.execute(ACCESS_LOG.insert(), [entry])

    def finish(self) -> Head:
        """Keep on the device's line how far its chain has come; return that end.

        A line that does not fit the end it had stays as it is, for the thorough check to find.
        """
        head, was = self.head, self._began
        if head.seq != was.seq:
            line = (head.seq, head.hash, head.hlc, self._author.device_id, was.seq, was.hash)
            self._connection.exec_driver_sql(_MOVE_ON, line)
            self._began = head
        return head

    def _change(self, subject: Subject, edit: Edit) -> dict[str, Any]:
        words = {"old": _json(edit.old), "new": _json(edit.new), "note": subject.note}
        blind = secrets.token_bytes(16)
        own = {
            "id": new_id(),
            "kind": subject.kind,
            "entity_id": subject.entity_id,
            "client_id": subject.client_id,
            "field": edit.field,
            "base": subject.base,
        }
        digest = words_digest(blind, **words)
        entry = self._chained(own, "change", CHANGE_FIELDS, digest)
        return {**entry, **words, "blind": blind, "digest": digest}

    def _chained(
        self, own: dict[str, Any], table: str, names: tuple[str, ...], digest: bytes
    ) -> dict[str, Any]:
        entry = {
            **own,
            "counsellor_id": self._author.counsellor_id,
            "at": datetime.now().astimezone().isoformat(timespec="milliseconds"),
            "hlc": self._clock.tick(),
            "device_id": self._author.device_id,
            "device_seq": self.head.seq + 1,
            "prev_hash": self.head.hash,
        }
        entry["hash"] = entry_hash(table, [entry[n] for n in names], digest, self.head.hash)
        entry["signature"] = self._author.signing.sign(entry["hash"]).signature
        self.head = Head(entry["device_seq"], entry["hash"], entry["hlc"])
        return entry


def words_digest(blind: bytes, *, old: str, new: str, note: str) -> bytes:
    """Return the digest that stands for a change's words; without `blind` it tells nothing."""
    words = json.dumps([old, new, note], ensure_ascii=False).encode()
    return hashlib.blake2b(words, digest_size=32, key=blind).digest()


def entry_hash(table: str, content: list[Any], digest: bytes, before: bytes) -> bytes:
    """Return the hash of an entry of the journal."""
    written = json.dumps([table, *content], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + digest + written.encode()).digest()


def read_head(connection: Connection, device_id: str) -> Head:
    """Return the end of a device's chain as it is stored, having heard of every other's."""
    return chain_end(connection, device_id).receiving(connection.scalar(_NEWEST_READING) or "")


def chain_end(connection: Connection, device_id: str) -> Head:
    """Return the end of a device's chain as it is stored, by itself."""
    row = _newest(connection, device_id)
    return Head(row.device_seq, row.hash, row.hlc) if row else Head()


def newest_id(connection: Connection, device_id: str) -> str:
    """Return the id of a device's newest entry; empty when there is none.

    It sorts after all ids that were made there before, and does not follow the clock of another.
    """
    row = _newest(connection, device_id)
    return str(row.id) if row else ""


def devices(connection: Connection) -> frozenset[str]:
    """Return the ids of all devices that ever wrote here; quick: it leaps from one to the next."""
    found: set[str] = set()
    for table in (CHANGE, ACCESS_LOG):
        device: str | None = ""
        while device is not None:
            found.add(device)
            following = select(func.min(table.c.device_id)).where(table.c.device_id > device)
            device = connection.execute(following).scalar()
    return frozenset(found - {""})


def last_change(connection: Connection, device_id: str) -> int:
    """Return the place in a device's chain of its newest change; accesses do not count."""
    query = select(func.max(CHANGE.c.device_seq)).where(CHANGE.c.device_id == device_id)
    return int(connection.execute(query).scalar() or 0)


def _newest(connection: Connection, device_id: str) -> Any:
    """Return the last entry of a device's chain, or nothing."""
    rows = [connection.execute(query, {"device": device_id}).first() for query in _LAST]
    return max(filter(None, rows), key=lambda row: row.device_seq, default=None)


def hash_at(connection: Connection, device_id: str, seq: int) -> bytes:
    """Return the hash of one entry of a device's chain; empty when there is none."""
    for table in (CHANGE, ACCESS_LOG):
        own = (table.c.device_id == device_id, table.c.device_seq == seq)
        found = connection.execute(table.select().with_only_columns(table.c.hash).where(*own))
        row = found.first()
        if row is not None:
            return bytes(row[0])
    return b""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
