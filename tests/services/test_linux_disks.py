"""Encrypted disks and swap on Linux: a /proc and /sys of the test's own, as kernels write them."""

import sys
from pathlib import Path

import pytest

from app.services.program.linux_disks import is_encrypted_folder, protection

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="links and paths of Linux")

LUKS = "CRYPT-LUKS2-0123456789abcdef0123456789abcdef-disk"
LVM = "LVM-AbCdEf"
HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class Machine:
    """The part of a computer that the kernel shows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mounts: list[str] = []
        self.swaps: list[str] = []
        self.devices = root / "sys/devices"
        self.swap_table = True

    def device(self, name, number="", *, on=(), uuid="", called="", **files):
        """Add a block device, on top of others or on none."""
        place = self.devices / name
        place.mkdir(parents=True)
        if on:
            (place / "slaves").mkdir()
        for below in on:
            (place / "slaves" / below).symlink_to(self.devices / below)
        told = {"dm/uuid": uuid, "dm/name": called, **files}
        for file, text in told.items():
            if text:
                (place / file).parent.mkdir(exist_ok=True)
                (place / file).write_text(f"{text}\n")
        self._link(f"sys/class/block/{name}", place)
        if number:
            self._link(f"sys/dev/block/{number}", place)

    def pool(self, *names):
        """Let btrfs lie on several devices."""
        for name in names:
            self._link(f"sys/fs/btrfs/0a1b/devices/{name}", self.devices / name)

    def mount(self, point, number, kind, source):
        self.mounts.append(f"27 1 {number} / {point} rw - {kind} {source} rw")

    def swap(self, name, kind="partition"):
        self.swaps.append(f"{name}\t\t\t\t{kind}\t8388604\t0\t-2")

    def found(self, folder="/home/kari/leia"):
        """Return what is found for a folder, which need not be there."""
        proc = self.root / "proc"
        (proc / "self").mkdir(parents=True, exist_ok=True)
        (proc / "self/mountinfo").write_text("\n".join(self.mounts) + "\n")
        if self.swap_table:
            (proc / "swaps").write_text(HEAD + "".join(f"{line}\n" for line in self.swaps))
        return protection(Path(folder), self.root)

    def _link(self, name, target):
        link = self.root / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.fixture
def laptop(machine):
    """Debian's and Ubuntu's guided encryption: root and swap in LVM, in LUKS, on one partition."""
    machine.device("nvme0n1p3", "259:3")
    machine.device("dm-0", "254:0", on=["nvme0n1p3"], uuid=LUKS, called="nvme0n1p3_crypt")
    machine.device("dm-1", "254:1", on=["dm-0"], uuid=LVM, called="vg-root")
    machine.device("dm-2", "254:2", on=["dm-0"], uuid=LVM, called="vg-swap_1")
    machine.mount("/", "254:1", "ext4", "/dev/mapper/vg-root")
    machine.swap("/dev/dm-2")
    return machine


def test_a_guided_encrypted_laptop_is_protected(laptop):
    assert laptop.found() == (True, True)


def test_the_mapped_name_of_swap_is_found_too(laptop):
    laptop.swaps.clear()
    laptop.swap("/dev/mapper/vg-swap_1")

    assert laptop.found() == (True, True)


def test_a_bare_partition_is_not_protected(machine):
    machine.device("sda2", "8:2")
    machine.device("sda3", "8:3")
    machine.mount("/", "8:2", "ext4", "/dev/sda2")
    machine.swap("/dev/sda3")

    assert machine.found() == (False, False)


def test_bare_lvm_is_no_encryption(machine):
    machine.device("sda2", "8:2")
    machine.device("dm-0", "254:0", on=["sda2"], uuid=LVM, called="vg-root")
    machine.mount("/", "254:0", "ext4", "/dev/mapper/vg-root")

    assert machine.found()[0] is False


def test_an_encrypted_home_on_a_bare_root_leaves_the_swap_file_bare(machine):
    machine.device("sda2", "8:2")
    machine.device("sda3", "8:3")
    machine.device("dm-0", "254:0", on=["sda3"], uuid=LUKS, called="home")
    machine.mount("/", "8:2", "ext4", "/dev/sda2")
    machine.mount("/home", "254:0", "ext4", "/dev/mapper/home")
    machine.swap("/swap.img", "file")

    assert machine.found() == (True, False)
    assert machine.found("/srv/leia")[0] is False


def test_one_bare_disk_below_spoils_a_volume_over_two(machine):
    machine.device("sda2")
    machine.device("sdb1")
    machine.device("dm-0", on=["sda2"], uuid=LUKS, called="one")
    machine.device("dm-1", "254:1", on=["dm-0", "sdb1"], uuid=LVM, called="vg-root")
    machine.mount("/", "254:1", "ext4", "/dev/mapper/vg-root")

    assert machine.found()[0] is False


@pytest.mark.parametrize(("second", "encrypted"), [(LUKS, True), (LVM, False)])
def test_btrfs_is_asked_for_all_its_disks(machine, second, encrypted):
    machine.device("sda2")
    machine.device("sdb2")
    machine.device("dm-0", on=["sda2"], uuid=LUKS, called="one")
    machine.device("dm-1", on=["sdb2"], uuid=second, called="two")
    machine.pool("dm-0", "dm-1")
    machine.mount("/", "0:30", "btrfs", "/dev/mapper/one")

    assert machine.found()[0] is encrypted


@pytest.mark.parametrize("kind", ["ecryptfs", "fuse.gocryptfs"])
def test_a_file_system_that_encrypts_by_itself_is_protected(machine, kind):
    machine.mount("/home/kari", "0:50", kind, "/home/.kari")

    assert machine.found()[0] is True


@pytest.mark.parametrize("kind", ["zfs", "overlay", "tmpfs"])
def test_what_may_encrypt_or_not_cannot_be_told(machine, kind):
    machine.mount("/", "0:40", kind, "rpool/ROOT")

    assert machine.found()[0] is None


def test_a_file_as_a_disk_is_as_safe_as_where_it_lies(laptop):
    laptop.device("loop3", "7:3", **{"loop/backing_file": "/var/disk.img"})
    laptop.mount("/home", "7:3", "ext4", "/dev/loop3")

    assert laptop.found()[0] is True


def test_a_device_that_is_not_shown_cannot_be_told(machine):
    machine.mount("/", "8:2", "ext4", "/dev/sda2")
    machine.swap("/dev/sda3")

    assert machine.found() == (None, None)


def test_no_swap_is_safe_and_no_table_is_not_known(machine):
    assert machine.found() == (None, True)
    machine.swap_table = False
    (machine.root / "proc/swaps").unlink()

    assert machine.found() == (None, None)


@pytest.mark.parametrize(
    ("backing", "encrypted"), [("", True), ("none", True), ("/dev/sda3", False)]
)
def test_swap_in_memory_is_safe_unless_it_is_written_out(machine, backing, encrypted):
    machine.device("sda3", "8:3")
    machine.device("zram0", "251:0", backing_dev=backing)
    machine.swap("/dev/zram0")

    assert machine.found()[1] is encrypted


def test_one_bare_swap_beside_a_safe_one_is_told(laptop):
    laptop.device("sdb1", "8:17")
    laptop.swap("/dev/sdb1")

    assert laptop.found() == (True, False)


def test_a_swap_file_with_a_space_in_its_name_is_found(laptop):
    laptop.device("sdb1", "8:17")
    laptop.mount(r"/srv/my\040disk", "8:17", "ext4", "/dev/sdb1")
    laptop.swap(r"/srv/my\040disk/swap", "file")

    assert laptop.found() == (True, False)


def test_a_folder_the_file_system_does_not_encrypt_is_seen_as_such(tmp_path):
    assert not is_encrypted_folder(tmp_path)
    assert not is_encrypted_folder(tmp_path / "gone")
