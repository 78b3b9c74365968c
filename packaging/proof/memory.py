"""Looks for words in the memory of running programs; Linux only, and needs the right to."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path


def processes_of(program: Path) -> list[int]:
    """Return the processes that run a program, the oldest first."""
    found = []
    for link in Path("/proc").glob("[0-9]*/exe"):
        with contextlib.suppress(OSError):  # it has ended, or is nobody's business
            if link.readlink() == program:
                found.append(int(link.parts[2]))
    return sorted(found)


def holds(process: int, word: str) -> bool:
    """Whether a word lies in a process's memory, as Python or as Qt keeps it."""
    wanted = re.compile(b"|".join(re.escape(word.encode(form)) for form in ("utf-8", "utf-16-le")))
    return any(wanted.search(part) for part in _memory_of(process))


def _memory_of(process: int) -> Iterator[bytes]:
    places = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for place in places:
            begin, end = (int(each, 16) for each in place.split()[0].split("-"))
            if place.split()[1].startswith("rw"):
                with contextlib.suppress(OSError, OverflowError):
                    memory.seek(begin)
                    yield memory.read(end - begin)
