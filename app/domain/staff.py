"""The centre and the people who work there."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.entities import Entity


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
    """A career counsellor with an own passphrase."""

    name: str = ""
    phone: str = ""
    signing_key: str = ""
    """Public Ed25519 key, hex; proves who made a change."""
    sealing_key: str = ""
    """Public age key (age1…); the vault key is sealed to it."""
    active: bool = True


def chosen_words(centre: Centre) -> dict[str, str]:
    """Return the centre's own words for the standard ones, in bokmål and nynorsk alike."""
    nynorsk = "brukar" if centre.client_word == "bruker" else "vegsøkjar"
    return {
        "veisøker": centre.client_word,
        "vegsøkjar": nynorsk,
        "Nav": centre.nav_word,
    }
