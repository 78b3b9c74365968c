"""Files as a package wants them: rights, times and owners that do not depend on who built it."""

import gzip
import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder, links as links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def put(target: Path, content: str | bytes) -> None:
    """Write a file, and the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)


def packed(text: str) -> bytes:
    """Return a text as Debian packs documentation, the same bytes every time."""
    return gzip.compress(text.encode(), 9, mtime=0)


def filled(template: Path, values: Mapping[str, str]) -> str:
    """Return a template with its @NAMES@ filled in."""
    text = template.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def settle(folder: Path, programs: set[Path], time_s: int) -> None:
    """Give everything in a folder the rights of a package and the time of the source."""
    for each in (folder, *folder.rglob("*")):
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each in programs else 0o644)
        os.utime(each, (time_s, time_s), follow_symlinks=False)


def size_of(folder: Path) -> int:
    """Return how many bytes the files in a folder hold."""
    files = (each for each in folder.rglob("*") if not each.is_symlink() and each.is_file())
    return sum(each.stat().st_size for each in files)
