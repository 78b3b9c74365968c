"""Words a counsellor has found right, for the spelling to know."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import says
from app.domain.entities import Entity, Kind
from app.domain.permissions import Deed
from app.domain.says import Eyes
from app.i18n import later


@dataclass(frozen=True, kw_only=True)
class OwnWord(Entity):
    """A word of one counsellor's. It may be a name, so it never leaves the vault."""

    counsellor_id: str = says.link("counsellor")
    word: str = says.words(Eyes.SECRET, later("Word"))


OWN_WORD = Kind(
    "own_word",
    OwnWord,
    later("a word of one’s own"),
    known_by="word",
    private_to="counsellor_id",
    needs=Deed.WORK_WITH_CASES,
)
