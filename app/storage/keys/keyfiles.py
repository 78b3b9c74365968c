"""A counsellor's key file: their secret keys, locked with their passphrase.

Layout: magic | header length (4 bytes, big-endian) | header | nonce (24) | ciphertext and tag |
BLAKE2b-256 of everything before. The header is JSON in one canonical form and is authenticated
together with the ciphertext, so no parameter can be weakened unseen. The trailing checksum tells
a file damaged by accident from a wrong passphrase.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
import time
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
)
from nacl.exceptions import CryptoError
from typing_extensions import override

from app.errors import VaultDamaged, WrongPassphrase
from app.foreign_files import read_foreign
from app.i18n import _
from app.storage.files import write_whole
from app.storage.keys.versions import too_new, version_of

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
_MAGIC = b"KSLOT1\n"
_LENGTH = struct.Struct(">I")
SIZE_LIMIT = 65_536
"""No key file is longer."""
_NONCE = 24
_TAG = 16
_CHECKSUM = 32
_MEMORY_FLOOR, _MEMORY_CAP = 64 * 1024, 1024 * 1024  # KiB
_PASSES_FLOOR, _PASSES_CAP = 3, 16


@dataclass(frozen=True)
class KdfCost:
    """How much work Argon2id does for one guess of a passphrase."""

    memory_kib: int
    passes: int

    def at_least(self, floor: KdfCost | None) -> KdfCost:
        """Return this cost, raised where it lies below another."""
        if floor is None:
            return self
        return KdfCost(max(self.memory_kib, floor.memory_kib), max(self.passes, floor.passes))


FLOOR = KdfCost(_MEMORY_FLOOR, _PASSES_FLOOR)
"""The least that is accepted, from anybody."""


class Header(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a key file says openly. No names."""

    version: Literal[1] = 1
    vault_id: str
    user: str
    generation: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    kdf: Literal["argon2id13"] = "argon2id13"
    memory_kib: Annotated[int, msgspec.Meta(ge=_MEMORY_FLOOR, le=_MEMORY_CAP)]
    passes: Annotated[int, msgspec.Meta(ge=_PASSES_FLOOR, le=_PASSES_CAP)]
    lanes: Literal[1] = 1
    salt: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class Pins(msgspec.Struct, kw_only=True, frozen=True):
    """What a counsellor's key remembers of the vault, so that another cannot be slipped in."""

    vault_id: str
    generation: int
    commitment: str
    signers: tuple[str, ...]
    """The keys of those who work here."""
    keepers: tuple[str, ...] = ()
    """Whose seals of a newer generation are believed: administrators'. An earlier Leia wrote none,
    and believed everybody's."""
    not_keepers: tuple[str, ...] = ()
    """Keys of colleagues who were administrators once: an old grant counts no more."""
    revoked: tuple[str, ...] = ()
    """Keys of those who left, and of before a forgotten passphrase: they vouch for nobody."""


class Secrets(msgspec.Struct, kw_only=True, frozen=True):
    """A counsellor's secret keys."""

    identity: str
    signing_seed: str
    pins: Pins

    @override
    def __repr__(self) -> str:
        return "Secrets(…)"


@dataclass(frozen=True)
class KeyFile:
    """An opened key file: whose, and the secrets in it."""

    user: str
    secrets: Secrets = field(repr=False)
    lock: Lock = field(repr=False)
    """What it takes to write the file again; let go of once the vault is open."""

    def at(self, file: Path) -> KeyFile:
        """Return it as it is after its file was given another name."""
        return replace(self, lock=replace(self.lock, file=file))


@dataclass(frozen=True)
class Lock:
    """The lock of a key file that is open: where it is, and the key under the passphrase."""

    file: Path
    salt: bytes
    cost: KdfCost
    kek: bytes = field(repr=False)


def calibrate(target_s: float = 1.0, floor: KdfCost = FLOOR) -> KdfCost:
    """Return what takes about a second on this computer: memory up to 256 MiB first, then passes.

    Never less than the floor, however long that takes. Takes about a second itself.
    """
    cost = floor
    spent = _measure(cost)
    while cost.memory_kib < 256 * 1024 and spent * 2 <= target_s:
        cost = KdfCost(cost.memory_kib * 2, cost.passes)
        spent = _measure(cost)
    passes = int(cost.passes * target_s / spent) if spent < target_s else cost.passes
    return KdfCost(cost.memory_kib, max(floor.passes, min(passes, _PASSES_CAP)))


