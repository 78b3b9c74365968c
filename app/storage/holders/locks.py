"""Which lock of a key file counts: an earlier file still fits its earlier passphrase.

Every new passphrase makes a new lock, with a salt of its own, and the vault keeps the salt of the
one that counts ("locks" in `meta`), in the step that decides upon it. Of somebody whose passphrase
was never changed nothing is kept: then the file that bears their name counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.errors import UserError
from app.storage import meta
from app.storage.keys.keyfiles import read_header, read_locked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.keys.keyfiles import KeyFile

LOCKS = "locks"


def keep(connection: Connection, opened: KeyFile) -> None:
    """Let the lock of this key file be the one that counts for whoever it belongs to."""
    kept = meta.get(connection, LOCKS)
    meta.put(connection, LOCKS, with_lock(kept, opened.user, [opened.lock.salt.hex()]))


def with_lock(kept: str, user: str, salts: Sequence[str]) -> str:
    """Return what is kept, with these locks of somebody in place of those before."""
    return json.dumps({**_read(kept), user: list(salts)}, sort_keys=True)


def counts(connection: Connection, opened: KeyFile) -> bool:
    """Whether this is the key file of today, and not one from before a change."""
    held = known(connection).get(opened.user)
    if held:
        return opened.lock.salt.hex() in held
    named = opened.lock.file.with_name(f"{opened.user}.key")
    return opened.lock.file == named or not salt_of(named)


def known(connection: Connection) -> dict[str, list[str]]:
    """Return the locks that count, by whose they are."""
    return _read(meta.get(connection, LOCKS))


def salt_of(file: Path) -> str:
    """Return by what a key file's lock is known; empty when there is no whole key file."""
    try:
        return read_header(read_locked(file)).salt
    except UserError:
        return ""


def _read(kept: str) -> dict[str, list[str]]:
    return dict(json.loads(kept or "{}"))
