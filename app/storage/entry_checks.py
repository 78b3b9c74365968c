"""Whether one entry of the journal is what it was when it was written, and by whose hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl.exceptions import BadSignatureError

from app.storage.journal import ACCESS_FIELDS, CHANGE_FIELDS, entry_hash, words_digest
from app.storage.rows import CHANGE

if TYPE_CHECKING:
    from nacl.signing import VerifyKey
    from sqlalchemy import RowMapping

_FIELDS = {"change": CHANGE_FIELDS, "access_log": ACCESS_FIELDS}
_ERASED: frozenset[str] = frozenset()
"""The clients of whom a signed entry says that they were erased; nobody can be erased yet."""


def is_as_written(table: str, entry: RowMapping) -> bool:
    """Whether an entry's content and words are those its hash was made of.

    Words may be blank only where an entry says that their person was erased.
    """
    digest = b""
    if table == CHANGE.name:
        digest = entry["digest"]
        if not _words_fit(entry):
            return False
    content = [entry[name] for name in _FIELDS[table]]
    return bool(entry_hash(table, content, digest, entry["prev_hash"]) == entry["hash"])


def is_signed(entry: RowMapping, key: VerifyKey) -> bool:
    """Whether an entry's hash bears a key's signature."""
    try:
        return bool(key.verify(entry["hash"], entry["signature"]))
    except (BadSignatureError, ValueError):
        return False


def _words_fit(entry: RowMapping) -> bool:
    words = {name: entry[name] for name in ("old", "new", "note")}
    if entry["blind"] is None:
        is_blank = all(each is None for each in words.values())
        return is_blank and entry["client_id"] in _ERASED
    return bool(words_digest(entry["blind"], **words) == entry["digest"])
