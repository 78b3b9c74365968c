"""Odd files in a vault's folders and in places for copies: each is a matter of its own."""

import os
import shutil
import time
import uuid
from contextlib import closing

import msgspec
import pytest

from app.errors import NotFinished, VaultDamaged, WrongPassphrase
from app.services.vault.colleagues import renew_copies
from app.storage.copies.finding import find_copies
from app.storage.copies.shelves import folder_at
from app.storage.keys import keyfiles
from app.storage.keys.keyfiles import KdfCost
from app.storage.keys.unlocking import KEYS, MOST_TRIED, unlock
from app.storage.restoring import finish
from app.storage.vault import open_vault
from tests import raw
from tests.odd_files import ODD, put_odd
from tests.storage.shared_vault import KARI, NEW, PER

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="such files are made otherwise there"),
    pytest.mark.usefixtures("in_time"),
]


@pytest.fixture
def key_file(shared):
    return shared.folder / KEYS / f"{shared.ids['Kari']}.key"


def copies_of(shared):
    return [each.name for each in (shared.folder / "backups").iterdir()]


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["x.key", "x.key.next"])
def test_an_odd_key_file_keeps_nobody_out_and_no_copy_away(shared, kind, name):
    put_odd(shared.folder / KEYS / name, kind)

    with shared.opened() as vault:
        copy = vault.copy()
        assert vault.colleagues.key_holders() == set(shared.ids.values())

    assert {each.name for each in (copy.path / KEYS).iterdir()} == {
        f"{each}.key" for each in shared.ids.values()
    }
    assert find_copies(shared.folder)[0].is_whole


@pytest.mark.parametrize("kind", ODD)
def test_where_ones_key_file_should_be_an_odd_one_is_told_as_damaged(shared, key_file, kind):
    key_file.unlink()
    put_odd(key_file, kind)

    with pytest.raises(VaultDamaged, match="key file"):
        open_vault(shared.folder, KARI)
    with shared.opened(PER) as vault:
        assert vault.colleagues.key_holders() == {shared.ids["Per"], shared.ids["Ola"]}


def test_a_key_file_of_gigabytes_is_no_key_file(shared):
    with (shared.folder / KEYS / "big.key").open("wb") as stream:
        stream.truncate(1 << 40)

    with shared.opened() as vault:
        assert vault.colleagues.key_holders() == set(shared.ids.values())
        copy = vault.copy()
    assert not (copy.path / KEYS / "big.key").exists()


def test_a_file_that_nobody_has_is_not_copied_and_stops_nothing(shared):
    (shared.folder / KEYS / "notes.key").write_text("my notes")

    with shared.opened() as vault:
        copy = vault.copy()

    assert not (copy.path / KEYS / "notes.key").exists()


def test_a_damaged_file_of_a_colleague_still_stops_a_copy(shared):
    """A copy without it would be thought whole."""
    with shared.opened() as vault:
        (shared.folder / KEYS / f"{uuid.uuid4()}.key").write_text("once a key")
        with pytest.raises(VaultDamaged, match="key file"):
            vault.copy()


