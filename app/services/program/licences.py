"""The works Leia is built of, and their licences: read from files beside the program."""

from __future__ import annotations

import sys

import msgspec

from app.paths import RESOURCES

_FOLDER = RESOURCES / "licences"


class Work(msgspec.Struct, frozen=True):
    """Something others made that comes along with Leia."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    on: tuple[str, ...]
    """The systems it is taken along on; empty when on all."""


class _Index(msgspec.Struct, frozen=True):
    works: tuple[Work, ...]


def works(system: str = sys.platform) -> tuple[Work, ...]:
    """Return what Leia takes along on a system, by name."""
    index = msgspec.json.decode((_FOLDER / "index.json").read_bytes(), type=_Index)
    return tuple(work for work in index.works if not work.on or system in work.on)


def licence_text(work: Work) -> str:
    """Return every text that belongs to a work, one after the other."""
    return "\n\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in work.texts)


def own_licence() -> str:
    """Return Leia's own licence."""
    return (_FOLDER / "leia.txt").read_text(encoding="utf-8")
