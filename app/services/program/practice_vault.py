"""The vault of invented people: founded like any other, with a passphrase that is no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.staff import Centre, Counsellor
from app.services.vault.founding import NewVault, make_vault, new_recovery_key

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from app.storage.vault import Vault

PRACTICE_PASSPHRASE = "øv deg trygt i leia"  # noqa: S105 - it is told to everybody


def make_practice_vault(folder: Path, today: date) -> Vault:
    """Make a vault of invented people; its passphrase is no secret and its key not calibrated."""
    from app.services.program.practice import fill
    from app.services.program.practice_partners import fill_partners
    from app.services.program.practice_phrases import fill_phrases
    from app.storage.keys.keyfiles import FLOOR

    new = NewVault(
        centre=Centre(
            name="Karrieresenteret Nordmo", phone="990 00 010", county="18", municipality="1804"
        ),
        counsellor=Counsellor(name="Kari Nilsen", phone="990 00 012", knowledge_confirmed=today),
        passphrase=PRACTICE_PASSPHRASE,
        recovery=(new_recovery_key().public,),
    )
    vault = make_vault(folder, new, cost=FLOOR)
    with vault.work() as work:
        work.mark_practice()
    fill(vault, today)
    fill_partners(vault, today)
    fill_phrases(vault)
    return vault


def is_practice(vault: Vault) -> bool:
    """Whether a vault was made for practice, however it was opened."""
    with vault.work() as work:
        return work.is_practice
