"""A new passphrase, with new keys or without, so that a kill at any step loses nothing.

    1. vault.age is sealed to the new key as well.
    2. keys/<id>.key.next is written: the new key under the new passphrase.
    3. One transaction: the new key and its lock are theirs, and the old key only proves what they
       did before.
    4. keys/<id>.key.next takes the place of keys/<id>.key.
    5. vault.age is sealed anew, no longer to the old key.

Until 3 the old passphrase opens the vault, from 3 on the new one. Without new keys 1 falls away.
"""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from app.errors import UserError
from app.storage import files, meta
from app.storage.holders import locks, rekeying
from app.storage.holders.keyring import NewKeys
from app.storage.keys.keyfiles import read_locked, write_key_file
from app.storage.keys.unlocking import STAGED, staged_key_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from app.domain.access_codes import Action
    from app.domain.staff import Counsellor
    from app.storage.holders.keyring import Keyring
    from app.storage.keys.keyfiles import KdfCost, KeyFile, Secrets
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
    was_known: bool = False
    """Whether somebody may know the passphrase of before: the vault then owes itself a new key."""


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
    staged = prepare(keyring, renewal)
    with work() as piece, keyring.database.transaction() as connection:
        piece.save(renewal.person)
        piece.access.log(renewal.action, detail=renewal.person.id)
        if renewal.was_known:
            rekeying.owe(connection)
        decide(connection, staged)
    hand_over(keyring, renewal)
    settle(keyring)


def relock(
    keyring: Keyring, work: Worker, opened: KeyFile, lock: NewLock, action: Action | None = None
) -> None:
    """Lock somebody's keys with another passphrase or at another cost; the keys stay."""
    held = msgspec.structs.replace(opened.secrets, pins=keyring.pins())
    staged = _stage(keyring, opened.user, held, lock)
    with work() as piece, keyring.database.transaction() as connection:
        if action is not None:
            piece.access.log(action, detail=opened.user)
        decide(connection, staged)
    settle(keyring)


def prepare(keyring: Keyring, renewal: Renewal) -> KeyFile:
    """Let the new keys into vault.age, and write their file beside the present one (1 and 2)."""
    person, keys = renewal.person, renewal.keys
    keyring.reseal(also=[keys.sealing_key])
    return _stage(keyring, person.id, keys.secrets(keyring.pins(person)), renewal.lock)


def decide(connection: Connection, staged: KeyFile) -> None:
    """Keep which staged key file counts from now on, and that its lock does (step 3)."""
    meta.put(connection, _RENEWING, f"{staged.user} {_digest(staged.lock.file)}")
    locks.keep(connection, staged)


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


def hand_over(keyring: Keyring, renewal: Renewal) -> None:
    """Let whoever is working sign with the new keys from now on, where they are theirs."""
    if renewal.person.id == keyring.author.counsellor_id:
        keyring.author = replace(keyring.author, signing=renewal.keys.signing)


def _stage(keyring: Keyring, user: str, held: Secrets, lock: NewLock) -> KeyFile:
    file = keyring.file_of(user)
    files.make_folder(file.parent)
    staged = file.with_name(file.name + STAGED)
    return write_key_file(staged, user, lock.passphrase, held, lock.cost)


def _digest(file: Path) -> str:
    """Return what tells a staged key file from others; nothing for what is no whole one."""
    try:
        return hashlib.blake2b(read_locked(file), digest_size=16).hexdigest()
    except UserError:
        return ""
