"""A few phrases for practice: some of the examples, the centre's and one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.phrases import Phrase
from app.services.starter_phrases import starter_phrases, taken_in

if TYPE_CHECKING:
    from app.storage.vault import Vault

_CENTRES, _OWN = 4, 6
"""The first so many are the centre's, those up to the second number one's own."""


def fill_phrases(vault: Vault) -> None:
    """Put a few phrases into a vault; the other examples stay on offer."""
    with vault.work() as work:
        for each in starter_phrases()[:_CENTRES]:
            work.save(Phrase(abbreviation=each.abbreviation, nb=each.nb, nn=each.nn, en=each.en))
        for each in starter_phrases()[_CENTRES:_OWN]:
            work.save(taken_in(each, vault.counsellor.id))
