"""Phrases on their way into a text: found by their shortcut, worded for the person, filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.choices import LanguageForm, MeetingState
from app.domain.phrases import LANGUAGES, OwnPhrase, Phrase, open_mark
from app.formats import clock, first_name, long_date, weekday_date
from app.i18n import _, language, speaking
from app.paths import RESOURCES
from app.services.printing import language_of
from app.storage.folding import findable, sort_key, wanted_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.domain.cases import Case
    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from app.domain.phrases import AnyPhrase
    from app.domain.register import Register

_PLACE = re.compile(r"\{([^{}\n]+)\}")
_VOWEL = re.compile("[aeiouyæøå]")
_LEAST = 2
"""A shortcut of one letter would come where nobody wants it."""


@dataclass(frozen=True)
class Known:
    """What a phrase can be filled in from."""

    case: Case
    register: Register
    today: date


def _next_meeting(known: Known) -> str:
    coming = (
        each
        for each in known.case.meetings
        if each.state == MeetingState.PLANNED and each.day and each.day >= known.today
    )
    meeting = next(coming, None)
    if meeting is None or meeting.day is None:
        return ""
    at = _("at {time}").format(time=clock(meeting.at)) if meeting.at else ""
    return f"{weekday_date(meeting.day)} {at}".strip()


_Told = tuple[dict[str, str], "Callable[[Known], str]"]
PLACES: tuple[_Told, ...] = (
    (
        {"nb": "fornavn", "nn": "fornamn", "en": "first name"},
        lambda known: first_name(known.case.client.name),
    ),
    ({"nb": "navn", "nn": "namn", "en": "name"}, lambda known: known.case.client.name),
    (
        {"nb": "veileder", "nn": "rettleiar", "en": "counsellor"},
        lambda known: known.register.me.name,
    ),
    ({"nb": "senter", "nn": "senter", "en": "centre"}, lambda known: known.register.centre.name),
    (
        {"nb": "telefon", "nn": "telefon", "en": "phone"},
        lambda known: known.register.me.phone.strip() or known.register.centre.phone,
    ),
    ({"nb": "dato", "nn": "dato", "en": "date"}, lambda known: long_date(known.today)),
    (
        {"nb": "neste samtale", "nn": "neste samtale", "en": "next meeting"},
        _next_meeting,
    ),
    (
        {"nb": "nav-kontakt", "nn": "nav-kontakt", "en": "nav contact"},
        lambda known: known.case.intake.nav_contact,
    ),
    (
        {"nb": "nav-kontor", "nn": "nav-kontor", "en": "nav office"},
        lambda known: known.case.intake.nav_office,
    ),
)
"""Every placeholder: its word in each language, all of them read in any text, and its value."""
_VALUES = {word: value for words, value in PLACES for word in words.values()}


def place_words() -> tuple[str, ...]:
    """Return the placeholders in the language of the screen, as they are written in a phrase."""
    return tuple(f"{{{words.get(language(), words['nb'])}}}" for words, _value in PLACES)


def phrases_of(register: Folder) -> tuple[AnyPhrase, ...]:
    """Return one's own phrases and the centre's, by their shortcuts."""
    found: tuple[AnyPhrase, ...] = (*register.all(OwnPhrase), *register.all(Phrase))
    return tuple(sorted(found, key=lambda each: (sort_key(each.abbreviation), each.id)))


class PhraseBook:
    """Finds phrases by their shortcuts; put together anew only when the register changed."""

    def __init__(self) -> None:
        self._read: Mapping[str, Entity] | None = None
        self._by_shortcut: dict[str, AnyPhrase] = {}

    def find(self, register: Folder, word: str) -> AnyPhrase | None:
        """Return the phrase behind a word: one's own before the centre's, the older before."""
        if self._read is not register.entities:
            self._read = register.entities
            ranked: tuple[AnyPhrase, ...] = (*register.all(OwnPhrase), *register.all(Phrase))
            shortcuts = {shortcut_of(each): each for each in reversed(ranked)}
            self._by_shortcut = {each: it for each, it in shortcuts.items() if len(each) >= _LEAST}
        return self._by_shortcut.get(word.casefold())


def shortcut_of(phrase: AnyPhrase) -> str:
    """Return what is typed for a phrase, in small letters."""
    return phrase.abbreviation.strip().casefold()


class PhraseSearch:
    """Finds phrases by words in them; each is folded once, until it is written anew."""

    def __init__(self) -> None:
        self._folded: dict[AnyPhrase, str] = {}

    def found(self, register: Folder, words: str) -> tuple[AnyPhrase, ...]:
        """Return the phrases that hold every word, those whose shortcut begins so first."""
        wanted, typed = wanted_words(words), words.strip().casefold()
        phrases, before = phrases_of(register), self._folded
        if wanted:
            self._folded = {each: before.get(each) or _folded(each) for each in phrases}
        folded = self._folded
        found = (each for each in phrases if all(word in folded[each] for word in wanted))
        return tuple(sorted(found, key=lambda each: not shortcut_of(each).startswith(typed)))


def text_in(phrase: AnyPhrase, form: str) -> tuple[str, str]:
    """Return a phrase's text and which language it is in: bokmål where that one is not written."""
    for each in (form, *LANGUAGES):
        text: str = getattr(phrase, each).strip()
        if text:
            return text, each
    return "", form


