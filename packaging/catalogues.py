"""Keeps the translations: run in .venv as catalogues.py update|check|compile."""

import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("app", "ui")
LANGUAGES = ("nb", "nn")
_OTHER_FORM = {
    "nb": re.compile(r"\b(kvelv\w*|ikkje|kva|kvar|kven|korleis|nokon|noko|enno|eit|berre)\b", re.I),
    "nn": re.compile(r"\b(hvelv\w*|ikke|hva|hvor\w*|hvem|hvis|jeg|noen|noe|ennå|fra|bare)\b", re.I),
}
"""Words that only the other Norwegian has: where a text was copied, or respelled by halves."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "later": None,
    "plater": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def update() -> int:
    """Bring every catalogue up to date with the texts in the code, and compile it."""
    template = extract()
    for language in LANGUAGES:
        file = catalogue_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_po(merged(language, template)))
        missing = sum(1 for message in texts_of(_read(language)) if not is_translated(message))
        print(f"{language}: {len(template)} texts, {missing} to translate")
    return compile_all()


def check() -> int:
    """Say what is wrong with the catalogues; return 1 if anything is."""
    template = extract()
    problems = [problem for language in LANGUAGES for problem in problems_of(language, template)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def compile_all() -> int:
    """Write what the program reads, beside each catalogue."""
    for file in ROOT.glob("resources/locale/*/LC_MESSAGES/*.po"):
        with file.open("rb") as source:
            catalogue = read_po(source, locale=file.parts[-3])
        with file.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
    return 0


def extract() -> Catalog:
    """Collect every text of the program from its code."""
    template = Catalog(fuzzy=False)
    for folder in SOURCES:
        found = extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["Translators:"]
        )
        for _file, _line, text, comments, context in found:
            template.add(text, auto_comments=comments, context=context)
    return template


def catalogue_file(language: str) -> Path:
    """Return where the translations into one language are kept."""
    return ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "leia.po"


def problems_of(language: str, template: Catalog) -> Iterator[str]:
    """Yield what keeps a catalogue from being complete."""
    file = catalogue_file(language)
    name = file.relative_to(ROOT).as_posix()
    if not file.exists():
        yield f"{name} is missing; run translate."
        return
    if as_po(merged(language, template)) != file.read_bytes().replace(b"\r\n", b"\n"):
        yield f"{name} differs from the texts in the code; run translate."
    for message in texts_of(merged(language, template)):
        if not is_translated(message):
            yield f"{name} lacks a translation of {message.id!r}"
        elif not keeps_holes(message):
            yield f"{name} changes what is filled into {message.id!r}"
        elif word := of_other_form(language, message):
            yield f"{name} says “{word}”, which is the other written form, for {message.id!r}"


def merged(language: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the texts of the template."""
    catalogue = _read(language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue the way it is committed: sorted, without places, without the obsolete."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return text.getvalue()


def texts_of(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue without its head."""
    return (message for message in catalogue if message.id)


def of_other_form(language: str, message: Message) -> str:
    """Return a word of a translation that only the other Norwegian has; empty for none."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    found = _OTHER_FORM[language].search(" ".join(forms))
    return found[0] if found else ""


def is_translated(message: Message) -> bool:
    """Tell whether every form of a text has been translated and looked at."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def keeps_holes(message: Message) -> bool:
    """Tell whether a translation keeps what is filled in; a plural may leave out its count."""
    if isinstance(message.id, str):
        return _holes(message.string) == _holes(message.id)
    wanted = set().union(*map(_holes, message.id))
    return all(_holes(form) <= wanted for form in message.string)


def _holes(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _read(language: str) -> Catalog:
    file = catalogue_file(language)
    catalogue = Catalog(locale=language, fuzzy=False)
    if file.exists():
        with file.open("rb") as source:
            catalogue = read_po(source, locale=language)
    catalogue.header_comment = f"# The texts of Leia, {language}."
    catalogue.project, catalogue.version = "Leia", "texts"
    catalogue.last_translator = catalogue.language_team = "the Leia developers"
    catalogue.msgid_bugs_address = ""
    catalogue.revision_date = catalogue.creation_date
    return catalogue


if __name__ == "__main__":
    sys.exit({"update": update, "check": check, "compile": compile_all}[sys.argv[1]]())
