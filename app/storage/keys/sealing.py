"""vault.age: the vault's key, sealed to every counsellor and to the recovery keys.

It is a standard age file, so county IT opens it without Leia:

    age -d -i recovery.key vault.age        gives the JSON of `Payload`
    BLAKE2b, 32 bytes, of nothing; key = vmk; personalisation = "leia-db" and the generation in
    four bytes, big-endian                  gives the database key (`KeyMaterial.dek`)
    PRAGMA key = "x'<database key, hex><db_salt, hex>'"   opens vault.db with SQLCipher 4

While the key of a vault is being changed, the coming file lies beside it as vault.age.next.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec
import pyrage
from pyrage import x25519

from app.errors import UserError, VaultDamaged
from app.foreign_files import read_foreign
from app.i18n import _
from app.storage.files import write_whole
from app.storage.keys.endorsing import Endorsement, colleagues_of, is_made_by, keepers_of
from app.storage.keys.payload import Payload, read_payload, written
from app.storage.keys.refusals import (
    SealedToOthers,
    damaged_seal,
    for_another_key,
    for_others,
    not_the_same,
    stranger,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from nacl.signing import SigningKey

    from app.storage.keys.keyfiles import Pins

SEALED = "vault.age"
NEXT = "vault.age.next"
_SIZE_LIMIT = 1 << 20
_FOR_OTHERS = "No matching keys found"
"""What pyrage says when a whole file is sealed to other keys."""


@dataclass(frozen=True)
class KeyMaterial:
    """A vault's key, and what is needed to use it."""

    vault_id: str
    generation: int
    vmk: bytes = field(repr=False)
    db_salt: bytes = field(repr=False)
    signer: str = ""
    sealed_digest: bytes = field(default=b"", repr=False)
    """Of the vault.age it came from."""
    endorsements: tuple[Endorsement, ...] = field(default=(), repr=False)
    """By which a counsellor who was away believes signers who came meanwhile."""
    grants: tuple[Endorsement, ...] = field(default=(), repr=False)
    """By which they believe a new key that one of these made."""
    made: Endorsement | None = field(default=None, repr=False)
    """Who made this key, in their own hand; nobody says it of a vault's first."""

    def is_from(self, sealed: bytes) -> bool:
        """Whether this is the vault.age the key was read from."""
        return hashlib.blake2b(sealed).digest() == self.sealed_digest

    @property
    def dek(self) -> bytes:
        """The database's key; anybody holding the vault's key can compute it by this rule."""
        person = b"leia-db" + self.generation.to_bytes(4, "big")
        return hashlib.blake2b(digest_size=32, key=self.vmk, person=person).digest()

    @property
    def commitment(self) -> str:
        """Proof of which key this is, that tells nothing about it."""
        digest = hashlib.blake2b(
            self.vault_id.encode(), digest_size=32, key=self.vmk, person=b"leia-commit"
        )
        return digest.hexdigest()

    @property
    def number(self) -> str:
        """Six figures to compare by eye or over the telephone; they tell nothing about the key."""
        digest = hashlib.blake2b(self.commitment.encode(), digest_size=8, person=b"leia-number")
        figures = f"{int.from_bytes(digest.digest(), 'big') % 10**6:06d}"
        return f"{figures[:3]} {figures[3:]}"

    def proof(self, purpose: bytes, content: bytes) -> str:
        """Return a seal on something kept outside the vault that only its key can make."""
        key = hashlib.blake2b(digest_size=32, key=self.vmk, person=purpose).digest()
        return hashlib.blake2b(content, digest_size=32, key=key).hexdigest()

    def proves(self, proof: str, purpose: bytes, content: bytes) -> bool:
        """Whether a seal was made by `proof` for this purpose and content."""
        return secrets.compare_digest(proof.encode(), self.proof(purpose, content).encode())


def new_key_material(vault_id: str) -> KeyMaterial:
    """Return a new random key for a vault."""
    return KeyMaterial(vault_id, 1, secrets.token_bytes(32), secrets.token_bytes(16))


def following(material: KeyMaterial) -> KeyMaterial:
    """Return a new random key of the next generation; the salt of the database stays."""
    generation = material.generation + 1
    return replace(
        material, generation=generation, vmk=secrets.token_bytes(32), signer="", made=None
    )


def new_recovery_identity() -> tuple[str, str]:
    """Return a new recovery key: the secret to print on the sheet, and its public half."""
    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_key(secret: str) -> str:
    """Return the public half of a recovery key somebody typed from the sheet."""
    return str(_identity(secret).to_public())