def filled_in(phrase: AnyPhrase, known: Known) -> tuple[str, str]:
    """Return what is put into a text of a case, and what has to be told of it.

    A placeholder nobody knows, or that has no value, stays as a mark.
    """
    form = language_of(known.case)
    text, used = text_in(phrase, form)
    with speaking(used):
        filled = _PLACE.sub(lambda found: _value(found[1], known), text)
    return filled, "" if used == form else _told_of(phrase, form, used)


def preview(phrase: AnyPhrase, form: str, example: Mapping[str, str]) -> str:
    """Return a phrase in a language, filled in from an example: values by their bokmål words."""
    values = {word: example.get(words["nb"], "") for words, _v in PLACES for word in words.values()}
    text, _used = text_in(phrase, form)
    return _PLACE.sub(lambda found: values.get(_name(found[1])) or open_mark(found[1]), text)


def shortcut_problem(
    phrase: AnyPhrase, register: Folder, is_word: Callable[[str], bool] = lambda _word: False
) -> str:
    """Return what is wrong with a phrase's shortcut, or worth knowing; it is kept as it stands.

    `is_word` asks the dictionaries there are. They hold abbreviations too, which make good
    shortcuts; those mostly have no vowel.
    """
    shortcut = shortcut_of(phrase)
    if not shortcut:
        return ""
    if len(shortcut.split()) > 1:
        return _("A shortcut has no spaces. Until then the phrase comes by Ctrl+J only.")
    if len(shortcut) < _LEAST:
        return _("A shortcut has two signs or more. Until then the phrase comes by Ctrl+J only.")
    taken = _taken(phrase, shortcut, register)
    if not taken and (
        shortcut in common_words() or (_VOWEL.search(shortcut) and is_word(shortcut))
    ):
        told = _("“{word}” is an ordinary word: the text comes each time you write it.")
        return told.format(word=shortcut)
    return taken


def _taken(phrase: AnyPhrase, shortcut: str, register: Folder) -> str:
    """Say that another phrase has a shortcut, where one has."""
    others = [each for each in phrases_of(register) if each.id != phrase.id]
    same = [each for each in others if shortcut_of(each) == shortcut]
    if any(type(each) is type(phrase) for each in same):
        return _("Another phrase has this shortcut too. The older one comes when you type it.")
    if same:
        return _("The centre and you have this shortcut both. Yours comes when you type it.")
    return ""


class _CommonWords(msgspec.Struct, frozen=True):
    nb: tuple[str, ...]
    nn: tuple[str, ...]


@cache
def common_words() -> frozenset[str]:
    """Return words that stand in nearly every text, of both written forms."""
    content = (RESOURCES / "reference" / "common_words.json").read_bytes()
    found = msgspec.json.decode(content, type=_CommonWords)
    return frozenset((*found.nb, *found.nn))


def _told_of(phrase: AnyPhrase, form: str, used: str) -> str:
    told = _("“{shortcut}” has no text in {wanted}. The text in {used} is put in.")
    return told.format(
        shortcut=phrase.abbreviation.strip(),
        wanted=LanguageForm(form).label,
        used=LanguageForm(used).label,
    )


def _folded(phrase: AnyPhrase) -> str:
    return findable(" ".join((phrase.abbreviation, phrase.nb, phrase.nn, phrase.en)))


def _name(written: str) -> str:
    return " ".join(written.split()).casefold()


def _value(written: str, known: Known) -> str:
    value = _VALUES.get(_name(written))
    return (value(known).strip() if value else "") or open_mark(written)
