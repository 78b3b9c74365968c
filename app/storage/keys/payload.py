"""What is inside vault.age: signed JSON, which the recovery script reads as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from app.storage.keys.endorsing import Endorsement
from app.storage.keys.versions import too_new, version_of

if TYPE_CHECKING:
    from nacl.signing import SigningKey

VERSION = 3
_CONTEXT = b"leia vault.age 1\n"

_Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Payload(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The vault's key, who sealed it, and who is vouched for by whom.

    What there is none of is left out, so that version 1 is as it always was.
    """

    version: Literal[1, 2, 3] = 1
    vault_id: str
    generation: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    vmk: _Hex32
    db_salt: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    commitment: _Hex32
    signer: _Hex32
    endorsements: tuple[Endorsement, ...] | msgspec.UnsetType = msgspec.UNSET
    grants: tuple[Endorsement, ...] | msgspec.UnsetType = msgspec.UNSET
    made: Endorsement | msgspec.UnsetType = msgspec.UNSET
    signature: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{128})?$")] = ""


def written(payload: Payload, signing: SigningKey) -> bytes:
    """Return it as it is sealed: in the oldest version that can say all of it, and signed."""
    unsigned = msgspec.structs.replace(payload, version=_version_of(payload))
    signature = signing.sign(_signed_bytes(unsigned)).signature.hex()
    return msgspec.json.encode(msgspec.structs.replace(unsigned, signature=signature))


def read_payload(plain: bytes) -> Payload | None:
    """Return what was sealed, or nothing when it is not signed as it stands.

    Raises VaultTooNew for a later Leia's.
    """
    try:
        if version_of(plain) > VERSION:
            raise too_new()
        payload = msgspec.json.decode(plain, type=Payload)
        VerifyKey(bytes.fromhex(payload.signer)).verify(
            _signed_bytes(payload), bytes.fromhex(payload.signature)
        )
    except (BadSignatureError, ValueError, RecursionError):
        return None
    return payload


def _version_of(payload: Payload) -> Literal[1, 2, 3]:
    if payload.grants or payload.made:
        return 3
    return 2 if payload.endorsements else 1


def _signed_bytes(payload: Payload) -> bytes:
    unsigned = msgspec.structs.replace(payload, signature="")
    return _CONTEXT + msgspec.json.encode(unsigned, order="sorted")
