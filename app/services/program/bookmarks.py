"""Where a counsellor was when the program locked, kept inside the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.vault import Vault

_PLACE = "place"


def remember_place(vault: Vault, place: str) -> None:
    """Keep inside the vault where its counsellor was."""
    with vault.work() as work:
        work.memory.put(_PLACE, place)


def recall_place(vault: Vault) -> str:
    """Return where the counsellor was; empty the first time."""
    with vault.work() as work:
        return work.memory.get(_PLACE) or ""
