"""The seals of a database's pages, checked without SQLite so that saves fit in between.

SQLCipher 4 ends each page with 16 random bytes and an HMAC-SHA512 over the encrypted content,
these bytes and the page's number. Its own `cipher_integrity_check` cannot be interrupted; it has
the last word on copies, where nobody waits. A test holds the two against each other.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from app.storage.connection import PAGE_SIZE
from app.storage.progress import tell

if TYPE_CHECKING:
    from app.storage.database import Database
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.progress import Progress

_TOGETHER = 256
_SEAL = 64
_SALT = 16
_SALT_MASK = 0x3A
_KEY = 32
_FIRST_BLOCK = (1).to_bytes(4, "big")
_LOCK_PAGE = 0x40000000 // PAGE_SIZE + 1
"""The page SQLite locks instead of writing, in files over 1 GiB."""


class PageSeals:
    """Tells authentic pages of one database from others."""

    def __init__(self, material: KeyMaterial) -> None:
        salt = bytes(byte ^ _SALT_MASK for byte in material.db_salt)
        self._key = _derived(material.dek, salt)

    def fits(self, number: int, page: bytes) -> bool:
        """Whether a page, counted from one, is as it was written and where it was written."""
        if number == _LOCK_PAGE:
            return True
        if len(page) != PAGE_SIZE:
            return False
        content = page[_SALT if number == 1 else 0 : -_SEAL]
        seal = hmac.digest(self._key, content + number.to_bytes(4, "little"), "sha512")
        return hmac.compare_digest(seal, page[-_SEAL:])


def _derived(key: bytes, salt: bytes) -> bytes:
    """Return 32 bytes of PBKDF2 with SHA-512 and two rounds, as SQLCipher derives its second key.

    Written out: from Python 3.12 on `hashlib` has it of OpenSSL alone, which is not shipped.
    """
    first = hmac.digest(key, salt + _FIRST_BLOCK, "sha512")
    second = hmac.digest(key, first, "sha512")
    return bytes(a ^ b for a, b in zip(first, second, strict=True))[:_KEY]


def count_bad(database: Database, material: KeyMaterial, progress: Progress | None = None) -> int:
    """Return how many pages of an open database, in use or not, are not authentic."""
    seals, number, bad = PageSeals(material), 0, 0
    while number < (count := database.page_count):
        piece = database.raw(number * PAGE_SIZE, min(_TOGETHER, count - number) * PAGE_SIZE)
        if not piece:
            return bad + 1  # the file was cut off while it was open
        for begin in range(0, len(piece), PAGE_SIZE):
            number += 1
            bad += not seals.fits(number, piece[begin : begin + PAGE_SIZE])
        tell(progress, min(number / count, 1.0))
    return bad + _has_tail(database)


def _has_tail(database: Database) -> bool:
    """Whether the file goes on after its last page, which a damaged journal can make endless."""
    with database.held():
        return bool(database.raw(database.page_count * PAGE_SIZE, 1))