def write_key_file(file: Path, user: str, passphrase: str, held: Secrets, cost: KdfCost) -> KeyFile:
    """Lock a counsellor's secrets with a passphrase; the old file is replaced whole."""
    salt = secrets.token_bytes(16)
    lock = Lock(file, salt, cost, derive(passphrase, salt, cost))
    _write(user, held, lock)
    return KeyFile(user, held, lock)


def refresh_pins(opened: KeyFile, pins: Pins) -> KeyFile:
    """Let an open key file remember the vault as it is now; written only when that is news."""
    if opened.secrets.pins == pins:
        return opened
    held = msgspec.structs.replace(opened.secrets, pins=pins)
    _write(opened.user, held, opened.lock)
    return replace(opened, secrets=held)


def read_key_file(file: Path, passphrase: str) -> KeyFile:
    """Unlock a key file; raises WrongPassphrase, VaultDamaged or VaultTooNew, each for its cause.

    Nothing is derived before the parameters have been found to be within their limits.
    """
    opening, body = _split(_read(file))
    header = _parse(opening[len(_MAGIC) + _LENGTH.size :])
    cost, salt = KdfCost(header.memory_kib, header.passes), bytes.fromhex(header.salt)
    lock = Lock(file, salt, cost, derive(passphrase, salt, cost))
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(
            body[_NONCE:], opening, body[:_NONCE], lock.kek
        )
    except CryptoError:
        raise wrong_passphrase() from None
    return KeyFile(header.user, msgspec.json.decode(plain, type=Secrets), lock)


def read_header(content: bytes) -> Header:
    """Return what a key file says openly; raises VaultDamaged unless it is whole."""
    opening, _body = _split(content)
    return _parse(opening[len(_MAGIC) + _LENGTH.size :])


def read_locked(file: Path) -> bytes:
    """Return a key file as it lies there; raises VaultDamaged or VaultTooNew unless it is whole.

    Its passphrase is not asked for.
    """
    content = _read(file)
    read_header(content)
    return content


def wrong_passphrase() -> WrongPassphrase:
    """Return the failure of a passphrase that fits no key file."""
    return WrongPassphrase(
        _("That passphrase does not open the vault. Nothing is changed. Please try again.")
    )


def damaged_key_file() -> VaultDamaged:
    """Return the failure of a key file that is cut or changed."""
    return VaultDamaged(
        _(
            "A key file of the vault is damaged, so it cannot be opened with a passphrase. "
            "The cases themselves are untouched. Put the key file back from a copy, or ask "
            "county IT to open the vault with the recovery key."
        )
    )


def _write(user: str, held: Secrets, lock: Lock) -> None:
    header = Header(
        vault_id=held.pins.vault_id,
        user=user,
        generation=held.pins.generation,
        memory_kib=lock.cost.memory_kib,
        passes=lock.cost.passes,
        salt=lock.salt.hex(),
    )
    opening = _opening(msgspec.json.encode(header, order="sorted"))
    nonce = secrets.token_bytes(_NONCE)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(
        msgspec.json.encode(held), opening, nonce, lock.kek
    )
    content = opening + nonce + sealed
    write_whole(lock.file, content + _checksum(content))


def _read(file: Path) -> bytes:
    try:
        return read_foreign(file, SIZE_LIMIT)
    except OSError:
        raise damaged_key_file() from None


def _split(content: bytes) -> tuple[bytes, bytes]:
    start = len(_MAGIC) + _LENGTH.size
    if not start < len(content) <= SIZE_LIMIT or not content.startswith(_MAGIC):
        raise damaged_key_file()
    if _checksum(content[:-_CHECKSUM]) != content[-_CHECKSUM:]:
        raise damaged_key_file()
    end = start + int(_LENGTH.unpack_from(content, len(_MAGIC))[0])
    body = content[end:-_CHECKSUM]
    if len(body) <= _NONCE + _TAG:
        raise damaged_key_file()
    return content[:end], body


def _parse(raw: bytes) -> Header:
    try:
        if version_of(raw) > VERSION:
            raise too_new()
        header = msgspec.json.decode(raw, type=Header)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested beyond sense
        raise damaged_key_file() from None
    if msgspec.json.encode(header, order="sorted") != raw:  # one way of writing, no other
        raise damaged_key_file()
    return header


def _opening(header: bytes) -> bytes:
    return _MAGIC + _LENGTH.pack(len(header)) + header


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECKSUM).digest()


def derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Turn a passphrase into a key, at a cost to whoever guesses."""
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return crypto_pwhash_alg(
        32, typed, salt, cost.passes, cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13
    )


def _measure(cost: KdfCost) -> float:
    begun = time.perf_counter()
    derive("calibration", bytes(16), cost)
    return time.perf_counter() - begun
