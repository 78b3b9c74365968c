"""A new key for the vault itself, and with it what is to open nothing any more.

Somebody who leaves, a recovery sheet, a passphrase that somebody may know: a former vault.age with
what opened it gives a former key of the vault, so each of them is taken back by a new one only.

    1. Own keys, where they are to be new, are made ready (`renewing`, 1 and 2).
    2. vault.age.next is written: the coming key, for those who stay and the recovery keys to be.
    3. One transaction: who works here, with which keys, which sheet is in force, and that the
       vault's key changes.
    4. `renewing` goes on with its step 4, then `rekeying` with its step 3.

Before 3 everything opens as before. From 3 on the next good unlock goes on where a crash cut it
off, and until then the sheet of before opens the vault in place of the new one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.storage.holders import rekeying, renewing, staffing
from app.storage.keys.sealing import fingerprint

if TYPE_CHECKING:
    from app.domain.staff import Counsellor
    from app.storage.holders.keyring import Keyring
    from app.storage.holders.renewing import Renewal, Worker
    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.values.sheets import Sheet
    from app.storage.work import Work


@dataclass(frozen=True)
class Change:
    """What changes together with the vault's key; nothing of it has to."""

    leaver: Counsellor | None = None
    sheet: Sheet | None = None
    """A new recovery sheet in place of those before."""
    renewal: Renewal | None = None
    """New keys for whoever is working."""


def make(keyring: Keyring, work: Worker, change: Change) -> KeyFile | None:
    """Give the vault a new key; return the key file of whoever is working, where it is new.

    Raises NotSaved when the disk refuses it. What was decided then goes on at the next unlock.
    """
    renewal = change.renewal
    staged = None if renewal is None else renewing.prepare(keyring, renewal)
    coming = _decide(keyring, work, change, staged)
    if renewal is not None:
        renewing.hand_over(keyring, renewal)
        renewing.settle(keyring)
    rekeying.carry_out(keyring, coming)
    return None if staged is None else staged.at(keyring.file_of(staged.user))


def pay(keyring: Keyring, work: Worker) -> None:
    """Make the new key that the vault owes itself, where whoever is working may."""
    with keyring.database.transaction() as connection:
        owed = rekeying.owes(connection)
    if owed and keyring.may_change_key():
        make(keyring, work, Change())


def _decide(keyring: Keyring, work: Worker, change: Change, staged: KeyFile | None) -> KeyMaterial:
    keys = None if change.renewal is None else change.renewal.keys
    coming = rekeying.prepare(keyring, _recipients(keyring, change), keys)
    try:
        with work() as piece, keyring.database.transaction() as connection:
            _write_people(piece, change)
            if staged is not None:
                renewing.decide(connection, staged)
            if change.sheet is not None:
                staffing.keep_sheet(connection, change.sheet)
                piece.access.log(Action.SHEET_RENEWED, detail=fingerprint(change.sheet.public))
            rekeying.decide(connection, keyring.material, coming)
    except BaseException:
        rekeying.take_back(keyring)
        raise
    return coming


def _recipients(keyring: Keyring, change: Change) -> list[str]:
    renewal, sheet = change.renewal, change.sheet
    changed = set() if change.leaver is None else {change.leaver.id}
    if renewal is not None:
        changed.add(renewal.person.id)
    with keyring.database.transaction() as connection:
        recovery = None
        if sheet is not None:
            recovery = [sheet.public, *staffing.county_keys(connection)]
        staying = staffing.recipients(connection, recovery, without=changed)
    return staying if renewal is None else [renewal.keys.sealing_key, *staying]


def _write_people(piece: Work, change: Change) -> None:
    if change.leaver is not None:
        piece.save(replace(change.leaver, active=False))
        piece.access.log(Action.COLLEAGUE_REMOVED, detail=change.leaver.id)
    if change.renewal is not None:
        piece.save(change.renewal.person)
        piece.access.log(change.renewal.action, detail=change.renewal.person.id)
