"""Who works with the vault, as the vault itself knows it: for sealing, signing and letting in.

A copy that was given a new key long after it was made carries the staff of that day beside its
own rows ("staff" in `meta`), so that it opens for those who work here now and for nobody else.
The first of them who opens it, once it is restored, writes that into the rows.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from app.domain.change_marks import CARRIED
from app.domain.permissions import Role
from app.domain.staff import Counsellor
from app.storage import meta
from app.storage.columns import columns_of, from_plain, to_plain
from app.storage.keys.keyfiles import Pins
from app.storage.rows import TABLES
from app.storage.values.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from sqlalchemy import Connection

    from app.storage.keys.sealing import KeyMaterial
    from app.storage.work import Work

STAFF = "staff"
_RECOVERY = "recovery"
_COUNTY = "county"
_SHEETS = "sheets"
"""Holds on which day each recovery sheet in force was made."""


def people(connection: Connection) -> tuple[Counsellor, ...]:
    """Return everybody who ever worked here, also those who left, oldest first."""
    table = TABLES["counsellor"]
    rows = connection.execute(table.select().where(table.c.deleted == 0).order_by(table.c.id))
    found = {row[0]: from_plain(Counsellor, row) for row in rows}
    found.update({each.id: each for each in _carried(connection)})
    return tuple(found.values())


def recipients(
    connection: Connection, recovery: Sequence[str] | None = None, without: Container[str] = ()
) -> list[str]:
    """Return the public keys the vault is to be sealed to: those who work here, and recovery."""
    staff = [each for each in people(connection) if each.active and each.id not in without]
    keys = recovery_keys(connection) if recovery is None else recovery
    return [*(each.sealing_key for each in staff), *keys]


def recovery_keys(connection: Connection) -> tuple[str, ...]:
    """Return the public recovery keys, beside those who work here."""
    return tuple(meta.get(connection, _RECOVERY).split())


def county_keys(connection: Connection) -> tuple[str, ...]:
    """Return those of the recovery keys that came from the county's policy."""
    return tuple(meta.get(connection, _COUNTY).split())


def keep_recovery_keys(connection: Connection, keys: Sequence[str], county: Sequence[str]) -> None:
    """Keep to which recovery keys the vault is sealed; an age file does not tell."""
    meta.put(connection, _RECOVERY, " ".join(keys))
    meta.put(connection, _COUNTY, " ".join(county))


def sheets(connection: Connection) -> tuple[Sheet, ...]:
    """Return the recovery sheets in force: the recovery keys that are not the county's."""
    county, days = county_keys(connection), _days(connection)
    printed = (key for key in recovery_keys(connection) if key not in county)
    return tuple(Sheet(key, days.get(key)) for key in printed)


def keep_sheet(connection: Connection, sheet: Sheet) -> None:
    """Keep that a new sheet is in force in place of those before; the county's keys stay."""
    county = county_keys(connection)
    keep_recovery_keys(connection, [sheet.public, *county], county)
    keep_days(connection, [sheet])


def keep_days(connection: Connection, made: Iterable[Sheet]) -> None:
    """Keep on which day each of these sheets was made."""
    days = {each.public: each.made_on.isoformat() for each in made if each.made_on is not None}
    meta.put(connection, _SHEETS, json.dumps(days) if days else "")


def carried_by_copies(connection: Connection) -> dict[str, str]:
    """Return what a copy is to know in its `meta` once it opens for those of today."""
    kept = {key: meta.get(connection, key) for key in (_RECOVERY, _COUNTY, _SHEETS)}
    return {**kept, STAFF: written(people(connection))}


def administrators(staff: Iterable[Counsellor]) -> frozenset[str]:
    """Return the signing keys of those who may give the vault a new key."""
    return frozenset(each.signing_key for each in staff if each.active and Role.ADMIN in each.roles)


def pins_for(staff: Collection[Counsellor], material: KeyMaterial) -> Pins:
    """Return what a key file is to remember of the vault as it is now."""
    signers = {each.signing_key for each in staff if each.active}
    keepers = administrators(staff)
    former = {key for each in staff for key in (each.signing_key, *each.former_keys.split())}
    return Pins(
        vault_id=material.vault_id,
        generation=material.generation,
        commitment=material.commitment,
        signers=tuple(sorted(signers)),
        keepers=tuple(sorted(keepers)),
        not_keepers=tuple(sorted({each.key for each in material.grants} - keepers)),
        revoked=tuple(sorted(former - signers - {""})),
    )


def written(staff: Iterable[Counsellor]) -> str:
    """Return people as a copy carries them."""
    return json.dumps([to_plain(each) for each in staff], ensure_ascii=False)


def settle(connection: Connection, work: Work) -> None:
    """Write the staff a restored copy carries into its rows."""
    for each in _carried(connection):
        work.save(each, note=CARRIED)
    meta.put(connection, STAFF, "")


def _days(connection: Connection) -> dict[str, date]:
    kept = json.loads(meta.get(connection, _SHEETS) or "{}")
    return {key: date.fromisoformat(day) for key, day in kept.items()}


def _carried(connection: Connection) -> tuple[Counsellor, ...]:
    names = [column.name for column in columns_of(Counsellor)]
    carried = json.loads(meta.get(connection, STAFF) or "[]")
    return tuple(from_plain(Counsellor, [each[name] for name in names]) for each in carried)
