"""What leaves a vault signed: each purpose in words of its own, so that none passes for another.

What the same hand signs elsewhere begins otherwise: an endorsement, a sealed key, and an entry of
the journal, which is a bare hash and shorter than any of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

if TYPE_CHECKING:
    from nacl.signing import SigningKey


class Purpose(Enum):
    """What a signature outside the vault is for."""

    TEMPLATE = b"leia conversation template 1\n"


@dataclass(frozen=True)
class Signed:
    """A signature and the public key that made it, both in hexadecimal."""

    key: str
    signature: str


def sign(hand: SigningKey, purpose: Purpose, content: bytes) -> Signed:
    """Sign something for one purpose."""
    signature = hand.sign(purpose.value + content).signature
    return Signed(bytes(hand.verify_key).hex(), signature.hex())


def is_signed(signed: Signed, purpose: Purpose, content: bytes) -> bool:
    """Whether the key that is named signed just this, for just that purpose."""
    try:
        key = VerifyKey(bytes.fromhex(signed.key))
        key.verify(purpose.value + content, bytes.fromhex(signed.signature))
    except (BadSignatureError, ValueError):
        return False
    return True
