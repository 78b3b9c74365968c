"""What Linux programs and libraries ask of the system, read with objdump."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF"


@dataclass(frozen=True)
class Needs:
    """What a set of files needs from outside itself."""

    libraries: frozenset[str]
    glibc: tuple[int, ...]


def elf_files(folder: Path) -> list[Path]:
    """Return the programs and libraries in a folder, sorted."""
    files = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    return sorted(each for each in files if _begins_as_elf(each))


def needs_of(files: Iterable[Path], folder: Path) -> Needs:
    """Return the libraries `files` ask for and `folder` does not hold, and the oldest glibc."""
    command = ["objdump", "--private-headers", *map(str, files)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    there = {each.name for each in folder.rglob("*.so*")}
    versions = {tuple(map(int, each.split("."))) for each in re.findall(r"GLIBC_([\d.]+)", answer)}
    return Needs(frozenset(set(_libraries(answer)) - there), max(versions, default=()))


def _libraries(answer: str) -> Iterator[str]:
    yield from re.findall(r"^\s+NEEDED\s+(\S+)$", answer, re.MULTILINE)


def _begins_as_elf(file: Path) -> bool:
    with file.open("rb") as source:
        return source.read(len(_MAGIC)) == _MAGIC
