from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.errors import PlaceRefused
from app.storage import allowed_folder as place
from app.storage.allowed_folder import (
    Refusal,
    check_place,
    is_synced,
    linux_refusal,
    windows_refusal,
)

MOUNTS = r"""
27 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw
40 27 0:50 / /home rw,relatime shared:1 - nfs4 server:/home rw
41 27 0:51 / /srv/felles rw - cifs //server/felles rw
42 27 8:17 / /media/kari/MINNE\040PINNE rw - vfat /dev/sdb1 rw
43 27 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
44 27 0:53 / /home/kari/sky rw - fuse.rclone sky: rw
45 27 0:54 / /data rw - btrfs /dev/sdc1 rw
46 27 254:0 / /kryptert rw - ext4 /dev/mapper/luks rw
47 27 8:33 / /usbdisk rw - ext4 /dev/sdc1 rw
a line that is none
"""


@pytest.fixture
def disks(tmp_path):
    """Write the part of /sys that tells a built-in disk from a loose one."""
    sys_folder = tmp_path / "sys"
    pci = sys_folder / "devices" / "pci0"

    def disk(path, name, partition, number, *, removable):
        part = path / name / partition
        part.mkdir(parents=True)
        (path / name / "removable").write_text(f"{int(removable)}\n")
        for kind, link in (("dev/block", number), ("class/block", partition)):
            (sys_folder / kind).mkdir(parents=True, exist_ok=True)
            (sys_folder / kind / link).symlink_to(part)

    disk(pci / "ata1", "sda", "sda2", "8:2", removable=False)
    disk(pci / "usb2", "sdb", "sdb1", "8:17", removable=True)
    disk(pci / "usb2" / "2-1", "sdc", "sdc1", "8:33", removable=False)
    mapper = sys_folder / "devices" / "virtual" / "dm-0"
    (mapper / "slaves").mkdir(parents=True)
    (mapper / "slaves" / "sdb1").symlink_to(pci / "usb2" / "sdb" / "sdb1")
    (sys_folder / "dev/block/254:0").symlink_to(mapper)
    return sys_folder


@pytest.mark.parametrize(
    ("folder", "refusal"),
    [
        ("/var/lib/leia", None),
        ("/home/kari/vault", Refusal.NETWORK),
        ("/srv/felles/vault", Refusal.NETWORK),
        ("/run/user/1000/gvfs/smb/vault", Refusal.NETWORK),
        ("/home/kari/sky/vault", Refusal.SYNCED),
        ("/media/kari/MINNE PINNE/vault", Refusal.REMOVABLE),
        ("/usbdisk/vault", Refusal.REMOVABLE),
        ("/data/vault", Refusal.REMOVABLE),
        ("/kryptert/vault", Refusal.REMOVABLE),
        ("/homework/vault", None),
    ],
)
def test_linux_says_where_a_folder_lies(folder, refusal, disks):
    assert linux_refusal(PurePosixPath(folder), MOUNTS, disks) is refusal


def test_a_later_mount_hides_an_earlier_one_but_not_a_deeper_one(disks):
    mounts = "1 0 8:2 / /a/b rw - ext4 /dev/sda2 rw\n2 0 0:9 / /a rw - nfs server:/ rw\n"
    hidden = mounts + "3 0 0:9 / /a/b rw - cifs //server/x rw\n"

    assert linux_refusal(PurePosixPath("/a/b/vault"), mounts, disks) is None
    assert linux_refusal(PurePosixPath("/a/b/vault"), hidden, disks) is Refusal.NETWORK


def test_without_a_table_of_mounts_nothing_is_refused(disks):
    assert linux_refusal(PurePosixPath("/x"), "", disks) is None


@pytest.mark.parametrize(
    ("folder", "drive_type", "refusal"),
    [
        (r"C:\Users\kari\AppData\Local\Leia\vault", 3, None),
        (r"\\server\felles\vault", 0, Refusal.NETWORK),
        (r"H:\vault", 4, Refusal.NETWORK),
        (r"E:\vault", 2, Refusal.REMOVABLE),
        (r"D:\vault", 5, Refusal.REMOVABLE),
        (r"C:\Users\kari\AppData\Roaming\Leia\vault", 3, Refusal.ROAMING),
    ],
)
def test_windows_says_where_a_folder_lies(folder, drive_type, refusal):
    environment = {"APPDATA": r"C:\Users\kari\AppData\Roaming"}

    assert windows_refusal(PureWindowsPath(folder), drive_type, environment) is refusal


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Nordland fylkeskommune",
        "Dropbox",
        "Dropbox (Personal)",
        "Google Drive",
        "GoogleDrive-kari@example.no",
        "Nextcloud",
        "iCloudDrive",
        "com~apple~CloudDocs",
    ],
)
def test_a_folder_named_by_a_cloud_service_is_synced(name, tmp_path):
    assert is_synced(tmp_path / name / "vault", {})


@pytest.mark.parametrize("name", ["onedrivers", "my dropbox notes", "boxes"])
def test_a_name_that_only_sounds_like_one_is_fine(name, tmp_path):
    assert not is_synced(tmp_path / name, {})


@pytest.mark.parametrize("marker", [".dropbox", ".sync_1a2b.db", ".stfolder", "._sync_0.db"])
def test_a_folder_below_a_service_marker_is_synced(marker, tmp_path):
    (tmp_path / marker).touch()

    assert is_synced(tmp_path / "deep" / "vault", {})


def test_a_folder_below_the_one_windows_names_is_synced(tmp_path):
    assert is_synced(tmp_path / "vault", {"OneDriveCommercial": str(tmp_path)})
    assert not is_synced(tmp_path / "vault", {"OneDrive": ""})


def test_a_folder_on_this_disk_is_allowed(tmp_path):
    check_place(tmp_path / "vault")


def test_a_refusal_says_which_folder_and_what_to_do(tmp_path):
    folder = tmp_path / "Dropbox" / "vault"

    with pytest.raises(PlaceRefused) as caught:
        check_place(folder)

    assert str(folder) in str(caught.value)
    assert "synchronised" in str(caught.value)


def test_a_link_into_a_synced_folder_is_followed(tmp_path):
    (tmp_path / "Dropbox" / "vault").mkdir(parents=True)
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox" / "vault")

    with pytest.raises(PlaceRefused):
        check_place(tmp_path / "here")


@pytest.mark.parametrize("refusal", Refusal)
def test_each_reason_has_a_sentence_of_its_own(refusal, monkeypatch):
    monkeypatch.setattr(place, "find_refusal", lambda _folder: refusal)

    with pytest.raises(PlaceRefused) as caught:
        check_place(Path("x"))

    assert str(caught.value).count(".") >= 2
