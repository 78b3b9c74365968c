"""Who vouches for whom, so that a counsellor who was away believes colleagues they never met.

Three things are said, each in words that cannot be taken for another: that a signing key is a
colleague's; that it is an administrator's, who may give the vault a new key; and that a key of
the vault, named by its commitment, was made by one. The last stays true whoever seals it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from nacl.signing import SigningKey

    from app.storage.keys.keyfiles import Pins

COLLEAGUE = b"leia endorsement 1\n"
"""That a signing key is a colleague's."""
KEEPER = b"leia keeper 1\n"
"""That whoever has a signing key may give the vault a new key."""

MADE = b"leia generation 1\n"
"""That a key of the vault was made by whoever says so."""


class Endorsement(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Somebody's word for a key. Keys only, no names."""

    key: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    by: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    vault_id: str
    signature: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")]


def endorse(signing: SigningKey, vault_id: str, key: str, what: bytes) -> Endorsement:
    """Say something of a key."""
    by = bytes(signing.verify_key).hex()
    signature = signing.sign(_signed_bytes(vault_id, key, what)).signature.hex()
    return Endorsement(key=key, by=by, vault_id=vault_id, signature=signature)


def colleagues_of(endorsements: Iterable[Endorsement], pins: Pins) -> set[str]:
    """Return the keys of colleagues: those a key file remembers, and whom these let in since.

    Nobody vouches who was known to have left: old endorsements must not bring them back.
    """
    return _heard(set(pins.signers), endorsements, pins, COLLEAGUE)


def keepers_of(grants: Iterable[Endorsement], pins: Pins) -> set[str]:
    """Return the keys that may give the vault a new key, by the same rule.

    Nor does anybody who no longer was an administrator when the key file was written.
    """
    known = [each for each in grants if each.key not in pins.not_keepers]
    return _heard(set(pins.keepers), known, pins, KEEPER)


def is_made_by(made: Endorsement | None, commitment: str, makers: Collection[str]) -> bool:
    """Whether one of these made the vault's key with this commitment."""
    if made is None or made.key != commitment or made.by not in makers:
        return False
    return is_genuine(made, MADE)


def _heard(
    found: set[str], endorsements: Iterable[Endorsement], pins: Pins, what: bytes
) -> set[str]:
    waiting = {
        each
        for each in endorsements
        if each.vault_id == pins.vault_id and each.key not in pins.revoked
    }
    while True:
        heard = {each for each in waiting if each.by in found}
        if not heard:
            return found
        waiting -= heard
        found |= {each.key for each in heard if is_genuine(each, what)}


def is_genuine(endorsement: Endorsement, what: bytes) -> bool:
    """Whether this was said by the key it names, of the vault it names."""
    signed = _signed_bytes(endorsement.vault_id, endorsement.key, what)
    try:
        key = VerifyKey(bytes.fromhex(endorsement.by))
        key.verify(signed, bytes.fromhex(endorsement.signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def _signed_bytes(vault_id: str, key: str, what: bytes) -> bytes:
    return what + f"{vault_id}\n{key}".encode()
