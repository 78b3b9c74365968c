"""Who vouches for whom, so that a counsellor who was away believes colleagues they never met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nacl.signing import SigningKey

    from app.storage.keys.keyfiles import Pins

_CONTEXT = b"leia endorsement 1\n"


class Endorsement(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Somebody's word that a new signing key is a colleague's. Keys only, no names."""

    key: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    by: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    vault_id: str
    signature: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")]


def endorse(signing: SigningKey, vault_id: str, key: str) -> Endorsement:
    """Vouch for a colleague's new signing key."""
    by = bytes(signing.verify_key).hex()
    signature = signing.sign(_signed_bytes(vault_id, key)).signature.hex()
    return Endorsement(key=key, by=by, vault_id=vault_id, signature=signature)


def believed(endorsements: Iterable[Endorsement], pins: Pins) -> set[str]:
    """Return the signing keys that count: those a key file remembers, and whom these let in since.

    Nobody vouches who was known to have left: old endorsements must not bring them back.
    """
    found = set(pins.signers)
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
        found |= {each.key for each in heard if _is_genuine(each)}


def _is_genuine(endorsement: Endorsement) -> bool:
    signed = _signed_bytes(endorsement.vault_id, endorsement.key)
    try:
        key = VerifyKey(bytes.fromhex(endorsement.by))
        key.verify(signed, bytes.fromhex(endorsement.signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def _signed_bytes(vault_id: str, key: str) -> bytes:
    return _CONTEXT + f"{vault_id}\n{key}".encode()
