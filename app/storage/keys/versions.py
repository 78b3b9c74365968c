"""Of which version a file says it is, and what is said of a later Leia's."""

from __future__ import annotations

import msgspec

from app.errors import VaultTooNew
from app.i18n import _


def too_new() -> VaultTooNew:
    """Return the failure of a vault from a later Leia."""
    return VaultTooNew(
        _(
            "This vault was written by a newer version of Leia. Nothing is changed. "
            "Install the newest version and open it again."
        )
    )


class _Versioned(msgspec.Struct):
    version: int


def version_of(raw: bytes) -> int:
    """Return the version that JSON says it is of; raises ValueError for what says none."""
    return msgspec.json.decode(raw, type=_Versioned).version
