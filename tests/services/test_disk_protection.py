"""What is told of encrypted disks, and of none."""

import sys

import pytest

from app.i18n import use_language
from app.services.program.disk_protection import (
    DiskProtection,
    disk_line,
    lacking_sentence,
    look_at_disks,
    swap_line,
)
from app.services.program.mac_disks import encrypted_swap, file_vault
from app.services.program.windows_disks import meaning_of

STATES = (True, False, None)


@pytest.fixture(autouse=True)
def english():
    use_language("en")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_this_computer_answers(tmp_path):
    found = look_at_disks(tmp_path)

    assert found.disk in STATES
    assert found.swap in STATES


@pytest.mark.parametrize("disk", STATES)
@pytest.mark.parametrize("swap", STATES)
def test_only_what_is_known_to_be_unprotected_is_told(disk, swap):
    found = DiskProtection(disk, swap)

    told = lacking_sentence(found)

    assert bool(told) is (disk is False or swap is False)
    assert ("disk" in found.lacking) is (disk is False)
    assert ("swap" in found.lacking) is (swap is False)
    if told:
        assert "Ask county IT" in told


def test_every_state_has_a_line_of_its_own():
    assert len({disk_line(DiskProtection(disk=state)) for state in STATES}) == 3
    assert len({swap_line(DiskProtection(swap=state)) for state in STATES}) == 3


@pytest.mark.parametrize(
    ("state", "encrypted"),
    [(1, True), (2, False), (3, None), (4, False), (5, False), (6, None), (7, False), (8, False),
     (0, None), (99, None), (None, None)],
)  # fmt: skip
def test_what_bitlocker_says(state, encrypted):
    assert meaning_of(state) is encrypted


@pytest.mark.parametrize(
    ("said", "encrypted"),
    [
        ("FileVault is On.", True),
        ("FileVault is Off.", False),
        ("FileVault is Off, but will be enabled after the next restart.", False),
        ("Error: no such volume", None),
        ("", None),
    ],
)
def test_what_file_vault_says(said, encrypted):
    assert file_vault(said) is encrypted


@pytest.mark.parametrize(
    ("said", "encrypted"),
    [
        ("total = 2048.00M  used = 900.25M  free = 1147.75M  (encrypted)", True),
        ("total = 0.00M  used = 0.00M  free = 0.00M", False),
        ("", None),
    ],
)
def test_what_macos_says_of_swap(said, encrypted):
    assert encrypted_swap(said) is encrypted