def fingerprint(public: str) -> str:
    """Return six groups of five digits, to compare a public key by eye or over the telephone."""
    digest = hashlib.blake2b(public.strip().lower().encode(), digest_size=16, person=b"leia-fp")
    digits = f"{int.from_bytes(digest.digest(), 'big') % 10**30:030d}"
    return " ".join(digits[i : i + 5] for i in range(0, 30, 5))


def check_recipients(recipients: Sequence[str]) -> None:
    """Raise a UserError when a public key is not one that a vault can be sealed to."""
    for recipient in recipients:
        _recipient(recipient)


def seal(
    folder: Path,
    material: KeyMaterial,
    recipients: Sequence[str],
    signing: SigningKey,
    name: str = SEALED,
) -> KeyMaterial:
    """Write vault.age anew, signed, for exactly these public keys; return the key it now holds."""
    unsigned = Payload(
        vault_id=material.vault_id,
        generation=material.generation,
        vmk=material.vmk.hex(),
        db_salt=material.db_salt.hex(),
        commitment=material.commitment,
        signer=bytes(signing.verify_key).hex(),
        endorsements=material.endorsements or msgspec.UNSET,
        grants=material.grants or msgspec.UNSET,
        made=material.made or msgspec.UNSET,
    )
    sealed = pyrage.encrypt(
        written(unsigned, signing), [_recipient(each) for each in dict.fromkeys(recipients)]
    )
    write_whole(folder / name, sealed)
    return replace(material, signer=unsigned.signer, sealed_digest=hashlib.blake2b(sealed).digest())


def unseal(folder: Path, identity: str, pins: Pins, name: str = SEALED) -> KeyMaterial:
    """Open vault.age with a counsellor's identity and hold it against what their key remembers."""
    material = _open(folder / name, identity, for_others)
    if material.vault_id != pins.vault_id or material.generation < pins.generation:
        raise not_the_same()
    if material.generation == pins.generation:
        if material.commitment != pins.commitment:
            raise not_the_same()
    elif not _is_believed(material, pins):
        raise stranger()
    return material


def _is_believed(material: KeyMaterial, pins: Pins) -> bool:
    """Whether a newer key than one's own file knows was made by somebody who may."""
    if not pins.keepers:
        return material.signer in colleagues_of(material.endorsements, pins)
    keepers = keepers_of(material.grants, pins)
    if material.made is None:  # an earlier Leia's, where whoever sealed it had made it
        return material.signer in keepers
    return is_made_by(material.made, material.commitment, keepers)


def open_with_recovery(folder: Path, secret: str, name: str = SEALED) -> KeyMaterial:
    """Open vault.age with a recovery key (AGE-SECRET-KEY-1…)."""
    return _open(folder / name, secret, for_another_key)


def read_sealed(file: Path) -> bytes:
    """Return a vault.age as it lies there; raises VaultDamaged when it cannot be one."""
    try:
        return read_foreign(file, _SIZE_LIMIT)
    except OSError:
        raise damaged_seal() from None


def is_sealed(file: Path) -> bool:
    """Whether a vault.age can still be opened by somebody, as far as it shows without their key."""
    try:
        pyrage.decrypt(read_sealed(file), [x25519.Identity.generate()])
    except VaultDamaged:
        return False
    except pyrage.DecryptError as error:
        return str(error) == _FOR_OTHERS
    return False


def _open(file: Path, secret: str, for_others: Callable[[], SealedToOthers]) -> KeyMaterial:
    identity, sealed = _identity(secret), read_sealed(file)
    try:
        plain = pyrage.decrypt(sealed, [identity])
    except pyrage.DecryptError as error:
        raise (for_others() if str(error) == _FOR_OTHERS else damaged_seal()) from None
    return replace(_checked(plain), sealed_digest=hashlib.blake2b(sealed).digest())


def _checked(plain: bytes) -> KeyMaterial:
    payload = read_payload(plain)
    if payload is None:
        raise damaged_seal()
    material = KeyMaterial(
        payload.vault_id,
        payload.generation,
        bytes.fromhex(payload.vmk),
        bytes.fromhex(payload.db_salt),
        payload.signer,
        endorsements=payload.endorsements or (),
        grants=payload.grants or (),
        made=payload.made or None,
    )
    if material.commitment != payload.commitment:
        raise damaged_seal()
    return material


def _identity(secret: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str("".join(secret.split()).upper())
    except pyrage.IdentityError:
        raise UserError(
            _(
                "Something is missing in that recovery key, so nothing was opened or "
                "changed. It begins with AGE-SECRET-KEY-1. Please compare it with the "
                "printed sheet."
            )
        ) from None


def _recipient(public: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(public.strip())
    except pyrage.RecipientError:
        raise UserError(
            _(
                "A recovery key in use here is not valid, so no vault was made and nothing is "
                "changed. It begins with age1. Ask county IT to look at the machine policy."
            )
        ) from None
