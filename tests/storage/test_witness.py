"""What this computer remembers of a vault, outside it."""

import shutil
from datetime import UTC, datetime

import pytest

from app.domain.clients import Client
from app.storage import files
from app.storage.keys.sealing import following, new_key_material
from app.storage.values.changes import ChainEnd
from app.storage.witness import Witness
from tests.storage.damaging import ends_killed, flip

AT = datetime(2026, 11, 12, 10, 42, tzinfo=UTC)
END = ChainEnd("device-a", 812, bytes(range(32)))


@pytest.fixture
def material():
    return new_key_material("01a20081-09aa-7000-babb-618f0493d891")


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def witness(state, material):
    return Witness(state, state.parent / "backups", material)


def the_file(state):
    (file,) = state.glob("*")
    return file


def test_what_was_seen_is_remembered(state, material):
    witness(state, material).remember(END, AT)

    seen = witness(state, material).recall("device-a").seen

    assert (seen.seq, seen.head, seen.at) == (812, END.hash.hex(), AT)
    assert the_file(state).stat().st_mode & 0o077 == 0


def test_at_first_there_is_nothing_to_remember(state, material):
    remembered = witness(state, material).recall("device-a")

    assert remembered.seen is None
    assert not remembered.spoilt


def test_each_device_is_remembered_by_itself(state, material):
    own = witness(state, material)
    own.remember(END, AT)
    own.remember(ChainEnd("device-b", 3, bytes(32)), AT)
    own.remember(ChainEnd("device-a", 813, bytes(32)), AT)

    assert own.recall("device-a").seen.seq == 813
    assert own.recall("device-b").seen.seq == 3
    assert own.recall("device-c").seen is None


def test_a_few_devices_are_enough(state, material):
    own = witness(state, material)
    for number in range(70):
        own.remember(ChainEnd(f"device-{number}", number, bytes(32)), AT)

    assert own.recall("device-69").seen.seq == 69
    assert own.recall("device-1").seen is None


def test_each_vault_has_a_memory_of_its_own(state, material):
    witness(state, material).remember(END, AT)
    other = witness(state, new_key_material("01a20081-09aa-7000-babb-0000000000aa"))
    other.remember(ChainEnd("device-a", 5, bytes(32)), AT)

    assert witness(state, material).recall("device-a").seen.seq == 812


def test_a_changed_memory_is_not_believed(state, material):
    witness(state, material).remember(END, AT)
    file = the_file(state)
    for place in range(file.stat().st_size):
        flip(file, place, bit=0)
        remembered = witness(state, material).recall("device-a")
        assert remembered.spoilt
        assert remembered.seen is None
        flip(file, place, bit=0)
    assert witness(state, material).recall("device-a").seen.seq == 812


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff" * 40, b'{"proof": "\xe5"}'])
def test_a_spoilt_memory_is_not_believed(state, material, content):
    witness(state, material).remember(END, AT)
    the_file(state).write_bytes(content)

    assert witness(state, material).recall("device-a").spoilt
    witness(state, material).remember(END, AT)
    assert not witness(state, material).recall("device-a").spoilt


def test_another_vaults_memory_is_not_believed(state, material):
    other = new_key_material("01a20081-09aa-7000-babb-0000000000aa")
    witness(state, other).remember(END, AT)
    file = the_file(state)
    file.rename(file.with_name(f"{material.vault_id}.state"))

    assert witness(state, material).recall("device-a").spoilt


def test_a_memory_from_before_the_key_was_changed_counts_as_none(state, material):
    witness(state, material).remember(END, AT)

    remembered = witness(state, following(material)).recall("device-a")

    assert remembered.seen is None
    assert not remembered.spoilt


def test_the_copies_remember_too(vault, state):
    with vault.work() as work:
        work.save(Client(name="Kari"))
    copy = vault.copy()
    end = vault.upkeep.chain_end()

    seen = vault.upkeep.witness(state).recall(end.device_id).seen

    assert (seen.seq, seen.head, seen.at) == (end.seq, end.hash.hex(), copy.made_at)
    (copy.path / "copy.json").write_bytes(b"{}")
    assert vault.upkeep.witness(state).recall(end.device_id).seen is None


def test_killed_while_remembering_it_is_the_old_memory_or_the_new(state, material):
    step, is_killed = 0, True
    while is_killed:
        step += 1
        shutil.rmtree(state, ignore_errors=True)
        witness(state, material).remember(END, AT)
        newer = ChainEnd("device-a", 900, bytes(32))
        is_killed = ends_killed(
            lambda end=newer: witness(state, material).remember(end, AT),
            files,
            ("sync_folder", "make_folder", "_open_private"),
            step,
        )

        remembered = witness(state, material).recall("device-a")
        assert remembered.seen.seq in {812, 900}
        assert not remembered.spoilt
    assert remembered.seen.seq == 900
