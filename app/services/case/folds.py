"""Which sections of a page a counsellor has folded, kept inside the vault like other places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.storage.vault import Vault

_FOLDED = "folded."


def remember_folded(vault: Vault, page: str, sections: Iterable[str]) -> None:
    """Keep which sections of a page are folded."""
    with vault.work() as work:
        work.memory.put(_FOLDED + page, " ".join(sorted(sections)))


def folded_on(vault: Vault, page: str, at_first: Iterable[str] = ()) -> frozenset[str]:
    """Return which sections of a page are folded; `at_first` before anybody folded one."""
    with vault.work() as work:
        kept = work.memory.get(_FOLDED + page)
    return frozenset(at_first if kept is None else kept.split())
