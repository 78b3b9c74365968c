"""What a good unlock puts in order: what a crash cut off, strays, what a key file remembers."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import NotSaved
from app.storage import files, meta
from app.storage.holders import new_keys, rekeying, renewing, staffing
from app.storage.holders.renewing import NewLock
from app.storage.keys.keyfiles import refresh_pins

if TYPE_CHECKING:
    from app.storage.holders.keyring import Keyring
    from app.storage.holders.renewing import Worker
    from app.storage.keys.keyfiles import KdfCost, KeyFile


def settle(keyring: Keyring, work: Worker, opened: KeyFile) -> KeyFile:
    """Put everything in order, and return the key file as it then is.

    Whoever calls works here. What the disk refuses waits for the next unlock: it keeps nobody out.
    """
    with suppress(OSError, NotSaved):
        _settle_staff(keyring, work)
        rekeying.settle(keyring, opened)
        renewing.settle(keyring)
        opened = _where_it_is(keyring, opened)
        with suppress(OSError, NotSaved):
            new_keys.pay(keyring, work)
        if clear_strays(keyring) or keyring.lacks_grants():
            keyring.reseal()  # so that what was cleared away here opens nothing elsewhere
        opened = refresh_pins(opened, keyring.pins())
        os.utime(opened.lock.file)  # it is tried first the next time
    return opened


def raise_cost(
    keyring: Keyring, work: Worker, opened: KeyFile, passphrase: str, floor: KdfCost
) -> None:
    """Lock a key file again when guessing its passphrase is less work than it shall be."""
    cost = opened.lock.cost.at_least(floor)
    if cost != opened.lock.cost:
        with suppress(OSError, NotSaved):
            renewing.relock(keyring, work, opened, NewLock(passphrase, cost))


def clear_strays(keyring: Keyring) -> bool:
    """Delete the key files of those who do not work here, and earlier ones of those who do.

    Says whether there were any.
    """
    strays = [*keyring.strays(), *keyring.superseded()]
    for file in strays:
        files.remove_for_good(file)
    return bool(strays)


def _settle_staff(keyring: Keyring, work: Worker) -> None:
    with keyring.database.transaction() as connection:
        carried = meta.get(connection, staffing.STAFF)
    if carried:
        with work() as piece, keyring.database.transaction() as connection:
            staffing.settle(connection, piece)


def _where_it_is(keyring: Keyring, opened: KeyFile) -> KeyFile:
    return opened if opened.lock.file.exists() else opened.at(keyring.file_of(opened.user))
