"""The recovery sheet: printed before there is a vault, and when a new key is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _, language, later
from app.services.printing import Print

if TYPE_CHECKING:
    from datetime import date

    from app.prints.recovery_sheet import KeySheet
    from app.services.vault.founding import RecoveryKey


@dataclass(frozen=True, kw_only=True)
class FreshKey:
    """What the recovery sheet is printed from, before there is a vault."""

    key: RecoveryKey
    centre_name: str
    made_on: date
    practice: bool = False


def key_sheet(fresh: FreshKey) -> KeySheet:
    """Gather what goes on the recovery sheet, in the language of the screen."""
    from app.prints.recovery_sheet import KeySheet

    return KeySheet(
        secret=fresh.key.secret,
        fingerprint=fresh.key.fingerprint,
        centre_name=fresh.centre_name,
        made_on=fresh.made_on,
        language=language(),
        practice=fresh.practice,
    )


def _key_pdf(sheet: KeySheet) -> bytes:
    from app.prints.recovery_sheet import recovery_sheet_pdf

    return recovery_sheet_pdf(sheet)


RECOVERY_SHEET: Print[FreshKey, KeySheet] = Print(
    name="recovery_sheet",
    gather=key_sheet,
    draw=_key_pdf,
    file_name=lambda _sheet: _("leia-recovery-sheet.pdf"),
    sent=later("The sheet is sent to the printer."),
    saved=later(
        "The sheet is saved as a file that opens the vault. "
        "Move it away from this computer, for instance onto a memory stick."
    ),
)
