"""Changing the vault's own key, so that a kill at any step loses nothing.

    1. vault.age.next is written: the coming key, sealed to those who stay and to recovery.
    2. One transaction: what no longer opens the vault, and the change of the key is decided.
    3. vault.db gets the coming key (whole or not at all).
    4. vault.age.next takes vault.age's place; the decision is ticked off.

What lies on the disk says how far it came: the next good unlock undoes step 1 or goes on after 2.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import msgspec

from app.errors import VaultDamaged
from app.storage import files, meta
from app.storage.holders import staffing
from app.storage.keys import sealing
from app.storage.keys.sealing import NEXT, SEALED, KeyMaterial, read_sealed
from app.storage.values.keys import KeyChange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.holders.keyring import Keyring, NewKeys
    from app.storage.keys.keyfiles import KeyFile

_DECIDED = "rekeying"
"""Holds the commitment of the key that was decided upon, until vault.age holds that key."""
_DECIDED_AT = "rekeyed_at"
_FORMER = "former"
_OWED = "owed"
"""Holds something while the vault waits for a new key from somebody who may make one."""


class _Former(msgspec.Struct, frozen=True):
    generation: int
    vmk: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    db_salt: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]


def prepare(
    keyring: Keyring, recipients: Sequence[str], heir: NewKeys | None = None
) -> KeyMaterial:
    """Write the coming key beside the present one, for exactly these (step 1).

    `heir` are new keys of whoever is working: those made it, vouched for by the present ones.
    """
    coming = keyring.coming(heir)
    signing = keyring.author.signing if heir is None else heir.signing
    return sealing.seal(keyring.folder, coming, recipients, signing, NEXT)


def decide(connection: Connection, present: KeyMaterial, coming: KeyMaterial) -> None:
    """Keep that the key changes, and the present one for copies it still opens (step 2)."""
    meta.put(connection, _DECIDED, coming.commitment)
    meta.put(connection, _DECIDED_AT, datetime.now(UTC).isoformat(timespec="seconds"))
    meta.put(connection, _OWED, "")
    known = former_keys(connection, present.vault_id)
    if present.commitment not in {each.commitment for each in known}:
        kept = [_Former(each.generation, each.vmk, each.db_salt) for each in (*known, present)]
        meta.put(connection, _FORMER, msgspec.json.encode(kept).decode())


def carry_out(keyring: Keyring, coming: KeyMaterial) -> None:
    """Change the key of the database, and make vault.age the one that fits (steps 3 and 4)."""
    keyring.database.rekey(keyring.material, coming)
    keyring.material = coming
    _finish(keyring)


def owe(connection: Connection) -> None:
    """Keep that the vault needs a new key, from the next one to come who may make it."""
    meta.put(connection, _OWED, "1")


def owes(connection: Connection) -> bool:
    """Whether the vault waits for a new key."""
    return bool(meta.get(connection, _OWED))


def take_back(keyring: Keyring) -> None:
    """Undo step 1."""
    files.remove_for_good(keyring.folder / NEXT)


def settle(keyring: Keyring, opened: KeyFile) -> None:
    """Finish or undo what a crash cut off; whoever calls works here. Nearly always nothing."""
    with keyring.database.transaction() as connection:
        decided = meta.get(connection, _DECIDED)
    if decided and decided != keyring.material.commitment:
        coming = _decided_key(keyring, opened, decided)
        if coming is not None:
            carry_out(keyring, coming)
    elif decided or (keyring.folder / NEXT).exists():
        _finish(keyring)


def former_keys(connection: Connection, vault_id: str) -> tuple[KeyMaterial, ...]:
    """Return the keys the vault once had: copies that were out of reach may still have them."""
    kept = meta.get(connection, _FORMER) or "[]"
    return tuple(
        KeyMaterial(vault_id, each.generation, each.vmk, each.db_salt)
        for each in msgspec.json.decode(kept, type=list[_Former])
    )


def key_change(keyring: Keyring) -> KeyChange:
    """Return which key the vault has now, who made it and when."""
    present = keyring.material
    with keyring.database.transaction() as connection:
        at = meta.get(connection, _DECIDED_AT)
        staff = staffing.people(connection)
    made = present.made.by if present.made is not None else ""
    by = [each.name for each in staff if made in {each.signing_key, *each.former_keys.split()}]
    return KeyChange(
        number=present.number,
        by=by[0] if made and by else "",
        at=datetime.fromisoformat(at) if at else None,
    )


def _finish(keyring: Keyring) -> None:
    upcoming = keyring.folder / NEXT
    if _fits(upcoming, keyring.material):
        files.move_over(upcoming, keyring.folder / SEALED)
    else:
        files.remove_for_good(upcoming)
    with keyring.database.transaction() as connection:
        meta.put(connection, _DECIDED, "")


def _fits(sealed: Path, material: KeyMaterial) -> bool:
    try:
        return material.is_from(read_sealed(sealed))
    except VaultDamaged:
        return False


def _decided_key(keyring: Keyring, opened: KeyFile, decided: str) -> KeyMaterial | None:
    """Return the key to go on with; nothing where only an administrator can make it anew."""
    held = opened.secrets
    try:
        coming = sealing.unseal(keyring.folder, held.identity, held.pins, NEXT)
    except VaultDamaged:
        pass
    else:
        if coming.commitment == decided:
            return coming
    # The file is lost or spoilt, and the one who left must be kept out nevertheless: until an
    # administrator makes another key, their row does that.
    if not keyring.may_change_key():
        return None
    with keyring.database.transaction() as connection:
        coming = prepare(keyring, staffing.recipients(connection))
        decide(connection, keyring.material, coming)
    return coming
