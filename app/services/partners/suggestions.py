"""Nav offices somebody may take in as partners: from a list nobody here has confirmed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.code_sets import Codes
from app.domain.partners import Partner
from app.i18n import respelled
from app.paths import RESOURCES
from app.services.reference import municipality_name
from app.storage.folding import findable, fold

if TYPE_CHECKING:
    from app.domain.folders import Folder
    from app.services.partners.listing import PartnersWanted

NAV = "NAV"
"""The kind of partner these are."""


class NavOffice(msgspec.Struct, frozen=True):
    """A Nav office, and the municipality where it lies; it may serve others too."""

    key: str
    name: str
    municipality: str
    verified: bool


class _NavOffices(msgspec.Struct, frozen=True):
    offices: tuple[NavOffice, ...]


@cache
def nav_offices() -> tuple[NavOffice, ...]:
    """Return the Nav offices that are probably open."""
    file = RESOURCES / "reference" / "nav_offices.json"
    return msgspec.json.decode(file.read_bytes(), type=_NavOffices).offices


def suggested_offices(register: Folder, wanted: PartnersWanted) -> tuple[NavOffice, ...]:
    """Return the offices that fit what is looked for and are no partner yet.

    None while nothing is looked for: a list of suggestions is not the centre's own.
    """
    asked = wanted.words.strip() or wanted.municipality or wanted.kind == NAV
    if not asked or wanted.kind not in {"", NAV} or wanted.unconfirmed:
        return ()
    known = {fold(each.name) for each in register.all(Partner)}
    words = tuple(fold(wanted.words).split())
    return tuple(
        each
        for each in nav_offices()
        if fold(each.name) not in known
        and wanted.municipality in {"", each.municipality}
        and _holds(each, words)
    )


def as_partner(office: NavOffice) -> Partner:
    """Return a partner of an office: nobody there yet, and so nobody confirmed."""
    return Partner(
        kind=NAV, name=respelled(office.name), municipalities=Codes([office.municipality])
    )


def _holds(office: NavOffice, words: tuple[str, ...]) -> bool:
    text = findable(f"{office.name} {municipality_name(office.municipality)}")
    return all(word in text for word in words)
