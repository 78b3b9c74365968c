"""The partners as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from app.domain.access_codes import Action, Detail
from app.domain.permissions import Deed
from app.services.case.leaving import log_leaving
from app.services.code_lists import code_label
from app.services.partners.columns import COLUMNS, guarded, headings, is_known_kind
from app.services.partners.listing import PartnersWanted, municipality_words, partner_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.folders import Folder
    from app.domain.partners import Partner, PartnerContact
    from app.storage.vault import Vault


def export_partners(vault: Vault, register: Folder, today: date) -> bytes:
    """Return all partners as a file; that it was made is logged before.

    Raises NotAllowed where nothing may leave the vault, NotSaved where that cannot be logged.
    """
    vault.require(Deed.WORK_WITH_CASES)
    log_leaving(vault, Action.EXPORTED, detail=Detail.PARTNERS)
    return as_csv(register, today)


def as_csv(register: Folder, today: date) -> bytes:
    """Return a table that Norwegian Excel opens as it is: semicolons, and a mark for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings()[column] for column in COLUMNS)
    for line in partner_lines(register, PartnersWanted(), today):
        for contact in line.contacts or (None,):
            writer.writerow(map(guarded, _cells(line.partner, contact)))
    return out.getvalue().encode("utf-8-sig")


def _cells(partner: Partner, contact: PartnerContact | None) -> Iterator[str]:
    known = is_known_kind(partner.kind)
    yield code_label("partner_kinds", partner.kind) if known else partner.kind
    yield partner.name
    yield ", ".join(municipality_words(number) for number in sorted(partner.municipalities))
    yield partner.phone
    yield partner.email
    if contact is not None:
        yield from (contact.name, contact.role, contact.phone, contact.email)
        yield f"{contact.confirmed_on:%d.%m.%Y}" if contact.confirmed_on else ""
