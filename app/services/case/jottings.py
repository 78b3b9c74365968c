"""Words on their way to something that does not exist yet: drafts of a case, beside its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.case.undo_steps import FieldKey
    from app.storage.vault import Vault, Work

_KIND = "jotting"
"""What such a draft bears in the table. It is no kind of thing, so nothing turns it into state."""


def jotted(vault: Vault, about: FieldKey) -> str:
    """Return what was jotted down about a thing so far."""
    with vault.work() as work:
        kept = work.drafts.find(_KIND, about.entity_id, about.name)
        return kept if kept is not None else work.memory.get(_before(about)) or ""


def jot(vault: Vault, client_id: str, about: FieldKey, text: str) -> None:
    """Keep a text with the case it was written in; an empty one leaves nothing behind."""
    with vault.work() as work:
        if text:
            work.drafts.keep(_KIND, about.entity_id, client_id, about.name, text)
        else:
            work.drafts.drop(_KIND, about.entity_id, about.name)
        _forget_older(work, about)


def _forget_older(work: Work, about: FieldKey) -> None:
    if work.memory.get(_before(about)):
        work.memory.put(_before(about), "")


def _before(about: FieldKey) -> str:
    """Return where Leia kept it up to 0.2: under a key of the counsellor's, with no case named."""
    return f"{about.name} {about.entity_id}"
