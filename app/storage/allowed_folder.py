"""May a vault lie here? Only on this computer's own disk, where nobody else changes its files."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from app.errors import PlaceRefused
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_NETWORK_TYPES = re.compile(
    r"afs|beegfs|ceph|cifs|coda|davfs|glusterfs|gpfs|lustre|ncpfs|nfs4?|ocfs2|prl_fs|smb[23]|smbfs"
    r"|vboxsf|fuse\.(curlftpfs|davfs2?|glusterfs|gvfsd-fuse|kio-fuse|s3fs|sshfs|vmhgfs-fuse)"
)
_SYNCED_TYPES = re.compile(r"fuse\.(google-drive-ocamlfuse|onedriver|pcloud|rclone)")
_SYNCED_NAMES = re.compile(
    r"(onedrive|dropbox|google ?drive|my drive|nextcloud|owncloud|icloud ?drive|mobile documents"
    r"|com~apple~clouddocs|pcloud ?drive|box sync)( ?[-(@].*)?",
    re.IGNORECASE,
)
_SYNCED_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    "._sync_*.db",
    ".sync_*.db",
    ".stfolder",
    ".tmp.drivedownload",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",  # OneDrive's own
)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ROAMING_VARIABLE = "APPDATA"
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5
_OCTAL = re.compile(r"\\([0-7]{3})")


class Refusal(Enum):
    """Why a folder is no place for a vault."""

    NETWORK = auto()
    SYNCED = auto()
    REMOVABLE = auto()
    ROAMING = auto()


@dataclass(frozen=True)
class Mount:
    """One line of Linux's mountinfo: what is mounted where."""

    point: str
    file_system: str
    source: str
    device: str
    """Major and minor number, such as 8:1."""


def check_place(folder: Path) -> None:
    """Raise PlaceRefused when a folder lies on a network, in a synced folder or on a loose disk."""
    refusal = find_refusal(folder)
    if refusal is not None:
        raise PlaceRefused(_sentence(refusal).format(folder=folder))


def find_refusal(folder: Path) -> Refusal | None:
    """Return why a vault may not lie in a folder, or nothing when it may."""
    place = folder.expanduser().absolute()
    real = place.resolve()
    if any(is_synced(each, os.environ) for each in (place, real)):
        return Refusal.SYNCED
    if sys.platform == "win32":
        return windows_refusal(PureWindowsPath(real), _drive_type(real), os.environ)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # pragma: no cover - neither Linux nor Windows: nothing more is known
        return None
    return linux_refusal(real, mounts, Path("/sys"))


def is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether a folder is kept in step with a cloud or another computer."""
    if any(_SYNCED_NAMES.fullmatch(part) for part in folder.parts):
        return True
    roots = (environment.get(name) for name in _SYNCED_VARIABLES)
    if any(root and folder.is_relative_to(root) for root in roots):
        return True
    return any(_has_marker(each) for each in (folder, *folder.parents))


def linux_refusal(folder: PurePath, mountinfo: str, sys_folder: Path) -> Refusal | None:
    """Return why a folder is refused, going by Linux's table of mounts and its list of disks."""
    mount = find_mount(folder, mountinfo)
    if mount is None:
        return None
    if _NETWORK_TYPES.fullmatch(mount.file_system):
        return Refusal.NETWORK
    if _SYNCED_TYPES.fullmatch(mount.file_system):
        return Refusal.SYNCED
    return Refusal.REMOVABLE if _on_loose_disk(mount, sys_folder) else None


def find_mount(folder: PurePath, mountinfo: str) -> Mount | None:
    """Return what is mounted where a folder lies; a later mount hides an earlier one."""
    found = None
    for line in mountinfo.splitlines():
        mount = _parse_mount(line)
        if mount is None or not folder.is_relative_to(mount.point):
            continue
        if found is None or len(mount.point) >= len(found.point):
            found = mount
    return found


def windows_refusal(
    folder: PureWindowsPath, drive_type: int, environment: Mapping[str, str]
) -> Refusal | None:
    """Return why a folder is refused, going by Windows' drives and its roaming folder."""
    if folder.drive.startswith("\\\\") or drive_type == _DRIVE_REMOTE:
        return Refusal.NETWORK
    if drive_type in (_DRIVE_REMOVABLE, _DRIVE_CDROM):
        return Refusal.REMOVABLE
    roaming = environment.get(_ROAMING_VARIABLE)
    if roaming and folder.is_relative_to(roaming):
        return Refusal.ROAMING
    return None


def _parse_mount(line: str) -> Mount | None:
    before, separator, after = line.partition(" - ")
    left, right = before.split(), after.split()
    if not separator or len(left) < 5 or len(right) < 2:  # noqa: PLR2004 - fields up to the point
        return None
    return Mount(_plain(left[4]), right[0], _plain(right[1]), left[2])


def _plain(escaped: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), escaped)


def _on_loose_disk(mount: Mount, sys_folder: Path) -> bool:
    device = sys_folder / "dev" / "block" / mount.device
    if not device.exists():  # btrfs numbers its mounts itself
        device = sys_folder / "class" / "block" / PurePath(mount.source).name
    return device.exists() and _is_loose(device.resolve())


def _is_loose(device: Path) -> bool:
    below = device / "slaves"  # an encrypted disk stands on a real one
    if below.is_dir() and any(_is_loose(each.resolve()) for each in below.iterdir()):
        return True
    disk = device if (device / "removable").exists() else device.parent
    flag = disk / "removable"
    if flag.exists() and flag.read_text(encoding="ascii").strip() == "1":
        return True
    return any(re.fullmatch(r"usb\d+", part) for part in disk.parts)


def _has_marker(folder: Path) -> bool:
    try:
        return any(next(folder.glob(marker), None) for marker in _SYNCED_MARKERS)
    except OSError:  # pragma: no cover - a folder above that may not be listed
        return False


def _drive_type(folder: Path) -> int:  # pragma: no cover - asks Windows itself
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor))
    raise AssertionError("only Windows has drives")


def _sentence(refusal: Refusal) -> str:
    return {
        Refusal.NETWORK: _(
            "The vault cannot be in {folder}, because that is a network place, where it "
            "could be damaged. Nothing is changed. Choose a folder on this computer's own "
            "disk; copies may go to the network."
        ),
        Refusal.SYNCED: _(
            "The vault cannot be in {folder}, because that folder is synchronised with other "
            "computers, which could damage it. Nothing is changed. Choose a folder that is "
            "not."
        ),
        Refusal.REMOVABLE: _(
            "The vault cannot be in {folder}, because that disk can be pulled out while Leia "
            "saves. Nothing is changed. Choose a folder on this computer's own disk; copies "
            "may go to the removable disk."
        ),
        Refusal.ROAMING: _(
            "The vault cannot be in {folder}, because Windows copies that folder between "
            "computers. Nothing is changed. Choose a folder that stays on this computer."
        ),
    }[refusal]
