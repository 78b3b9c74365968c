"""Finding words wherever a program may have left them, in every guise."""

import base64
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path


def guises(word: str) -> Iterator[tuple[str, bytes]]:
    """Return a word in every form it may lie on a disk in."""
    for name, spelt in (
        ("as it is", word),
        ("decomposed", unicodedata.normalize("NFD", word)),
        ("small", word.lower()),
        ("large", word.upper()),
    ):
        yield f"{name}, UTF-8", spelt.encode()
        yield f"{name}, UTF-16LE", spelt.encode("utf-16-le")
        yield f"{name}, UTF-16BE", spelt.encode("utf-16-be")
        yield f"{name}, Latin-1", spelt.encode("latin-1", errors="ignore")
        yield f"{name}, escaped", spelt.encode("unicode_escape")
    for offset in range(3):
        yield f"base64 at {offset}", _base64(word, offset)


def _base64(word: str, offset: int) -> bytes:
    """Return the part of a base64 text that holds the word, whatever stands around it."""
    coded = base64.b64encode(bytes(offset) + word.encode())
    start = -(-offset * 8 // 6)
    return coded[start : len(coded.rstrip(b"=")) - 1]


def found(words: Iterable[str], places: Iterable[Path]) -> list[str]:
    """Return where any of the words lies: in a file, or in the name of a file or folder."""
    needles = [(word, form, each) for word in words for form, each in guises(word)]
    hits = []
    for place in places:
        for path in (place, *(place.rglob("*") if place.is_dir() else ())):
            content = path.name.encode() + b"\n"
            if path.is_file() and not path.is_symlink():
                content += path.read_bytes()
            hits += [f"{path}: {word} ({form})" for word, form, each in needles if each in content]
    return hits
