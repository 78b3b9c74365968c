"""Translated text, for the screen and for paper alike."""

from __future__ import annotations

import gettext as _gettext
import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from typing_extensions import override

from app.paths import LOCALE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LANGUAGES = ("nb", "nn", "en")
LANGUAGE_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
"""Each under its own name, as it is written in a sentence."""
PSEUDO = "pseudo"


class _Pseudo(_gettext.NullTranslations):
    """Marks every translated text and makes it a third longer, so tests see what was forgotten."""

    @override
    def gettext(self, message: str) -> str:
        return f"⟦{message}{'·' * (len(message) // 3)}⟧"

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    @override
    def pgettext(self, context: str, message: str) -> str:
        del context
        return self.gettext(message)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation("leia", LOCALE, [language])


_screen = "nb"
_spoken: ContextVar[str] = ContextVar("spoken", default="")
_respell: Callable[[str], str] = str


def use_language(language: str) -> None:
    """Translate the screen into `language` from now on."""
    global _screen  # noqa: PLW0603 - one screen language per process
    _screen = language


def language() -> str:
    """Return the language texts are translated into here and now."""
    return _spoken.get() or _screen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Translate into another language for a while: a paper follows its reader, not the screen."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def use_words(words: Mapping[str, str]) -> None:
    """Let the centre's own words replace the standard ones, such as bruker for veisøker.

    A word with a small first letter is replaced with any ending, large or small; a name
    such as Nav only alone, with its genitive s or before a hyphen: Navn stays Navn.
    """
    global _respell  # noqa: PLW0603 - goes with the screen language
    chosen = {standard: word for standard, word in words.items() if standard != word}
    chosen |= {_large(standard): _large(word) for standard, word in chosen.items()}
    if not chosen:
        _respell = str
        return
    is_name = {standard: standard in words and standard == _large(standard) for standard in chosen}
    parts = (re.escape(word) + (r"(?=s?\b)" if is_name[word] else "") for word in chosen)
    pattern = re.compile(rf"\b(?:{'|'.join(parts)})")

    @cache
    def respell(text: str) -> str:
        return pattern.sub(lambda found: chosen[found[0]], text)

    _respell = respell


def _large(word: str) -> str:
    return word[:1].upper() + word[1:]


Words = str | tuple[str, str]
"""A text that is translated when it is said, not where it is written; perhaps with its context."""


def later(text: str) -> str:
    """Mark a text that is said later."""
    return text


def plater(context: str, text: str) -> tuple[str, str]:
    """Mark a text that is said later and whose words alone are unclear."""
    return context, text


def said(words: Words) -> str:
    """Translate marked words."""
    if isinstance(words, tuple):
        return pgettext(*words)
    return _(words) if words else ""


def respelled(text: str) -> str:
    """Say a text of ours that is in no catalogue, as a help page, in the centre's own words."""
    return _respell(text)


def _(text: str) -> str:
    """Translate `text`."""
    return _respell(_catalogue(language()).gettext(text))


def ngettext(one: str, many: str, count: int) -> str:
    """Translate the form of a text that fits `count`."""
    return _respell(_catalogue(language()).ngettext(one, many, count))


def pgettext(context: str, text: str) -> str:
    """Translate a text whose words alone are unclear."""
    return _respell(_catalogue(language()).pgettext(context, text))
