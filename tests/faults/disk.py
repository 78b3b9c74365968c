"""A disk that forgets: plays recorded system calls, and says what a power cut may leave of them.

Only what was synced is sure. Of later writes any may be missing, come before an earlier one, or be
torn into sectors; new, changed and removed names of a folder that was not synced may be undone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
ROOT = 0


@dataclass(frozen=True)
class Write:
    """Bytes put into a file."""

    at: int
    content: bytes


@dataclass(frozen=True)
class Cut:
    """A file given another length."""

    size: int


@dataclass
class File:
    """A file's content: what is surely on the disk, and what is on its way there."""

    durable: bytes = b""
    pending: list[Write | Cut] = field(default_factory=list)

    def live(self) -> bytearray:
        """Return what programs see."""
        content = bytearray(self.durable)
        for each in self.pending:
            _apply(content, each)
        return content

    def sync(self) -> None:
        self.durable = bytes(self.live())
        self.pending.clear()

    def crashed(self, dice: random.Random) -> bytes:
        """Return what may be found after a power cut."""
        content = bytearray(self.durable)
        for each in _survivors(self.pending, dice):
            if isinstance(each, Write) and dice.random() < 0.25:
                _tear(content, each, dice)
            else:
                _apply(content, each)
        return bytes(content)


@dataclass(frozen=True)
class Naming:
    """What one call does to the names in folders, all of it or nothing."""

    edits: tuple[tuple[int, str, int | None, int | None], ...]
    """Folder, name, what it named before, and what it names now."""

    def touches(self, folder: int) -> bool:
        return any(edit[0] == folder for edit in self.edits)

    def apply(self, folders: dict[int, dict[str, int]]) -> None:
        for folder, name, old, new in self.edits:
            names = folders.setdefault(folder, {})
            if new is not None:
                names[name] = new
            elif names.get(name) == old:
                del names[name]


class Disk:
    """A folder tree, as programs see it and as a power cut may leave it."""

    def __init__(self, start: Path) -> None:
        """Begin with a copy of a folder, all of it surely on the disk."""
        self._files: dict[int, File] = {}
        self._durable: dict[int, dict[str, int]] = {}
        self._pending: list[Naming] = []
        self._next = ROOT
        self._read(start)
        self._live = {folder: dict(names) for folder, names in self._durable.items()}

    def find(self, parts: tuple[str, ...]) -> int | None:
        """Return what a path leads to, for a program."""
        here: int | None = ROOT
        for part in parts:
            here = self._live.get(here, {}).get(part) if here is not None else None
        return here

    def path_of(self, node: int) -> tuple[str, ...]:
        """Return where a folder lies, for a program."""
        if node == ROOT:
            return ()
        for folder, names in self._live.items():
            for name, each in names.items():
                if each == node:
                    return (*self.path_of(folder), name)
        raise LookupError(node)

    def size(self, node: int) -> int:
        return len(self._files[node].live())

    def content(self, node: int) -> bytes:
        return bytes(self._files[node].live())

    def make_file(self, parts: tuple[str, ...]) -> int:
        node = self._new()
        self._files[node] = File()
        self._name(((*self._place(parts), None, node),))
        return node

    def make_folder(self, parts: tuple[str, ...]) -> None:
        node = self._new()
        self._live[node] = {}
        self._durable[node] = {}
        self._name(((*self._place(parts), None, node),))

    def remove(self, parts: tuple[str, ...]) -> None:
        self._name(((*self._place(parts), self.find(parts), None),))

    def rename(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        node = self.find(old)
        gone = (*self._place(old), node, None)
        self._name((gone, (*self._place(new), self.find(new), node)))

    def link(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        self._name(((*self._place(new), None, self.find(old)),))

    def change(self, node: int, what: Write | Cut) -> None:
        self._files[node].pending.append(what)

    def sync(self, node: int) -> None:
        """Bring a file's content, or a folder's names, surely onto the disk."""
        if node in self._files:
            self._files[node].sync()
            return
        for naming in [each for each in self._pending if each.touches(node)]:
            naming.apply(self._durable)
            self._pending.remove(naming)

    def crash(self, target: Path, dice: random.Random) -> None:
        """Write into an empty folder what a power cut may leave at this moment."""
        folders = {folder: dict(names) for folder, names in self._durable.items()}
        for naming in _survivors(self._pending, dice):
            naming.apply(folders)
        self._write(target, ROOT, folders, dice)

    def _write(
        self, target: Path, folder: int, folders: dict[int, dict[str, int]], dice: random.Random
    ) -> None:
        for name, node in folders.get(folder, {}).items():
            if node in self._files:
                (target / name).write_bytes(self._files[node].crashed(dice))
            else:
                (target / name).mkdir()
                self._write(target / name, node, folders, dice)

    def _read(self, folder: Path) -> int:
        node = self._new()
        self._durable[node] = {}
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                self._durable[node][path.name] = self._read(path)
            else:
                self._durable[node][path.name] = self._new()
                self._files[self._durable[node][path.name]] = File(path.read_bytes())
        return node

    def _name(self, edits: tuple[tuple[int, str, int | None, int | None], ...]) -> None:
        naming = Naming(edits)
        naming.apply(self._live)
        self._pending.append(naming)

    def _place(self, parts: tuple[str, ...]) -> tuple[int, str]:
        folder = self.find(parts[:-1])
        assert folder is not None, parts
        return folder, parts[-1]

    def _new(self) -> int:
        self._next += 1
        return self._next - 1


def _survivors(pending: list, dice: random.Random) -> list:
    """Return which of the waiting calls reached the disk, in the order they reached it."""
    if not pending:
        return []
    match dice.randrange(4):
        case 0:
            return pending if dice.random() < 0.5 else []
        case 1:
            return pending[: dice.randrange(len(pending) + 1)]
        case 2:
            return pending[dice.randrange(len(pending)) :]
        case _:
            share = dice.random()
            return [each for each in pending if dice.random() < share]


def _apply(content: bytearray, what: Write | Cut) -> None:
    if isinstance(what, Write):
        _put(content, what.at, what.content)
    elif what.size <= len(content):
        del content[what.size :]
    else:
        content.extend(bytes(what.size - len(content)))


def _tear(content: bytearray, write: Write, dice: random.Random) -> None:
    """Let only some sectors of a write reach the disk."""
    end = write.at + len(write.content)
    for start in range(write.at - write.at % SECTOR, end, SECTOR):
        if dice.random() < 0.5:
            first, last = max(start, write.at), min(start + SECTOR, end)
            _put(content, first, write.content[first - write.at : last - write.at])


def _put(content: bytearray, at: int, new: bytes) -> None:
    if at > len(content):
        content.extend(bytes(at - len(content)))
    content[at : at + len(new)] = new
