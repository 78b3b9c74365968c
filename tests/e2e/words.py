"""Finding words wherever a program may have left them: in every guise, and packed in files."""

import base64
import gzip
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 1 << 26
"""Bytes that are unpacked from one place."""


def guises(word: str) -> Iterator[tuple[str, bytes]]:
    """Return a word in every form it may lie on a disk in."""
    for name, spelt in _spellings(word):
        for encoding in _ENCODINGS:
            yield f"{name}, {encoding}", spelt.encode(encoding, errors="ignore")
        yield f"{name}, escaped", spelt.encode("unicode_escape")
        yield f"{name}, as JSON", json.dumps(spelt)[1:-1].encode()
        yield f"{name}, in an address", quote(spelt).encode()
        yield f"{name}, in a form", quote_plus(spelt).encode()
    for encoding in ("utf-8", "utf-16-le"):
        for offset in range(3):
            yield f"base64 of {encoding} at {offset}", _base64(word.encode(encoding), offset)


def _spellings(word: str) -> Iterator[tuple[str, str]]:
    composed = unicodedata.normalize("NFC", word)
    decomposed = unicodedata.normalize("NFD", word)
    yield "composed", composed
    yield "decomposed", decomposed
    yield "small", composed.lower()
    yield "folded", composed.casefold()
    yield "large", composed.upper()
    yield "backwards", composed[::-1]
    yield "backwards and small", composed[::-1].lower()


def _base64(content: bytes, offset: int) -> bytes:
    """Return the part of a base64 text that holds the word, whatever stands around it."""
    coded = base64.b64encode(bytes(offset) + content)
    start = -(-offset * 8 // 6)
    return coded[start : len(coded.rstrip(b"=")) - 1]


def found(words: Iterable[str], places: Iterable[Path]) -> list[str]:
    """Return where any of the words lies: in a file, packed in one, or in a name."""
    needles = [(word, form, each) for word in words for form, each in guises(word)]
    hits = []
    for place in places:
        for path in (place, *(place.rglob("*") if place.is_dir() else ())):
            pieces = [path.name.encode()]
            if path.is_file() and not path.is_symlink():
                pieces += unpacked(path.read_bytes())
            for piece in pieces:
                hits += [f"{path}: {w} ({form})" for w, form, each in needles if each in piece]
    return hits


def unpacked(content: bytes, depth: int = 2) -> Iterator[bytes]:
    """Yield a content, and everything that is packed in it: archives, streams, the text of PDFs."""
    yield content
    if depth:
        for inner in _packed_in(content):
            yield from unpacked(inner, depth - 1)


def _packed_in(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(content)
    if b"PK\x03\x04" in content:
        yield from _zipped(content)
    if content.startswith(b"%PDF"):
        yield from _printed(content)
    for start in _ZLIB.finditer(content):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start.start() :], _MOST)


def _zipped(content: bytes) -> Iterator[bytes]:
    with suppress(zipfile.BadZipFile, RuntimeError), zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            yield name.encode() + b"\n" + file.read(name)


def _printed(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF shows: its letters are numbers of a typeface, not letters."""
    import pypdf
    from pypdf.errors import PdfReadError

    with suppress(PdfReadError):
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        yield " ".join(" ".join(page.extract_text().split()) for page in pages).encode()
