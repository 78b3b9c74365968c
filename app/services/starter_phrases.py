"""Examples of phrases that come with Leia: they can be taken in, one by one, and are not forced."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.phrases import OwnPhrase
from app.paths import RESOURCES
from app.services.phrases import phrases_of, shortcut_of

if TYPE_CHECKING:
    from app.domain.folders import Folder


class StarterPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """One example: its shortcut, and its text in each language."""

    abbreviation: str
    nb: str
    nn: str
    en: str


class _Starter(msgspec.Struct, frozen=True):
    example: dict[str, str]
    phrases: tuple[StarterPhrase, ...]


@cache
def _starter() -> _Starter:
    file = RESOURCES / "phrases" / "starter.json"
    return msgspec.json.decode(file.read_bytes(), type=_Starter)


def starter_phrases() -> tuple[StarterPhrase, ...]:
    """Return every example."""
    return _starter().phrases


def example_values() -> dict[str, str]:
    """Return what placeholders of an invented person are filled in with, by their bokmål words."""
    return _starter().example


def offered_phrases(register: Folder) -> tuple[StarterPhrase, ...]:
    """Return the examples whose shortcut nobody has here."""
    taken = {shortcut_of(each) for each in phrases_of(register)}
    return tuple(each for each in starter_phrases() if each.abbreviation not in taken)


def taken_in(starter: StarterPhrase, counsellor_id: str) -> OwnPhrase:
    """Return an example as a counsellor's own phrase, to change as they like."""
    return OwnPhrase(
        counsellor_id=counsellor_id,
        abbreviation=starter.abbreviation,
        nb=starter.nb,
        nn=starter.nn,
        en=starter.en,
    )