def test_a_linked_vault_works_as_before(shared, tmp_path):
    """As where a home lies on a server."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("vault.age", KEYS):
        shutil.move(shared.folder / name, elsewhere / name)
        (shared.folder / name).symlink_to(elsewhere / name)
    (elsewhere / "copies").mkdir()
    (shared.folder / "backups").symlink_to(elsewhere / "copies")

    with shared.opened() as vault:
        copy = vault.copy()

    assert find_copies(elsewhere / "copies")[0].is_whole
    with closing(open_vault(copy.path, PER)):
        pass


@pytest.mark.parametrize("kind", [*ODD, "file", "link"])
def test_what_is_called_like_an_attempt_is_cleared_away_and_stops_no_copy(shared, tmp_path, kind):
    kept = tmp_path / "kept"
    (kept / "inside").mkdir(parents=True)
    (shared.folder / "backups").mkdir()
    for folder in (shared.folder / "backups", shared.folder / KEYS, shared.folder):
        put(folder / ".new-x", kind, kept)

    with shared.opened() as vault:
        copy = vault.copy()

    assert copies_of(shared) == [copy.path.name]
    assert (kept / "inside").is_dir()
    left = [os.path.lexists(each / ".new-x") for each in (shared.folder, shared.folder / KEYS)]
    assert left == [kind == "folder"] * 2


def put(path, kind, kept):
    if kind == "file":
        path.write_text("x")
    elif kind == "link":
        path.symlink_to(kept)
    else:
        put_odd(path, kind)


@pytest.mark.parametrize("kind", ["pipe", "dangling", "file", "link"])
def test_so_it_is_in_a_place_for_copies_once_it_is_old(shared, tmp_path, kind):
    place, kept = tmp_path / "stick", tmp_path / "kept"
    place.mkdir()
    (kept / "inside").mkdir(parents=True)
    with shared.opened() as vault:
        target = vault.upkeep.copy_to(place).path.parent
        put(target / ".new-fresh", kind, kept)
        put(target / ".new-old", kind, kept)
        long_ago = time.time() - 3 * 24 * 60 * 60
        os.utime(target / ".new-old", (long_ago, long_ago), follow_symlinks=False)

        vault.upkeep.copy_to(place)

    assert os.path.lexists(target / ".new-fresh")
    assert not os.path.lexists(target / ".new-old")
    assert (kept / "inside").is_dir()


@pytest.mark.parametrize("kind", ODD)
def test_odd_files_in_a_place_for_copies_hide_no_copy(shared, tmp_path, kind):
    place = tmp_path / "stick"
    place.mkdir()
    for name in ("lost", "backups", "before-3", "leia-copies-1"):
        put_odd(place / name, kind)
    (place / "2031-01-01T000000.000000Z").mkdir()
    put_odd(place / "2031-01-01T000000.000000Z" / "vault.db", kind)
    (place / "2032-01-01T000000.000000Z").mkdir()
    put_odd(place / "2032-01-01T000000.000000Z" / "copy.json", kind)
    with shared.opened() as vault:
        copy = vault.copy(place)
        assert renew_copies(vault, (place,)).still_open == ()

    found = find_copies(place)
    assert copy.path in {each.path for each in found if each.is_whole}
    assert [each.path for each in found if each.is_whole] == [copy.path]


def test_a_folder_closed_to_us_hides_no_copy(shared, tmp_path):
    """As “lost+found” on a stick."""
    with shared.opened() as vault:
        copy = vault.copy(tmp_path / "stick")
    (tmp_path / "stick" / "a-closed").mkdir(mode=0)
    if os.access(tmp_path / "stick" / "a-closed", os.R_OK):
        pytest.skip("whoever runs this may read everything")

    assert [each.path for each in find_copies(tmp_path / "stick")] == [copy.path]


@pytest.mark.parametrize("kind", ["pipe", "folder"])
@pytest.mark.parametrize("name", ["vault.db", "vault.db-journal"])
def test_what_sqlite_would_wait_for_is_told(shared, name, kind):
    (shared.folder / name).unlink(missing_ok=True)
    put_odd(shared.folder / name, kind)

    with pytest.raises(VaultDamaged, match=f"the vault's file {name}"):
        open_vault(shared.folder, KARI)


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_vault_age_is_told(shared, kind):
    (shared.folder / "vault.age").unlink()
    put_odd(shared.folder / "vault.age", kind)

    with pytest.raises(VaultDamaged, match=r"vault\.age"):
        open_vault(shared.folder, KARI)


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_coming_vault_age_is_in_nobodys_way(shared, kind):
    put_odd(shared.folder / "vault.age.next", kind)

    with shared.opened(PER) as vault:
        assert raw.keyring(vault).holders() == set(shared.ids.values())


@pytest.mark.parametrize("kind", ["file", "link", "pipe"])
def test_what_is_called_like_a_cut_off_restore_goes_alone(shared, tmp_path, kind):
    kept = tmp_path / "kept"
    (kept / "inside").mkdir(parents=True)
    attempt = shared.folder.with_name(f"{shared.folder.name}.restoring-1")
    put(attempt, kind, kept)

    finish(shared.folder)

    assert not os.path.lexists(attempt)
    assert (kept / "inside").is_dir()


@pytest.mark.parametrize("kind", ["file", "link", "pipe"])
def test_what_only_is_called_like_a_restored_vault_never_takes_a_vaults_place(
    shared, tmp_path, kind
):
    (tmp_path / "kept" / "inside").mkdir(parents=True)
    put(shared.folder.with_name(f"{shared.folder.name}.restored"), kind, tmp_path / "kept")

    finish(shared.folder)

    with shared.opened():
        assert not shared.folder.is_symlink()


def test_a_link_in_a_copys_name_is_in_no_copys_way(shared, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    with shared.opened() as vault:
        copy = vault.copy()
        target = folder_at(place, vault.vault_id)
        target.mkdir()
        put_odd(target / copy.path.name, "dangling")

        taken = vault.upkeep.take_copy(copy, place)

    assert [each.path for each in find_copies(place)] == [taken.path]


# --- how many key files a passphrase is tried with


@pytest.fixture
def derived(monkeypatch):
    """Count how often a passphrase is turned into a key."""
    counted = []
    quickly = keyfiles.derive

    def derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
        counted.append(salt)
        return quickly(passphrase, salt, cost)

    monkeypatch.setattr(keyfiles, "derive", derive)
    return counted


def plant(shared, key_file, count):
    """Put copies of a key file there, all used later than the vault's own."""
    for number in range(count):
        planted = shared.folder / KEYS / f"planted{number}.key"
        shutil.copy(key_file, planted)
        os.utime(planted, (4e9 + number, 4e9 + number))


def test_no_more_key_files_are_tried_than_the_bound(shared, key_file, derived):
    plant(shared, key_file, MOST_TRIED + 10)

    with pytest.raises(WrongPassphrase, match=f"none of the {MOST_TRIED} key files"):
        unlock(shared.folder, NEW)
    assert len(derived) == MOST_TRIED


def test_what_is_no_key_file_does_not_count(shared, key_file, derived):
    for number in range(MOST_TRIED + 10):
        planted = shared.folder / KEYS / f"planted{number}.key"
        planted.write_text("no key")
        os.utime(planted, (4e9, 4e9))

    unlock(shared.folder, KARI)

    assert len(derived) <= len(shared.ids)


def test_another_vaults_key_files_are_not_tried_for_a_new_passphrase(shared, derived):
    with shared.opened() as vault:
        held, _material = unlock(shared.folder, PER)
        pins = msgspec.structs.replace(held.secrets.pins, vault_id="another")
        secrets = msgspec.structs.replace(held.secrets, pins=pins)
        other = shared.folder / KEYS / "other.key"
        keyfiles.write_key_file(other, held.user, NEW, secrets, keyfiles.FLOOR)
        derived.clear()

        raw.keyring(vault).refuse_known(NEW)
        assert len(derived) == len(shared.ids)
        with pytest.raises(NotFinished):
            raw.keyring(vault).refuse_known(PER)
