"""What this computer remembers of a vault, outside it."""

import shutil
from datetime import UTC, datetime

import pytest

from app.domain.clients import Client
from app.storage import files
from app.storage.keys.sealing import following, new_key_material
from app.storage.values.changes import ChainEnd
from app.storage.witness import Remembered, Witness
from tests.storage.damaging import ends_killed, flip

AT = datetime(2026, 11, 12, 10, 42, tzinfo=UTC)
END = ChainEnd("device-a", 812, bytes(range(32)))


@pytest.fixture
def material():
    return new_key_material("01a20081-09aa-7000-babb-618f0493d891")


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def witness(state, *keys):
    return Witness(state, state.parent / "backups", keys)


def ends(remembered):
    return {each.device_id: each.seq for each in remembered.ends}


def the_file(state):
    (file,) = state.glob("*")
    return file


def test_what_was_seen_is_remembered(state, material):
    witness(state, material).remember([END], AT)

    (seen,) = witness(state, material).recall().ends

    assert (seen.device_id, seen.seq, seen.head, seen.at) == ("device-a", 812, END.hash.hex(), AT)
    assert the_file(state).stat().st_mode & 0o077 == 0


def test_at_first_there_is_nothing_to_remember(state, material):
    assert witness(state, material).recall() == Remembered()


def test_every_device_is_remembered(state, material):
    own = witness(state, material)
    own.remember([END, ChainEnd("device-b", 3, bytes(32))], AT)

    assert ends(own.recall()) == {"device-a": 812, "device-b": 3}


def test_a_few_devices_are_enough(state, material):
    own = witness(state, material)
    own.remember([ChainEnd(f"device-{number}", number, bytes(32)) for number in range(70)], AT)

    assert len(own.recall().ends) == 50


def test_each_vault_has_a_memory_of_its_own(state, material):
    witness(state, material).remember([END], AT)
    other = witness(state, new_key_material("01a20081-09aa-7000-babb-0000000000aa"))
    other.remember([ChainEnd("device-a", 5, bytes(32))], AT)

    assert ends(witness(state, material).recall()) == {"device-a": 812}


def test_a_changed_memory_is_not_believed(state, material):
    witness(state, material).remember([END], AT)
    file = the_file(state)
    for place in range(file.stat().st_size):
        flip(file, place, bit=0)
        remembered = witness(state, material).recall()
        assert remembered.spoilt or remembered.knows_newer_key
        assert not remembered.ends
        flip(file, place, bit=0)
    assert ends(witness(state, material).recall()) == {"device-a": 812}


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff" * 40, b'{"proof": "\xe5"}'])
def test_a_spoilt_memory_is_not_believed(state, material, content):
    witness(state, material).remember([END], AT)
    the_file(state).write_bytes(content)

    assert witness(state, material).recall().spoilt
    witness(state, material).remember([END], AT)
    assert not witness(state, material).recall().spoilt


def test_another_vaults_memory_is_not_believed(state, material):
    other = new_key_material("01a20081-09aa-7000-babb-0000000000aa")
    witness(state, other).remember([END], AT)
    file = the_file(state)
    file.rename(file.with_name(f"{material.vault_id}.state"))

    assert witness(state, material).recall().spoilt


def test_a_memory_outlives_a_change_of_the_key(state, material):
    witness(state, material).remember([END], AT)

    remembered = witness(state, following(material), material).recall()

    assert ends(remembered) == {"device-a": 812}
    assert not remembered.spoilt


def test_a_memory_that_no_former_key_made_is_not_believed(state, material):
    witness(state, material).remember([END], AT)

    assert witness(state, following(material)).recall() == Remembered(spoilt=True)


def test_a_memory_of_a_later_key_tells_that_the_vault_is_older(state, material):
    witness(state, following(material), material).remember([END], AT)

    assert witness(state, material).recall() == Remembered(knows_newer_key=True)


def test_the_copies_remember_too(vault, state):
    with vault.work() as work:
        work.save(Client(name="Kari"))
    copy = vault.copy()
    end = vault.upkeep.chain_end()

    (seen,) = vault.upkeep.witness(state).recall().ends

    assert (seen.seq, seen.head, seen.at) == (end.seq, end.hash.hex(), copy.made_at)
    (copy.path / "copy.json").write_bytes(b"{}")
    assert not vault.upkeep.witness(state).recall().ends


def test_copies_from_before_it_was_taken_as_it_is_tell_nothing(vault, state):
    vault.copy()
    own = vault.upkeep.witness(state)

    own.remember([], datetime.now(UTC), accepted=True)

    assert own.recall() == Remembered()


def test_killed_while_remembering_it_is_the_old_memory_or_the_new(state, material):
    step, is_killed = 0, True
    while is_killed:
        step += 1
        shutil.rmtree(state, ignore_errors=True)
        witness(state, material).remember([END], AT)
        newer = ChainEnd("device-a", 900, bytes(32))
        is_killed = ends_killed(
            lambda end=newer: witness(state, material).remember([end], AT),
            files,
            ("sync_folder", "make_folder", "_open_private"),
            step,
        )

        remembered = witness(state, material).recall()
        assert ends(remembered)["device-a"] in {812, 900}
        assert not remembered.spoilt
    assert ends(remembered) == {"device-a": 900}
