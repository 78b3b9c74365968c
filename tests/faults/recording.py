"""Records what a program asks of the disk, with strace, and plays it on a simulated one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.disk import Cut, Disk, Write

REPOSITORY = Path(__file__).resolve().parents[2]
CALLS = (
    "openat,close,write,pwrite64,lseek,ftruncate,fsync,fdatasync,sendfile,"
    "rename,link,unlink,unlinkat,mkdir,rmdir"
)
UNKNOWN = (
    "open,creat,writev,pwritev,pwritev2,truncate,linkat,symlink,copy_file_range,fallocate,"
    "dup,dup2,dup3,renameat,renameat2,mkdirat"
)
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_UNFINISHED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_HERE = "AT_FDCWD"

Call = tuple[str, list[str], int]
"""Its name, its arguments as strace writes them, and its answer."""


def record(arguments: list[str], trace: Path) -> list[str]:
    """Run a module of ours under strace; return what it said."""
    command = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-xx",
        "-s",
        "2000000",
        "-e",
        f"trace={CALLS},{UNKNOWN}",
    ]
    command += ["-o", str(trace), sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@dataclass
class Player:
    """Plays a recording on a simulated disk, call by call, and keeps what was acknowledged."""

    disk: Disk
    root: Path
    acknowledged: list[str] = field(default_factory=list)
    _open: dict[int, list[int]] = field(default_factory=dict)
    """For each file descriptor: what it is open on, and where it stands."""

    def play(self, calls: Iterable[Call]) -> Iterator[None]:
        """Play every call; stop after each that changed something."""
        for call, arguments, answer in calls:
            if answer >= 0 and self._play(call, arguments, answer):
                yield

    def _play(self, call: str, arguments: list[str], answer: int) -> bool:
        known = getattr(self, f"_{call}", None)
        if known is not None:
            return bool(known(arguments, answer))
        is_ours = arguments[0].isdigit() and int(arguments[0]) in self._open
        named = any(self._parts(each) is not None for each in arguments if each.startswith('"'))
        assert not is_ours and not named, f"the player does not know {call}"  # noqa: PT018
        return False

    def _openat(self, arguments: list[str], answer: int) -> bool:
        parts = self._parts(arguments[1], arguments[0])
        self._open.pop(answer, None)
        if parts is None:
            return False
        flags = arguments[2]
        node = self.disk.find(parts)
        is_new = node is None
        if node is None:
            node = self.disk.make_file(parts)
        elif "O_TRUNC" in flags:
            self.disk.change(node, Cut(0))
        at = self.disk.size(node) if "O_APPEND" in flags else 0
        self._open[answer] = [node, at]
        return is_new or "O_TRUNC" in flags

    def _write(self, arguments: list[str], answer: int) -> bool:
        file = int(arguments[0])
        content = _bytes(arguments[1])[:answer]
        if file == 1:
            self.acknowledged += content.decode().splitlines()
            return True
        if file not in self._open:
            return False
        node, at = self._open[file]
        self.disk.change(node, Write(at, content))
        self._open[file][1] = at + answer
        return True

    def _pwrite64(self, arguments: list[str], answer: int) -> bool:
        file = int(arguments[0])
        if file not in self._open:
            return False
        written = Write(int(arguments[3]), _bytes(arguments[1])[:answer])
        self.disk.change(self._open[file][0], written)
        return True

    def _sendfile(self, arguments: list[str], answer: int) -> bool:
        target, source = int(arguments[0]), int(arguments[1])
        if target not in self._open or not answer:
            return False
        start = int(re.match(r"\[(\d+)\]", arguments[2])[1])
        content = self.disk.content(self._open[source][0])[start : start + answer]
        node, at = self._open[target]
        self.disk.change(node, Write(at, content))
        self._open[target][1] = at + answer
        return True

    def _lseek(self, arguments: list[str], answer: int) -> bool:
        if int(arguments[0]) in self._open:
            self._open[int(arguments[0])][1] = answer
        return False

    def _ftruncate(self, arguments: list[str], _answer: int) -> bool:
        file = int(arguments[0])
        if file in self._open:
            self.disk.change(self._open[file][0], Cut(int(arguments[1])))
        return file in self._open

    def _fsync(self, arguments: list[str], _answer: int) -> bool:
        file = int(arguments[0])
        if file in self._open:
            self.disk.sync(self._open[file][0])
        return file in self._open

    _fdatasync = _fsync

    def _close(self, arguments: list[str], _answer: int) -> bool:
        self._open.pop(int(arguments[0]), None)
        return False

    def _rename(self, arguments: list[str], _answer: int) -> bool:
        old, new = self._parts(arguments[0]), self._parts(arguments[1])
        if old is None and new is None:
            return False
        assert old is not None, "renamed from outside"
        assert new is not None, "renamed to outside"
        self.disk.rename(old, new)
        return True

    def _link(self, arguments: list[str], _answer: int) -> bool:
        old, new = self._parts(arguments[0]), self._parts(arguments[1])
        if old is not None and new is not None:
            self.disk.link(old, new)
        return new is not None

    def _unlink(self, arguments: list[str], _answer: int) -> bool:
        return self._unlinkat([_HERE, *arguments], 0)

    _rmdir = _unlink

    def _unlinkat(self, arguments: list[str], _answer: int) -> bool:
        parts = self._parts(arguments[1], arguments[0])
        if parts is not None:
            self.disk.remove(parts)
        return parts is not None

    def _mkdir(self, arguments: list[str], _answer: int) -> bool:
        parts = self._parts(arguments[0])
        if parts is not None:
            self.disk.make_folder(parts)
        return parts is not None

    def _parts(self, quoted: str, folder: str = _HERE) -> tuple[str, ...] | None:
        """Return a path below the root, or nothing when it lies elsewhere."""
        path = Path(os.fsdecode(_bytes(quoted)))
        if not path.is_absolute():
            return self._parts_in(path, folder)
        if not path.is_relative_to(self.root):
            return None
        return path.relative_to(self.root).parts

    def _parts_in(self, path: Path, folder: str) -> tuple[str, ...] | None:
        if folder == _HERE or int(folder) not in self._open:
            return None
        return (*self.disk.path_of(self._open[int(folder)][0]), *path.parts)


def read_calls(trace: Path) -> Iterator[Call]:
    """Yield the calls of a recording in their order."""
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            if unfinished := _UNFINISHED.match(line):
                begun[unfinished[1]] = unfinished[2]
                continue
            if resumed := _RESUMED.match(line):
                line = f"{resumed[1]} {begun.pop(resumed[1])}{resumed[2]}"  # noqa: PLW2901
            if found := _LINE.match(line):
                yield found[2], found[3].split(", "), int(found[4])


def _bytes(quoted: str) -> bytes:
    assert quoted.endswith('"'), "longer than what strace was told to record"
    return bytes.fromhex(quoted.strip('"').replace("\\x", ""))
