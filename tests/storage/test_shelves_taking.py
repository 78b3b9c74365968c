"""Copies on sticks and shares: taken there, verified there, and thinned out there."""

import os
import shutil
import subprocess
from datetime import timedelta

import msgspec
import pytest

from app.domain.clients import Client
from app.errors import Cancelled, NotSaved, VaultDamaged
from app.storage import files
from app.storage.connection import PAGE_SIZE
from app.storage.copies import manifest
from app.storage.copies.finding import is_intact
from app.storage.copies.making import copies_in, folder_at
from app.storage.copies.shelves import named
from app.storage.migrations import SCHEMA_VERSION
from app.storage.values.changes import ChainEnd
from tests import raw
from tests.storage.damaging import flip, state_of


@pytest.fixture
def copy(vault):
    with vault.work() as work:
        for number in range(60):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    return vault.copy()


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


def there(vault, place):
    return copies_in(folder_at(place, vault.vault_id))


def test_a_copy_taken_elsewhere_is_the_same_copy(vault, copy, stick):
    taken = vault.upkeep.take_copy(copy, stick)

    assert taken.path.parent.parent == stick
    assert state_of(taken.path) == state_of(copy.path)
    assert there(vault, stick) == [taken]
    for path in (taken.path, *taken.path.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


def test_several_centres_share_a_place_without_touching_each_other(vault, copy, stick):
    other = folder_at(stick, "01a20081-09aa-7000-babb-618f0493d891")
    shutil.copytree(copy.path, other / copy.path.name)
    before = state_of(other)

    vault.upkeep.take_copy(copy, stick)

    assert state_of(other) == before


def test_a_copy_of_another_vault_in_the_same_folder_stays(vault, copy, stick):
    target = folder_at(stick, vault.vault_id)
    foreign = named(target, copy.made_at - timedelta(microseconds=7)).path
    shutil.copytree(copy.path, foreign)
    file = foreign / "copy.json"
    file.write_bytes(file.read_bytes().replace(vault.vault_id.encode(), b"another"))

    for _ in range(3):
        vault.upkeep.take_copy(copy, stick)

    assert foreign.exists()


def test_taking_a_copy_twice_keeps_one_and_is_no_failure(vault, copy, stick):
    vault.upkeep.take_copy(copy, stick)

    again = vault.upkeep.take_copy(copy, stick)

    assert there(vault, stick) == [again]


def test_a_damaged_copy_is_not_taken_along(vault, copy, stick):
    flip(copy.path / "vault.db", 4 * PAGE_SIZE + 11)

    with pytest.raises(VaultDamaged):
        vault.upkeep.take_copy(copy, stick)
    assert there(vault, stick) == []


@pytest.mark.parametrize("name", ["vault.db", "vault.age", "copy.json"])
def test_a_stick_that_forgets_what_was_written_is_found_out(vault, copy, stick, name, monkeypatch):
    """What lies there is judged by reading it there, not because the first copy was good."""
    really = files.copy_file

    def forgetful(source, target, written):
        really(source, target, written)
        if target.name == name:
            flip(target, 300)

    monkeypatch.setattr(files, "copy_file", forgetful)

    with pytest.raises(VaultDamaged):
        vault.upkeep.take_copy(copy, stick)
    assert list(folder_at(stick, vault.vault_id).iterdir()) == []


def test_an_older_database_slipped_into_a_copy_is_found_out(vault, copy, stick):
    """Every page of it is authentic, but nobody without the key can describe it anew."""
    older = (copy.path / "vault.db").read_bytes()
    with vault.work() as work:
        work.save(Client(name="Ny"))
    newer = vault.copy()
    (newer.path / "vault.db").write_bytes(older)
    said = manifest.read_manifest(newer.path)
    digest = manifest.digest(newer.path / "vault.db")
    changed = msgspec.structs.replace(
        said, database_bytes=len(older), files={**said.files, "vault.db": digest}
    )
    (newer.path / "copy.json").write_bytes(msgspec.json.encode(changed))
    assert is_intact(newer.path)

    with pytest.raises(VaultDamaged):
        vault.upkeep.take_copy(newer, stick)


def test_a_copy_whose_description_somebody_changed_is_not_taken_along(vault, copy, stick):
    said = manifest.read_manifest(copy.path)
    later = msgspec.structs.replace(said, made_at=said.made_at + timedelta(days=9))
    (copy.path / "copy.json").write_bytes(msgspec.json.encode(later))

    with pytest.raises(VaultDamaged):
        vault.upkeep.take_copy(copy, stick)


def test_a_copy_whose_journal_ends_elsewhere_than_described_is_not_taken_along(vault, copy, stick):
    end = vault.upkeep.chain_end()
    other = ChainEnd(end.device_id, end.seq + 1, end.hash)
    manifest.write_manifest(copy.path, raw.material(vault), copy.made_at, SCHEMA_VERSION, other)
    assert is_intact(copy.path)

    with pytest.raises(VaultDamaged):
        vault.upkeep.take_copy(copy, stick)


def test_a_place_that_vanishes_while_copying_is_said_and_harms_nothing(vault, copy, stick):
    def progress(done):
        if done > 0:
            shutil.rmtree(stick, ignore_errors=True)
        return True

    with pytest.raises((NotSaved, VaultDamaged)):
        vault.upkeep.take_copy(copy, stick, progress)
    assert is_intact(copy.path)


def test_a_stopped_copy_leaves_nothing_there(vault, copy, stick):
    for after in (0.0, 0.3, 0.6, 0.9):
        with pytest.raises(Cancelled):
            vault.upkeep.take_copy(copy, stick, lambda done, after=after: done <= after)
        assert list(folder_at(stick, vault.vault_id).iterdir()) == []


def test_what_was_cut_off_elsewhere_is_cleared_away_once_it_is_old(vault, copy, stick):
    """Another computer may be copying there just now."""
    target = folder_at(stick, vault.vault_id)
    fresh, old = target / ".new-1111-x", target / ".new-2222-x"
    fresh.mkdir(parents=True)
    old.mkdir()
    yesterday = fresh.stat().st_mtime - timedelta(days=2).total_seconds()
    os.utime(old, (yesterday, yesterday))

    vault.upkeep.take_copy(copy, stick)

    assert fresh.exists()
    assert not old.exists()


def test_a_copy_is_made_elsewhere_when_there_is_no_room_beside_the_vault(vault, copy, stick):
    made = vault.upkeep.copy_to(stick)

    assert there(vault, stick) == [made]
    assert is_intact(made.path)


@pytest.fixture
def small_stick(tmp_path):
    point = tmp_path / "small"
    point.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k,mode=700", "tmpfs", str(point)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a small disk here")
    yield point
    subprocess.run([shutil.which("umount"), str(point)], check=True)


def test_a_full_stick_is_said_and_keeps_nothing_half_made(vault, copy, small_stick):
    with pytest.raises(NotSaved, match="disk is full"):
        vault.upkeep.take_copy(copy, small_stick)
    with pytest.raises(NotSaved):
        vault.upkeep.copy_to(small_stick)

    assert list(folder_at(small_stick, vault.vault_id).iterdir()) == []
