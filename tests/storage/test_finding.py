"""Copies found where somebody points, and judged without their key."""

import shutil
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from app.domain.clients import Client
from app.errors import Cancelled
from app.storage.connection import PAGE_SIZE
from app.storage.copies import making as copies
from app.storage.copies import manifest, shelves
from app.storage.copies.copy_checks import is_whole
from app.storage.copies.finding import find_copies, is_intact, newest_whole_copy
from tests import raw
from tests.storage.damaging import flip, state_of


@pytest.fixture
def copy(vault):
    with vault.work() as work:
        for number in range(60):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    return vault.copy()


def the_only(folder):
    (found,) = find_copies(folder)
    return found


def test_a_copy_says_what_it_is_without_a_passphrase(vault, copy):
    found = the_only(copy.path)

    assert found.path == copy.path
    assert found.made_at == copy.made_at
    assert found.vault_id == vault.vault_id
    assert found.is_whole is True
    assert not found.before_update


def test_its_description_names_nobody_and_counts_nobody(vault, copy):
    said = (copy.path / "copy.json").read_text()

    assert "Person" not in said
    assert set(msgspec.json.decode(said)) == {
        "format",
        "vault_id",
        "made_at",
        "schema_version",
        "generation",
        "database_bytes",
        "files",
        "device_id",
        "seq",
        "head",
        "proof",
    }


def test_a_flipped_bit_in_any_page_of_a_copy_is_found(copy):
    file = copy.path / "vault.db"
    for page in range(file.stat().st_size // PAGE_SIZE):
        place = page * PAGE_SIZE + page * 31 % PAGE_SIZE
        flip(file, place)
        assert the_only(copy.path).is_whole is False
        flip(file, place)
    assert the_only(copy.path).is_whole is True


@pytest.mark.parametrize("part", ["vault.age", "keys"])
def test_a_flipped_bit_in_a_key_is_found(copy, part):
    (key,) = (copy.path / "keys").iterdir()
    flip(key if part == "keys" else copy.path / part, 120)

    assert the_only(copy.path).is_whole is False


@pytest.mark.parametrize("part", ["vault.db", "vault.age", "keys"])
def test_a_copy_with_a_part_missing_is_damaged(copy, part):
    if part == "keys":
        shutil.rmtree(copy.path / "keys")
    else:
        (copy.path / part).unlink()

    assert the_only(copy.path).is_whole is False


def test_a_copy_cut_short_is_damaged(copy):
    file = copy.path / "vault.db"
    file.write_bytes(file.read_bytes()[:-PAGE_SIZE])

    assert the_only(copy.path).is_whole is False


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', bytes(400)])
def test_a_spoilt_description_is_a_damaged_copy(copy, content):
    (copy.path / "copy.json").write_bytes(content)

    found = the_only(copy.path)

    assert found.is_whole is False
    assert found.vault_id == ""
    assert found.made_at == copy.made_at


def test_a_copy_from_before_descriptions_is_found_but_not_judged(vault, copy):
    (copy.path / "copy.json").unlink()

    found = the_only(copy.path)

    assert found.is_whole is None
    assert found.made_at == copy.made_at
    assert is_whole(copy.path, raw.material(vault))
    assert not is_intact(copy.path)


def test_a_damaged_copy_from_before_descriptions_never_counts_as_good(vault, copy):
    (copy.path / "copy.json").unlink()
    flip(copy.path / "vault.db", 5 * PAGE_SIZE + 9)

    assert not is_whole(copy.path, raw.material(vault))


def test_a_later_description_is_read_as_far_as_it_is_known(copy):
    file = copy.path / "copy.json"
    file.write_bytes(file.read_bytes().replace(b'"format": 1', b'"format": 7, "more": [1]'))

    assert the_only(copy.path).is_whole is True


def test_copies_are_found_wherever_they_may_lie(vault, copy, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    other = stick / "leia-copies-00000000"
    other.mkdir()
    taken = vault.upkeep.take_copy(copy, stick)
    shutil.copytree(copy.path, other / copy.path.name)
    shutil.copytree(copy.path, stick / "kopi fra Kari")
    before = copies.make_copy_before_update(raw.source(vault), 3)

    assert {each.path for each in find_copies(stick)} == {
        taken.path,
        other / copy.path.name,
        stick / "kopi fra Kari",
    }
    here = find_copies(vault.folder / "backups")
    assert [each.path for each in here] == [before.path, copy.path]
    assert [each.before_update for each in here] == [True, False]


def test_a_vault_is_found_with_its_copies(vault, copy):
    assert {each.path for each in find_copies(vault.folder)} == {vault.folder, copy.path}


@pytest.mark.parametrize("place", ["nowhere", "empty", "a file"])
def test_where_there_is_nothing_nothing_is_found(tmp_path, place):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a file").write_text("x")

    assert find_copies(tmp_path / place) == ()


def test_looking_for_copies_writes_nothing_and_can_be_stopped(copy):
    before = state_of(copy.path)

    find_copies(copy.path)
    with pytest.raises(Cancelled):
        find_copies(copy.path, lambda _done: False)

    assert state_of(copy.path) == before


def test_the_newest_whole_copy_is_offered(vault, copy, monkeypatch):
    patch_clock(monkeypatch, Tomorrow)
    newer = vault.copy()
    assert newest_whole_copy(vault.folder) == newer

    flip(newer.path / "vault.db", 5000)

    assert newest_whole_copy(vault.folder) == copy
    flip(copy.path / "vault.age", 100)
    assert newest_whole_copy(vault.folder) is None


def patch_clock(monkeypatch, clock):
    for module in (copies, shelves):
        monkeypatch.setattr(module, "datetime", clock)


class Tomorrow(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(UTC) + timedelta(days=1)


def test_only_the_key_of_the_vault_can_write_a_description_that_is_believed(vault, copy):
    said = manifest.read_manifest(copy.path)
    assert manifest.is_proved(said, raw.material(vault))

    assert not manifest.is_proved(
        msgspec.structs.replace(said, seq=said.seq + 1), raw.material(vault)
    )


def test_a_description_is_renewed_when_a_copy_gets_another_key_file(vault, copy):
    (copy.path / "keys" / "further.key").write_bytes(b"x")
    assert the_only(copy.path).is_whole is False

    manifest.renew_manifest(copy.path, raw.material(vault))

    assert the_only(copy.path).is_whole is True
    assert the_only(copy.path).made_at == copy.made_at


def test_a_copy_without_a_description_gets_none(vault, copy):
    (copy.path / "copy.json").unlink()

    manifest.renew_manifest(copy.path, raw.material(vault))

    assert not (copy.path / "copy.json").exists()
