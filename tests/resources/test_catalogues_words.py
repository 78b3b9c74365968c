"""One word, one meaning: what the house does not say, in each of its languages.

The list is that of the glossary. A text that must use such a word is named in `ALLOWED`.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
RESOURCES, PACKAGING = ROOT / "resources", ROOT / "packaging"

FORBIDDEN = {
    "nb": {
        r"\b[Tt]iltak": "aktivitet; a «tiltak» is a measure of Nav's",
        r"\b[Rr]evisor": "loggkontrollør; the county's revisor looks at money",
        r"\b[Hh]velvadministrator|\badministrerer hvelvet": "hvelvansvarlig",
        r"\b[Ff]ylkets IT\b(?!-)|IT-avdelingen i fylket": "fylkets IT-avdeling",
        r"\b[Ff]rakoblet": "uten nett",
        r"\b[Hh]el\b|\bhelt (i|til en|tilbake)\b": "i orden; uendret",
        r"\b(uken|tiden|linjen|listen)\b": "uka, tida, linja, lista",
        r"\b[Ff]orfalt": "gått ut",
        r"[Ff]erdigstil": "ferdig; gjøre ferdig",
        r"\b[Pp]ersonens?\b": "veisøkeren, or whoever it is",
        r"\b(slippe|slipp|slipper|slapp|sluppet) (en kollega |kolleger |folk )?inn (en|og)\b"
        r"|\bsluppet inn\b|[Tt]a ut \{": "gi tilgang; fjerne tilgangen",
        r"\b[Vv]ikariat": "vikartid",
        r"[Nn]este trekk": "venter på",
        r"er ikke (her|der)\b(?! lenger)": "Leia finner ikke",
        r"(Avsluttende|[Nn]este) møte|deltar i et møte": "samtale",
        r"[Gg]a bort|[Gg]i bort": "overføre",
        r"ADVARSEL": "Viktig",
        r"\bpåbegynt|\bvedkommende|\beksporter|\b[Ff]rigjør plass": "a plainer word",
        r"\bKopier nå": "ta sikkerhetskopi nå; kopier is photocopying",
        r"\b[Mm]askinpolicy": "reglene fra fylket",
        r"personvernet krever": "personvernreglene",
        r"\b[Ll]agringstid": "oppbevaringstid",
    },
    "nn": {
        r"\b[Tt]iltak": "aktivitet; eit «tiltak» is a measure of Nav's",
        r"\b[Rr]evisor": "loggkontrollør",
        r"\b[Kk]velvadministrator|\badministrerer kvelvet": "kvelvansvarleg",
        r"\b[Ff]ylkets\b": "fylket sin, til fylket",
        r"\b[Ff]råkopla": "utan nett",
        r"\b[Hh]eil\b|\bheilt (i|til ei|tilbake)\b": "i orden; uendra",
        r"\b[Ff]orfall": "gått ut",
        r"[Ff]erdigstil": "ferdig; gjere ferdig",
        r"\b[Pp]ersonen\b": "vegsøkjaren, or whoever it is",
        r"\b(sleppe|slepp|sleppte) (inn ein|ein kollega inn)|\bsleppt inn\b|[Tt]a ut \{": "tilgang",
        r"\b[Mm]ens\b": "medan",
        r"\b[Dd]ersom\b": "viss",
        r"\b([Gg]je|gjev|[Ll]at)\b": "gi, gir, la",
        r"[Gg]øym": "skjule",
        r"passordfrasenr|\bumerkt": "no word",
        r"\bviser vi\b": "viser Leia",
        r"\b[Bb]yrj|\bpåbyrja": "starte",
        r"(?<!står) (?<!stod )att\b": "igjen; only «står att»",
        r"\bprovar\b": "viser; read as prøver",
        r"opnar seg": "blir opna",
        r"ÅTVARING": "Viktig",
        r"\bvedkomande|\beksporter|\b[Ff]rigjer plass": "a plainer word",
        r"\bKopier no\b": "ta tryggleikskopi no",
        r"\b[Mm]askinpolicy": "reglane frå fylket",
        r"personvernet krev": "personvernreglane",
        r"er ikkje (her|der)\b(?! lenger)": "Leia finn ikkje",
        r"(Avsluttande|[Nn]este) møte|deltek i eit møte": "samtale",
    },
    "en": {
        r"\b[Aa]uditor": "log reader",
        r"\b[Vv]ault administrator|\badministers the vault": "vault keeper",
        r"\b(last|first|than|\}) signs\b": "characters",
        r"\bLying\b|\bUpright\b": "landscape, portrait",
        r"\b(From|Until) and with\b": "first day, last day",
        r"\bEconomy\b": "money",
        r"WARNING:": "Important",
        r"\bsure that it sits\b": "sure that you know it",
        r"\bprivacy asks\b": "the privacy rules",
        r"\bis whole\b|\bwhole on\b|✓ Whole": "in order; unchanged",
        r"\b[Nn]ot here (just )?now\b": "Leia cannot find",
        r"\b[Ss]tands? in the (access )?(log|history)\b": "is recorded in the log; kept in",
        r"\b([Tt]he|[Tt]his|[Aa]) person\b": "the client, or whoever it is",
        r"\b[Ll]ies\b|\blie (ready|on|in|here|there)\b|\bwill lie\b": "is, stays",
        r"\b[Ss]tands? (on the paper|under|there|here|beside)\b": "is printed, is shown",
        r"\b(policy|sheet|passphrase|value|key|you have|in \{place\}) (still )?holds\b"
        r"|\bwrote later holds": "is in force, is used, applies",
        r"\b([Ss]heets?|passphrase|[Tt]he one|copies made) (from|of)? ?before\b"
        r"(?! (an|you|Leia|the|any|it))": "the old one, earlier ones",
        r"\bthe history tells\b": "the history says",
        r"\b(round|the) signs?\b(?! (in|tool))": "character",
        r"\bmay not lie\b|\bis no (recovery key|ordinary file)\b": "cannot be; is not a",
        r"\b(come|comes) to lie\b|\b(goes|go) along\b|\btook along\b": "end up; be passed on",
        r"\b[Nn]obody (alone|removes)\b": "nobody can … on their own",
        r"\bbuilt of\b|\bmade it of\b": "built from, made from",
        r"\bLeia does not find\b": "Leia cannot find",
        r"\b[Ss]hall I\b|\b[Ww]hom can\b": "should I; who can",
        r"\b[Ss]ee that\b(?! [a-z]+ (is|was) (in|what))": "check that",
        r"\bthe leader\b": "the centre lead",
    },
}

ALLOWED = {
    "Nav vil avklare om hun trenger tiltak": "a measure of Nav's",
    "hel setning": "not of data",
    "heil setning": "not of data",
    "to the one before": "a field, not a key",
    "Finne att": "find what was lost, as in «står att»",
}
"""Parts of texts that may say so all the same, and why."""


def told(language: str) -> Iterator[tuple[str, str]]:
    """Give every text a person can read in a language, and where it stands."""
    yield from _catalogue(language)
    yield from _pages(language)
    yield from _data(language)
    yield from _packaging(language)


def _catalogue(language: str) -> Iterator[tuple[str, str]]:
    source = RESOURCES / "locale" / ("nb" if language == "en" else language) / "LC_MESSAGES/leia.po"
    for message in read_po(BytesIO(source.read_bytes())):
        texts = message.id if language == "en" else message.string
        for text in (texts,) if isinstance(texts, str) else texts:
            yield f"catalogue: {message.id!r}", text


def _pages(language: str) -> Iterator[tuple[str, str]]:
    for folder in ("help", "news"):
        for file in sorted((RESOURCES / folder).rglob("*.md")):
            if language in re.split(r"\W", file.relative_to(RESOURCES).as_posix()):
                for line in file.read_text(encoding="utf-8").splitlines():
                    yield str(file.relative_to(ROOT)), line


def _data(language: str) -> Iterator[tuple[str, str]]:
    for folder in ("templates", "reference", "reference/agreements", "told"):
        for file in sorted((RESOURCES / folder).glob("*.json")):
            yield from ((file.name, text) for text in _said(_read(file), language))
    for file in sorted((RESOURCES / "practice").glob("*.json")):
        person = _read(file)
        if person["client"]["language_form"] == language:
            yield from ((file.name, text) for text in _strings(person))


def _packaging(language: str) -> Iterator[tuple[str, str]]:
    folders = {"nb": ("nb-NO", "papers"), "nn": (), "en": ("en-US",)}[language]
    for file in sorted(PACKAGING.rglob("*")):
        if file.suffix in {".md", ".adml", ".toml"} and file.parent.name in folders:
            for line in file.read_text(encoding="utf-8").splitlines():
                yield file.name, line.partition("#")[0] if file.suffix == ".toml" else line
    for name in ("leia.desktop", "leia.metainfo.xml"):
        for line in (PACKAGING / "linux" / name).read_text(encoding="utf-8").splitlines():
            if f"[{language}]" in line or f'"{language}"' in line:
                yield name, line


def _read(file: Path) -> object:
    return json.loads(file.read_text(encoding="utf-8"))


def _said(found: object, language: str) -> Iterator[str]:
    """Give the texts of a data file that stand under a language."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key == language and isinstance(value, str):
                yield value
            else:
                yield from _said(value, language)
    elif isinstance(found, list):
        for value in found:
            yield from _said(value, language)


def _strings(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for value in found.values() if isinstance(found, dict) else found:
            yield from _strings(value)


@pytest.mark.parametrize("language", FORBIDDEN)
def test_nobody_reads_a_word_the_house_does_not_use(language):
    said = [
        f"{where}: {text!r} says “{found[0]}”; say {better}"
        for where, text in told(language)
        for pattern, better in FORBIDDEN[language].items()
        if (found := re.search(pattern, text)) and not any(part in text for part in ALLOWED)
    ]

    assert said == []


@pytest.mark.parametrize(("language", "least"), [("nb", 1900), ("nn", 1700), ("en", 1500)])
def test_every_kind_of_text_is_read(language, least):
    places = {where.partition(":")[0] for where, _text in told(language)}

    assert len(list(told(language))) > least
    assert {"catalogue", "three_party.1.json", "documents.json"} <= places
    assert any("help" in place for place in places)
    assert any("news" in place for place in places)
