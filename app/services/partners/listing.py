"""The partners as a list: found by any word of them, by kind, by municipality and by what waits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.partners import Partner, PartnerContact
from app.formats import joined
from app.services.code_lists import code_label
from app.services.reference import counties, municipality_name, municipality_short_name
from app.storage.folding import findable, fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.domain.folders import Folder


@dataclass(frozen=True, kw_only=True)
class PartnersWanted:
    """Which partners are asked for; what is empty narrows nothing."""

    words: str = ""
    kind: str = ""
    municipality: str = ""
    unconfirmed: bool = False
    """Only those with a contact person nobody has confirmed for a year."""


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """A partner as the list shows it."""

    partner: Partner
    contacts: tuple[PartnerContact, ...]
    waiting: int
    """How many of the contact persons nobody has confirmed for a year."""

    @property
    def confirmed_on(self) -> date | None:
        """The day the one was confirmed that was confirmed longest ago; none where one never was.

        What the list says of a partner must hold for everybody there.
        """
        days = [each.confirmed_on for each in self.contacts]
        known = [day for day in days if day is not None]
        return min(known) if known and len(known) == len(days) else None


class Folded:
    """Remembers what texts are found by, as long as whoever searches holds on to it.

    Folding a name costs more than looking in it, and each key of a search looks in all of them.
    """

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Return the words a text is found by."""
        found = self._kept.get(text)
        if found is None:
            found = self._kept[text] = findable(text)
        return found


def partner_lines(
    register: Folder,
    wanted: PartnersWanted,
    today: date,
    folded: Callable[[str], str] = findable,
) -> tuple[PartnerLine, ...]:
    """Return the partners asked for, in Norwegian name order."""
    contacts = _contacts(register)
    words = tuple(fold(wanted.words).split())
    lines = (
        _line(partner, contacts.get(partner.id, ()), today) for partner in register.all(Partner)
    )
    found = (line for line in lines if _is_wanted(line, wanted, words, folded))
    return tuple(sorted(found, key=lambda line: (sort_key(line.partner.name), line.partner.id)))


def contacts_of(register: Folder, partner_id: str) -> tuple[PartnerContact, ...]:
    """Return whom to call at a partner, in Norwegian name order."""
    return _contacts(register).get(partner_id, ())


def waiting_contacts(register: Folder, today: date) -> int:
    """Return how many contact persons nobody has confirmed for a year."""
    return sum(1 for each in register.all(PartnerContact) if each.must_confirm(today))


def municipality_choices(county: str) -> tuple[tuple[str, str], ...]:
    """Return every municipality by number and name, those of the centre's own county first."""
    ordered = sorted(counties(), key=lambda each: (each.number != county, each.name))
    return tuple((m.number, municipality_name(m.number)) for c in ordered for m in c.municipalities)


def municipality_words(number: str) -> str:
    """Return a municipality as a file says it: its number too where others have that name."""
    name = municipality_short_name(number)
    others = [m.number for c in counties() for m in c.municipalities if m.name == name]
    return number if len(others) != 1 else name


def municipalities_label(partner: Partner) -> str:
    """Return the municipalities a partner serves, in name order."""
    names = (municipality_short_name(number) for number in partner.municipalities)
    return ", ".join(sorted(names, key=sort_key))


def contact_label(contact: PartnerContact, partner: Partner | None) -> str:
    """Return who it is, where, and the telephone, on one line."""
    return joined([contact.name, partner.name if partner else "", phone_of(contact, partner)])


def phone_of(contact: PartnerContact, partner: Partner | None) -> str:
    """Return where to call somebody: directly, or else where they work."""
    return contact.phone or (partner.phone if partner else "")


def _contacts(register: Folder) -> Mapping[str, tuple[PartnerContact, ...]]:
    found: defaultdict[str, list[PartnerContact]] = defaultdict(list)
    for each in sorted(register.all(PartnerContact), key=lambda each: sort_key(each.name)):
        found[each.partner_id].append(each)
    return {partner_id: tuple(each) for partner_id, each in found.items()}


def _line(partner: Partner, contacts: tuple[PartnerContact, ...], today: date) -> PartnerLine:
    waiting = sum(1 for each in contacts if each.must_confirm(today))
    return PartnerLine(partner=partner, contacts=contacts, waiting=waiting)


def _is_wanted(
    line: PartnerLine,
    wanted: PartnersWanted,
    words: tuple[str, ...],
    folded: Callable[[str], str],
) -> bool:
    partner = line.partner
    return (
        (not wanted.kind or partner.kind == wanted.kind)
        and (not wanted.municipality or wanted.municipality in partner.municipalities)
        and (not wanted.unconfirmed or line.waiting > 0)
        and (not words or _holds(line, words, folded))
    )


def _holds(line: PartnerLine, words: tuple[str, ...], folded: Callable[[str], str]) -> bool:
    """Whether every word stands somewhere in a partner or in one of its contact persons."""
    partner = line.partner
    said = [partner.name, code_label("partner_kinds", partner.kind) if partner.kind else ""]
    said += [municipality_name(number) for number in partner.municipalities]
    for each in line.contacts:
        said += [each.name, each.role]
    text = folded(" ".join(said))
    phones = "".join(" ".join([partner.phone, *(each.phone for each in line.contacts)]).split())
    return all(word in text or (word.isdigit() and word in phones) for word in words)
