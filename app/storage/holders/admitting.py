"""Whether the one whose key opened the vault is let in: their row in the vault decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl.signing import SigningKey

from app.errors import NotAllowed
from app.i18n import _
from app.storage import meta
from app.storage.failures import damaged
from app.storage.holders import locks, staffing
from app.storage.journal import Author

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial


def admit(connection: Connection, material: KeyMaterial, opened: KeyFile) -> Author:
    """Return who it is and with which hand they sign; raises NotAllowed, each for its cause."""
    staff = {each.id: each for each in staffing.people(connection)}
    is_ours = meta.get(connection, "vault_id") == material.vault_id
    if not is_ours or not staff or not all(each.signing_key for each in staff.values()):
        raise damaged()
    signing = SigningKey(bytes.fromhex(opened.secrets.signing_seed))
    key = bytes(signing.verify_key).hex()
    person = staff.get(opened.user)
    if person is not None and not person.active:
        raise _left()
    if person is not None and key in person.former_keys.split():
        raise _renewed()
    if person is None or person.signing_key != key:
        raise _unfinished()
    if not locks.counts(connection, opened):
        raise _changed()
    return Author(person.id, meta.get(connection, "device_id"), signing)


def _left() -> NotAllowed:
    return NotAllowed(
        _(
            "You no longer work with this vault, so it does not open with your passphrase. "
            "Nothing is changed. If this is wrong, ask the vault keeper."
        )
    )


def _renewed() -> NotAllowed:
    return NotAllowed(
        _(
            "That is your former passphrase: you were given a new one since. Nothing is "
            "changed. Use the new one, or ask the vault keeper."
        )
    )


def _changed() -> NotAllowed:
    return NotAllowed(
        _(
            "That passphrase does not count: you have another one, and this key file is not"
            " the one in force. Nothing is changed. Use the other passphrase. If you know "
            "of none, ask the vault keeper."
        )
    )


def _unfinished() -> NotAllowed:
    return NotAllowed(
        _(
            "This passphrase was chosen, but then something was cut off before you had "
            "access. Nothing is lost. Ask the vault keeper to give you access once more."
        )
    )
