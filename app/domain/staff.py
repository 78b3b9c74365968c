"""The centre and the people who work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.entities import Entity
from app.domain.permissions import COUNSELLING, Roles

KNOWLEDGE_LASTS = timedelta(days=365)
"""How long the knowledge of privacy counts as confirmed (opplæringsforskrifta § 20-2)."""


@dataclass(frozen=True, kw_only=True)
class Centre(Entity):
    """The career centre; one row in a vault."""

    name: str = ""
    phone: str = ""
    county: str = ""
    """County number, such as 18; decides which municipalities are offered first."""
    municipality: str = ""
    client_word: str = "veisøker"
    nav_word: str = "Nav"


@dataclass(frozen=True, kw_only=True)
class Counsellor(Entity):
    """Somebody who works with the vault, with a passphrase of their own."""

    name: str = ""
    phone: str = ""
    signing_key: str = ""
    """Public Ed25519 key, hex; proves who made a change."""
    sealing_key: str = ""
    """Public age key (age1…); the vault key is sealed to it."""
    active: bool = True
    roles: Roles = COUNSELLING
    knowledge_confirmed: date | None = None
    """When they last confirmed that they know what privacy asks of them."""
    former_keys: str = ""
    """Public Ed25519 keys of before a forgotten passphrase, spaced; they prove older changes."""
    endorsed_by: str = ""
    """The public Ed25519 key of whoever let them in."""
    endorsement: str = ""
    """That one's signature on `signing_key`, hex."""

    def must_confirm_knowledge(self, today: date) -> bool:
        """Whether a year has passed since they confirmed what they know."""
        confirmed = self.knowledge_confirmed
        return confirmed is None or today - confirmed >= KNOWLEDGE_LASTS


@dataclass(frozen=True, kw_only=True)
class Substitution(Entity):
    """A colleague who stands in for another, for a time: their cases open without a reason."""

    owner_id: str = ""
    substitute_id: str = ""
    begins: date | None = None
    ends: date | None = None
    """The last day. There is always one."""

    def holds_on(self, day: date) -> bool:
        """Whether a day lies within the time."""
        begun = self.begins is None or self.begins <= day
        return begun and self.ends is not None and day <= self.ends


def chosen_words(centre: Centre) -> dict[str, str]:
    """Return the centre's own words for the standard ones, in bokmål and nynorsk alike."""
    nynorsk = "brukar" if centre.client_word == "bruker" else "vegsøkjar"
    return {
        "veisøker": centre.client_word,
        "vegsøkjar": nynorsk,
        "Nav": centre.nav_word,
    }
