"""A copy of a database's pages, made while work goes on, for what takes longer than any pause.

Pages are taken a few at a time, as they lie encrypted in the file. Which of them a piece of work
changes stands in SQLite's rollback journal until its commit (sqlite.org/fileformat2, 3: a header,
then each page's number and what it held); those are taken once more. When none is left, the copy is
the file as it was at that moment.
"""

from __future__ import annotations

import secrets
import struct
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.errors import VaultBusy
from app.foreign_files import clear_away
from app.i18n import _
from app.storage import files
from app.storage.connection import PAGE_SIZE
from app.storage.failures import translated
from app.storage.progress import part, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from app.storage.progress import Progress

T = TypeVar("T")

ASIDE = ".aside-"
"""Begins the name of such a copy; one that a crash left is cleared away at the next opening."""
_TOGETHER = 256
_HEADER = struct.Struct(">8s5I")
"""A journal's magic, number of entries, a random number, pages before, sector and page size."""
_MAGIC = (bytes(8), bytes.fromhex("d9d505f920a163d7"))
"""How a journal begins until it has reached the disk, which a commit begins with, and then."""
_NUMBER = struct.Struct(">I")
_CHECKSUM = 4


class Paged(Protocol):
    """An open database, as far as its pages are concerned."""

    path: Path

    def held(self) -> AbstractContextManager[None]:
        """Keep every other thread's work waiting."""

    def raw(self, begin: int, size: int) -> bytes:
        """Return a piece of the file as it lies on the disk."""

    def watched_pages(self) -> AbstractContextManager[PagesToTake]:
        """Hand out every page there is, and from then on each that is changed."""

    def connect_to(self, file: Path) -> dbapi2.Connection:
        """Open another file with the same key."""


@dataclass
class PagesToTake:
    """The pages, numbered from one, that are not in the copy as they are in the file."""

    count: int
    """How many pages the file has."""
    swept: int = 0
    """Up to which one they were taken once."""
    again: set[int] = field(default_factory=set)
    """Those among them that were changed since."""
    is_lost: bool = False
    """Whether it is no longer known which they are."""

    @property
    def is_empty(self) -> bool:
        """Whether the copy is as the file is."""
        return self.swept >= self.count and not self.again

    def add(self, database: Path, page_count: int) -> None:
        """Add what the work that is about to commit changes; its journal lies there still."""
        found = changed_pages(database.with_name(f"{database.name}-journal"), page_count)
        if found is None:
            self.is_lost = True
        else:
            self.count = page_count
            self.again |= {number for number in found if number <= self.swept}

    def take_run(self) -> tuple[int, int]:
        """Return the first and last of some that follow each other, and count them as taken."""
        if self.swept < self.count:
            first, last = self.swept + 1, min(self.swept + _TOGETHER, self.count)
            self.swept = last
        else:
            first = last = min(self.again)
            while last + 1 in self.again and last + 1 - first < _TOGETHER:
                last += 1
        self.again.difference_update(range(first, last + 1))
        return first, last


def changed_pages(journal: Path, page_count: int) -> set[int] | None:
    """Return the pages a transaction changes, by its journal; None where that does not tell.

    A journal with a second header in it, as after a change too large for memory, does not tell.
    """
    if not journal.exists() or not journal.stat().st_size:
        return set()
    with journal.open("rb") as file:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return None
        magic, _entries, _random, before, sector, size = _HEADER.unpack(head)
        entry = _NUMBER.size + PAGE_SIZE + _CHECKSUM
        length = journal.stat().st_size - sector
        if magic not in _MAGIC or size != PAGE_SIZE or length % entry:
            return None
        found = {1, *range(before + 1, page_count + 1)}  # the first holds the counter of changes
        for number in range(length // entry):
            file.seek(sector + number * entry)
            (page,) = _NUMBER.unpack(file.read(_NUMBER.size))
            if not 0 < page <= page_count:
                return None
            found.add(page)
    return found


def on_a_copy(
    database: Paged, deed: Callable[[dbapi2.Connection], T], progress: Progress | None = None
) -> T:
    """Run something long on a copy of the database, which needs as much room on the disk.

    Raises VaultBusy when there is no room, or no copy could be made beside what is saved.
    """
    with _aside(database) as copy:
        try:
            _take(database, copy, part(progress, 0, 0.2))
        except OSError:
            raise _busy() from None
        with translated(), closing(database.connect_to(copy)) as driver:
            return deed(driver)


def clear_aside(folder: Path) -> None:
    """Clear away what a crash left of such a copy; what cannot be deleted keeps nobody out."""
    for each in folder.glob(f"{ASIDE}*"):
        with suppress(OSError):
            clear_away(each)


@contextmanager
def _aside(database: Paged) -> Iterator[Path]:
    copy = database.path.with_name(f"{ASIDE}{secrets.token_hex(4)}")
    try:
        yield copy
    finally:
        for each in copy.parent.glob(f"{copy.name}*"):  # its journal too
            with suppress(OSError):  # the next opening tries again
                each.unlink()


def _take(database: Paged, copy: Path, progress: Progress | None) -> None:
    files.touch_private(copy)
    with database.watched_pages() as wanted, copy.open("r+b") as target:
        while not wanted.is_empty:
            with database.held():
                if wanted.is_lost:
                    raise _busy()
                first, last = wanted.take_run()
                begin = (first - 1) * PAGE_SIZE
                target.seek(begin)
                target.write(database.raw(begin, last * PAGE_SIZE - begin))
            tell(progress, wanted.swept / wanted.count)


def _busy() -> VaultBusy:
    return VaultBusy(
        _(
            "The vault could not be copied or checked, because there was always something to "
            "save. Everything typed is saved. Leia tries again later."
        )
    )
