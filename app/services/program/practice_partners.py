"""Invented partners for practice, so that nobody begins on an empty page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from app.domain.code_sets import Codes
from app.domain.partners import Partner, PartnerContact
from app.paths import RESOURCES

if TYPE_CHECKING:
    from datetime import date

    from app.storage.vault import Vault


class ToldPartner(msgspec.Struct, kw_only=True, frozen=True):
    """A partner and somebody to call there."""

    kind: str
    name: str
    municipalities: tuple[str, ...]
    contact: str
    role: str
    phone: str
    confirmed_days: int | None


class _Told(msgspec.Struct, kw_only=True, frozen=True):
    partners: tuple[ToldPartner, ...]


def fill_partners(vault: Vault, today: date) -> None:
    """Put the invented partners into a vault."""
    file = RESOURCES / "practice" / "partners" / "partners.json"
    with vault.work() as work:
        for told in msgspec.json.decode(file.read_bytes(), type=_Told).partners:
            places = Codes(told.municipalities)
            partner = Partner(kind=told.kind, name=told.name, municipalities=places)
            days = told.confirmed_days
            work.save(partner)
            work.save(
                PartnerContact(
                    partner_id=partner.id,
                    name=told.contact,
                    role=told.role,
                    phone=told.phone,
                    confirmed_on=today + timedelta(days=days) if days is not None else None,
                )
            )
