"""Where dictionaries lie on a computer, and how they are read: none is shipped with Leia.

What county IT puts beside the machine policy comes first. A file that is broken, too large or
open to others is passed over, and that is told.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from app.foreign_files import is_ordinary, open_foreign, read_foreign
from app.i18n import LANGUAGE_NAMES, _
from app.policy.source import NotProtected, check_protected
from app.services.county_files import county_folder
from app.services.spelling.affixes import Broken, read_affixes
from app.services.spelling.dictionary import Dictionary
from app.services.spelling.word_store import WordStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMES = {"nb": ("nb_NO", "nb"), "nn": ("nn_NO", "nn"), "en": ("en_GB", "en_US", "en")}
"""The names that dictionaries of a language have, the likeliest first."""
LONGEST_RULES, LONGEST_WORDS = 2 << 20, 48 << 20
"""No language's files are longer, in bytes."""
_LINUX = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell",
    "/usr/local/share/hunspell",
    *("/usr/lib/libreoffice/share/extensions", "/usr/lib64/libreoffice/share/extensions"),
)
_MAC = (
    "/Library/Spelling",
    "~/Library/Spelling",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
)
_WINDOWS = (r"LibreOffice\share\extensions", "Hunspell")
_EXTENSIONS = ("dict-no", "dict-en")
"""Folders of LibreOffice's, under that of its extensions."""


class Found(Enum):
    """What became of the search for one language's dictionary."""

    LOADED = "LOADED"
    MISSING = "MISSING"
    BROKEN = "BROKEN"
    UNPROTECTED = "UNPROTECTED"


@dataclass(frozen=True)
class Loaded:
    """One language: its dictionary if there is one, and what is to be told."""

    language: str
    found: Found
    dictionary: Dictionary | None = None
    broken: Found | None = None
    """What is wrong with a file that was passed over."""
    seconds: float = 0.0

    @property
    def told(self) -> str:
        """What support is told: what was found, what was passed over, how long it took."""
        passed = f", passed over one {self.broken.value}" if self.broken is not None else ""
        count = f" {self.dictionary.count} words {self.seconds:.1f} s" if self.dictionary else ""
        return f"{self.found.value}{count}{passed}"

    @property
    def sentence(self) -> str:
        """What to tell, in the language of the moment."""
        name = LANGUAGE_NAMES[self.language]
        texts = {
            Found.LOADED: _("{language}: found, {n} words."),
            Found.MISSING: _("{language}: no dictionary on this computer. County IT can add one."),
            Found.BROKEN: _("{language}: the dictionary cannot be read. Tell county IT."),
            Found.UNPROTECTED: _(
                "{language}: the county’s dictionary can be changed by others and is not used. "
                "Tell county IT."
            ),
        }
        told = [texts[self.found]]
        if self.broken is not None and self.broken is not self.found:
            told.insert(0, texts[self.broken])
        count = (
            f"{self.dictionary.count:,}".replace(",", "\N{NO-BREAK SPACE}")
            if self.dictionary
            else ""
        )
        return " ".join(each.format(language=name, n=count) for each in told)


def dictionary_folders() -> tuple[Path, ...]:
    """Return the folders dictionaries are looked for in: the county's first."""
    return (county_folder() / "dictionaries", *_system_folders())


def load_dictionary(language: str, folders: Iterable[Path] | None = None) -> Loaded:
    """Read the first dictionary of a language that is in order; never raises. Takes a second."""
    began = perf_counter()
    broken: Found | None = None
    for rules, words in _candidates(language, folders or dictionary_folders()):
        try:
            if rules.parent.parent == county_folder():
                check_protected(rules)
                check_protected(words)
            dictionary = _read(rules, words)
        except NotProtected:
            broken = broken or Found.UNPROTECTED
        except (OSError, ValueError, RecursionError):
            broken = broken or Found.BROKEN
        else:
            return Loaded(language, Found.LOADED, dictionary, broken, perf_counter() - began)
    return Loaded(language, broken or Found.MISSING, broken=broken)


def _read(rules: Path, words: Path) -> Dictionary:
    affixes = read_affixes(read_foreign(rules, LONGEST_RULES))
    if not is_ordinary(words, LONGEST_WORDS):
        raise Broken("longer than a language")
    with open_foreign(words) as stream:
        return Dictionary(affixes, WordStore(stream, affixes))


def _candidates(language: str, folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    for folder in folders:
        for name in _NAMES[language]:
            rules, words = folder / f"{name}.aff", folder / f"{name}.dic"
            try:
                both = rules.exists() and words.exists()
            except OSError:
                continue
            if both:
                yield rules, words


def _system_folders() -> list[Path]:
    if sys.platform == "win32":
        programs = [os.environ.get(each, "") for each in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
        found = [Path(each) / below for each in programs if each for below in _WINDOWS]
    else:
        told = _MAC if sys.platform == "darwin" else _LINUX
        found = [Path(each).expanduser() for each in told]
    offices = sorted(Path("/opt").glob("libreoffice*/share/extensions"))
    extended = [
        folder / each
        for folder in (*found, *offices)
        if folder.name == "extensions"
        for each in _EXTENSIONS
    ]
    return [*found, *extended]
