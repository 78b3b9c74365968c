"""Encrypted disks and swap on Linux, read from /proc and /sys as any user may."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from app.storage.allowed_folder import find_mount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.storage.allowed_folder import Mount

_ENCRYPTED_TYPES = frozenset({"ecryptfs", "fuse.cryfs", "fuse.encfs", "fuse.gocryptfs"})
_UNTOLD_TYPES = frozenset({"zfs", "bcachefs", "overlay", "tmpfs", "ramfs"})
"""They encrypt by themselves or not, or stand on what is not seen from here."""
_CRYPT = "CRYPT-"
"""How device-mapper's name of an encrypted layer begins: LUKS and plain dm-crypt."""
_GETFLAGS, _ENCRYPTED_FLAG = 0x80086601, 0x800
"""FS_IOC_GETFLAGS and FS_ENCRYPT_FL of linux/fs.h: fscrypt, folder by folder."""
_OCTAL = re.compile(r"\\([0-7]{3})")
_ROOT = Path("/")


def protection(folder: Path, root: Path = _ROOT) -> tuple[bool | None, bool | None]:
    """Return whether a folder's disk and swap are encrypted; None for what cannot be told.

    `root` holds the proc and sys to read.
    """
    real = folder.resolve()
    disk = _place(real, root)
    if disk is False and is_encrypted_folder(real):
        disk = True
    return disk, _swap(root)


def is_encrypted_folder(folder: Path) -> bool:
    """Whether the file system itself encrypts what lies in a folder."""
    import fcntl

    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        answer = fcntl.ioctl(opened, _GETFLAGS, bytes(8))
    except OSError:  # a file system without such flags
        return False
    finally:
        os.close(opened)
    return bool(struct.unpack("i", answer[:4])[0] & _ENCRYPTED_FLAG)  # the kernel fills an int


def _place(place: PurePath, root: Path) -> bool | None:
    """Return whether what lies at a place comes to an encrypted disk."""
    mount = find_mount(place, _read(root / "proc/self/mountinfo"))
    if mount is None or mount.file_system in _UNTOLD_TYPES:
        return None
    if mount.file_system in _ENCRYPTED_TYPES:
        return True
    return _all(_device(each, root) for each in _devices_of(mount, root))


def _devices_of(mount: Mount, root: Path) -> list[Path]:
    """Return the devices below a mount; btrfs numbers its mounts itself and may have several."""
    numbered = root / "sys/dev/block" / mount.device
    if numbered.exists():
        return [numbered]
    named = _named(mount.source, root)
    for pool in (root / "sys/fs/btrfs").glob("*/devices"):
        members = list(pool.iterdir())
        if named.name in {each.name for each in members}:
            return members
    return [named]


def _named(source: str, root: Path) -> Path:
    """Return the entry of a device in /sys, also of one that /dev calls by another name."""
    name = PurePath(source).name
    devices = root / "sys/class/block"
    mapped = (each for each in devices.glob("dm-*") if _read(each / "dm/name").strip() == name)
    return next(mapped, devices / name)


def _device(device: Path, root: Path) -> bool | None:
    """Return whether all that is written to a device is encrypted on its way down."""
    if not device.exists():
        return None
    if _read(device / "dm/uuid").startswith(_CRYPT):
        return True
    file = _read(device / "loop/backing_file").strip()
    if file:
        return _place(PurePath(file), root)
    below = device / "slaves"
    slaves = sorted(below.iterdir()) if below.is_dir() else []
    return _all(_device(each, root) for each in slaves) if slaves else False


def _swap(root: Path) -> bool | None:
    table = _read(root / "proc/swaps")
    if not table:
        return None
    lines = [line.split() for line in table.splitlines()[1:]]
    places = [(_plain(line[0]), line[1]) for line in lines if len(line) > 1]
    return _all([_swap_place(name, kind, root) for name, kind in places] or [True])


def _swap_place(name: str, kind: str, root: Path) -> bool | None:
    if kind == "file":
        return _place(PurePath(name), root)
    device = _named(name, root)
    if device.name.startswith("zram"):  # in memory, unless it was given a disk to write to
        backing = _read(device / "backing_dev").strip()
        return backing in {"", "none"} or _device(_named(backing, root), root)
    return _device(device, root)


def _all(states: Iterable[bool | None]) -> bool | None:
    """Return the worst: one that is not encrypted spoils it, one that cannot be told leaves doubt.

    Of none nothing is known.
    """
    found = set(states)
    if False in found:
        return False
    return None if not found or None in found else True


def _plain(escaped: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), escaped)


def _read(file: Path) -> str:
    """Return what a file of the kernel says; nothing where it is not there."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
