"""The devices that ever wrote here, a line each: whose it is, and how far its chain has come.

A line is kept in the transaction that writes the entries, and goes on only from the end it knew.
The journal stays the authority: where a chain ends is read from its entries, and the thorough
check holds the lines against them. So a chain that was cut is found by the line it left behind.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.storage.journal import FIRST, Head, chain_end, devices
from app.storage.rows import DEVICE

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Standing(StrEnum):
    """What a device is to this vault."""

    OWN = "OWN"
    """It writes here."""
    MATE = "MATE"
    """It wrote here before a copy was restored, or writes in another vault of the centre."""
    FOREIGN = "FOREIGN"
    """Another centre's: some of its entries came with a case."""


class State(StrEnum):
    """Whether more is taken from a device."""

    ACTIVE = "ACTIVE"
    CUT_OFF = "CUT_OFF"
    """Lost, say: what comes after `cut_at_seq` is not taken."""


_STEP_BACK = text("UPDATE device SET kind = 'MATE' WHERE kind = 'OWN'")
_OWN = text("SELECT id FROM device WHERE kind = 'OWN'")


def begin(connection: Connection, device_id: str) -> None:
    """Let a new device write here, and be a mate whoever wrote here before."""
    connection.execute(_STEP_BACK)
    line = {"id": device_id, "kind": Standing.OWN, "state": State.ACTIVE, "label": ""}
    connection.execute(DEVICE.insert(), {**line, "last": 0, "hash": FIRST, "hlc": ""})


def count_false(connection: Connection, own: str) -> int:
    """Return how many devices have no line, or one that the journal does not bear out."""
    told = {row.id: (row.last, row.hash, row.hlc) for row in connection.execute(DEVICE.select())}
    ends = {each: chain_end(connection, each) for each in devices(connection)}
    false = {each for each in {*told, *ends} if told.get(each) != _line(ends.get(each, Head()))}
    false.update({own}.symmetric_difference(connection.scalars(_OWN)))
    return len(false)


def _line(end: Head) -> tuple[int, bytes, str]:
    return end.seq, end.hash, end.hlc
