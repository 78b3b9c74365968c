"""Looks for keys and words in the memory of a program; Linux only, and needs the right to."""

import base64
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.storage.vault import open_vault
from tests import raw
from tests.building import PASSPHRASE

PIECE = 1 << 24


def found_in(pid: int, needles: dict[str, list[bytes]]) -> set[str]:
    """Return the names of what is found anywhere in a process's memory."""
    found = set()
    for piece in pieces(pid):
        for name, spelt in needles.items():
            if any(each in piece for each in spelt):
                found.add(name)
    return found


def pieces(pid: int) -> Iterator[bytes]:
    """Read every readable region of a process, in pieces that overlap a little."""
    place = Path(f"/proc/{pid}")
    with (place / "maps").open() as maps, (place / "mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_rest = line.split()
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            for at in range(start, end, PIECE):
                try:
                    memory.seek(at)
                    yield memory.read(min(PIECE + 256, end - at))
                except OSError:
                    break


def spellings(text: str) -> list[bytes]:
    """Return a text as programs hold it, and as the search index and base64 would."""
    codes = ("utf-8", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le")
    held = [text.encode(code) for code in codes]
    folded, decomposed = text.casefold(), unicodedata.normalize("NFD", text)
    held += [folded.encode(), folded.encode("utf-16-le"), decomposed.encode()]
    return [*held, base64.b64encode(text.encode()).rstrip(b"=")[:-1]]


def secrets_of(folder: Path, words: Iterable[str]) -> dict[str, list[bytes]]:
    """Return what a locked program must not hold: keys, passphrase, a name, and words."""
    vault = open_vault(folder, PASSPHRASE)
    material = raw.material(vault)
    vault.close()
    keys = {"vault key": material.vmk, "database key": material.dek}
    needles = {name: [k, k.hex().encode(), k.hex().upper().encode()] for name, k in keys.items()}
    needles["passphrase"] = spellings(PASSPHRASE)
    needles["name"] = spellings("Liv Hansen")
    needles.update({word: spellings(word) for word in words})
    return needles
