"""New keys for a counsellor who forgot the passphrase, so that a kill at any step loses nothing.

    1. vault.age is sealed to the new key as well.
    2. keys/<id>.key.next is written: the new key under the new passphrase.
    3. One transaction: the new key is theirs, and the old one only proves what they did before.
    4. keys/<id>.key.next takes the place of keys/<id>.key.
    5. vault.age is sealed anew, no longer to the old key.

Until 3 the old passphrase opens the vault, from 3 on the new one.
"""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.errors import UserError
from app.storage import files, meta
from app.storage.holders.keyring import NewKeys
from app.storage.keys.keyfiles import read_locked, write_key_file
from app.storage.keys.unlocking import STAGED, staged_key_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.access_codes import Action
    from app.domain.staff import Counsellor
    from app.storage.holders.keyring import Keyring
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.work import Work

    Worker = Callable[[], AbstractContextManager[Work]]

_RENEWING = "renewing"
"""Holds whose staged key file counts, and its digest, until the old key opens nothing."""


@dataclass(frozen=True)
class NewLock:
    """A passphrase, and how much work one guess of it shall be."""

    passphrase: str = field(repr=False)
    cost: KdfCost


@dataclass(frozen=True)
class Renewal:
    """New keys for somebody."""

    person: Counsellor
    """As they are with the new keys."""
    keys: NewKeys
    lock: NewLock
    action: Action
    """How the access log calls it."""


def with_keys(person: Counsellor, keys: NewKeys) -> Counsellor:
    """Return somebody with new keys; the old one still proves what they did before."""
    former = " ".join(filter(None, (person.former_keys, person.signing_key)))
    return replace(
        person,
        signing_key=keys.signing_key,
        sealing_key=keys.sealing_key,
        former_keys=former,
        endorsed_by="",
        endorsement="",
    )


def renew(keyring: Keyring, work: Worker, renewal: Renewal) -> None:
    """Make new keys somebody's."""
    person, keys, lock = renewal.person, renewal.keys, renewal.lock
    keyring.reseal(also=[keys.sealing_key])
    file = keyring.file_of(person.id)
    staged = file.with_name(file.name + STAGED)
    held = keys.secrets(keyring.pins(person))
    files.make_folder(file.parent)
    write_key_file(staged, person.id, lock.passphrase, held, lock.cost)
    with work() as piece, keyring.database.transaction() as connection:
        piece.save(person)
        piece.access.log(renewal.action, detail=person.id)
        meta.put(connection, _RENEWING, f"{person.id} {_digest(staged)}")
    settle(keyring)


def settle(keyring: Keyring) -> None:
    """Finish or undo what a crash cut off. Nearly always nothing."""
    with keyring.database.transaction() as connection:
        counts = meta.get(connection, _RENEWING)
    renewed, _space, digest = counts.partition(" ")
    for staged in staged_key_files(keyring.folder):
        if renewed and digest and _digest(staged) == digest:
            files.move_over(staged, keyring.file_of(renewed))
        else:
            files.remove_for_good(staged)
    if renewed:
        keep_one_file(keyring, renewed)
        keyring.reseal()
        with keyring.database.transaction() as connection:
            meta.put(connection, _RENEWING, "")


def keep_one_file(keyring: Keyring, counsellor_id: str) -> None:
    """Delete further key files of somebody: an old passphrase may open them."""
    for file in keyring.files_of(counsellor_id):
        if file != keyring.file_of(counsellor_id):
            files.remove_for_good(file)


def _digest(file: Path) -> str:
    """Return what tells a staged key file from others; nothing for what is no whole one."""
    try:
        return hashlib.blake2b(read_locked(file), digest_size=16).hexdigest()
    except UserError:
        return ""
