"""The centre and the people who work there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import says
from app.domain.entities import Entity, Kind
from app.domain.permissions import COUNSELLING, Deed, Entry, Roles
from app.domain.says import Eyes
from app.i18n import later

KNOWLEDGE_LASTS = timedelta(days=365)
"""How long the knowledge of privacy counts as confirmed (opplæringsforskrifta § 20-2)."""


@dataclass(frozen=True, kw_only=True)
class Centre(Entity):
    """The career centre; one row in a vault."""

    name: str = says.words(Eyes.WORK, later("Name"))
    phone: str = says.words(Eyes.WORK, later("Phone"))
    county: str = says.words(Eyes.WORK, later("County"), listed="counties")
    """County number, such as 18; decides which municipalities are offered first."""
    municipality: str = says.words(Eyes.WORK, later("Municipality"), listed="municipalities")
    client_word: str = says.words(Eyes.WORK, later("Word for the client"), "veisøker")
    nav_word: str = says.words(Eyes.WORK, later("Spelling of Nav"), "Nav")


@dataclass(frozen=True, kw_only=True)
class Counsellor(Entity):
    """Somebody who works with the vault, with a passphrase of their own."""

    name: str = says.words(Eyes.WORK, later("Name"))
    phone: str = says.words(Eyes.WORK, later("Phone"))
    signing_key: str = says.quiet(Eyes.WORK, "")
    """Public Ed25519 key, hex; proves who made a change."""
    sealing_key: str = says.quiet(Eyes.WORK, "")
    """Public age key (age1…); the vault key is sealed to it."""
    active: bool = says.plain(Eyes.WORK, later("Works here"), default=True)
    roles: Roles = says.plain(Eyes.WORK, later("Roles"), COUNSELLING)
    knowledge_confirmed: date | None = says.day(Eyes.WORK, later("Privacy confirmed"))
    """When they last confirmed that they know what privacy asks of them."""
    former_keys: str = says.quiet(Eyes.WORK, "")
    """Public Ed25519 keys of before a forgotten passphrase, spaced; they prove older changes."""
    endorsed_by: str = says.quiet(Eyes.WORK, "")
    """The public Ed25519 key of whoever let them in."""
    endorsement: str = says.quiet(Eyes.WORK, "")
    """That one's signature on `signing_key`, hex."""

    def must_confirm_knowledge(self, today: date) -> bool:
        """Whether a year has passed since they confirmed what they know."""
        confirmed = self.knowledge_confirmed
        return confirmed is None or today - confirmed >= KNOWLEDGE_LASTS


@dataclass(frozen=True, kw_only=True)
class Substitution(Entity):
    """A colleague who stands in for another, for a time: their cases open without a reason."""

    owner_id: str = says.link("counsellor", later("Stands in for"))
    substitute_id: str = says.link("counsellor", later("Substitute"))
    begins: date | None = says.day(Eyes.WORK, later("First day"))
    ends: date | None = says.day(Eyes.WORK, later("Last day"))
    """The last day. There is always one."""

    def holds_on(self, day: date) -> bool:
        """Whether a day lies within the time."""
        begun = self.begins is None or self.begins <= day
        return begun and self.ends is not None and day <= self.ends


def entry(
    counsellor_id: str,
    owners: Iterable[str],
    recused: Iterable[str],
    substitutions: Iterable[Substitution],
    today: date,
) -> Entry:
    """Return how a counsellor stands to a case with these owners; nobody's case is everybody's."""
    owners = frozenset(owners)
    if counsellor_id in recused:
        return Entry.SHUT
    if not owners or counsellor_id in owners:
        return Entry.OWN
    stands_in = any(
        each.owner_id in owners and each.substitute_id == counsellor_id and each.holds_on(today)
        for each in substitutions
    )
    return Entry.SUBSTITUTE if stands_in else Entry.ASK


def chosen_words(centre: Centre) -> dict[str, str]:
    """Return the centre's own words for the standard ones, in bokmål and nynorsk alike."""
    nynorsk = "brukar" if centre.client_word == "bruker" else "vegsøkjar"
    return {
        "veisøker": centre.client_word,
        "vegsøkjar": nynorsk,
        "Nav": centre.nav_word,
    }


CENTRE = Kind("centre", Centre, later("the centre"), needs=Deed.SET_CENTRE)
COUNSELLOR = Kind(
    "counsellor",
    Counsellor,
    later("the counsellor"),
    units=(("signing_key", "sealing_key", "former_keys", "endorsed_by", "endorsement"),),
)
SUBSTITUTION = Kind("substitution", Substitution, later("a substitute"))
