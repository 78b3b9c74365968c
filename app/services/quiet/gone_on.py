"""What somebody has looked at and let go out: the same words there are not asked about again.

Remembered in the vault, for whoever did it, as marks that tell nothing of the words: each is made
with the person's erasure key, so that with the key the marks lose their meaning.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.domain.clients import Client
    from app.services.quiet.quiet_check import Finding
    from app.storage.vault import Vault

_KEY = "gone_on."
"""Under this and a person's id are the marks, the newest last."""
_MOST = 400


def not_seen(vault: Vault, client: Client, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what nobody here has let go out yet: other words, or a version of the plan."""
    with vault.work() as work:
        seen = set((work.memory.get(_KEY + client.id) or "").split())
    return tuple(each for each in found if _mark(client, each) not in seen)


def let_go(vault: Vault, client: Client, found: Sequence[Finding]) -> None:
    """Remember what was seen and let go out."""
    if vault.read_only or not found:
        return
    with vault.work() as work:
        before = (work.memory.get(_KEY + client.id) or "").split()
        marks = dict.fromkeys([*before, *(_mark(client, each) for each in found)])
        work.memory.put(_KEY + client.id, " ".join(list(marks)[-_MOST:]))


def _mark(client: Client, found: Finding) -> str:
    """Return what a finding is known by: what it is, its words and where; each version's own."""
    told = (found.concern.value, found.key.entity_id, found.key.name, found.words.casefold())
    return blake2b("\0".join(told).encode(), key=client.erasure_key[:64], digest_size=8).hexdigest()
