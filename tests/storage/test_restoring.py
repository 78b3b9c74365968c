"""From a copy to a vault in its place: everything or nothing, and nothing written to the copy."""

import pytest

from app.domain.clients import Client
from app.domain.restores import Restored
from app.errors import (
    Cancelled,
    NotSaved,
    PlaceRefused,
    VaultDamaged,
    VaultInUse,
)
from app.storage import clock, files
from app.storage.connection import PAGE_SIZE
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase
from app.storage.vault import open_vault
from tests import raw
from tests.storage.damaging import flip, state_of
from tests.storage.put_back import copy_of, everything, put_back


@pytest.fixture
def copy(made):
    return copy_of(made)


@pytest.fixture
def contents(made, copy):
    return look_with_passphrase(copy, made.passphrase)


def test_on_a_new_computer_a_copy_becomes_the_vault(made, contents, tmp_path):
    expected = everything(made.folder, made.passphrase)
    folder = tmp_path / "new computer" / "Leia" / "vault"

    assert put_back(contents, folder) is None

    assert everything(folder, made.passphrase) == expected
    assert {path.name for path in folder.iterdir()} <= {
        "vault.db",
        "vault.db-journal",
        "vault.age",
        "keys",
    }
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.parent.iterdir()] == ["vault"]


def test_the_vault_that_was_here_is_kept_aside_whole(made, contents):
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Since then"))
    vault.close()
    before = state_of(made.folder)

    aside = put_back(contents, made.folder)

    assert aside.name.startswith("vault-set-aside-")
    assert state_of(aside) == before
    assert len(everything(made.folder, made.passphrase)["client"]) == 12
    assert len(everything(aside, made.passphrase)["client"]) == 13


def test_restoring_twice_in_a_second_keeps_both(made, contents):
    first = put_back(contents, made.folder)
    found = contents.copy.path.relative_to(made.folder)
    (again,) = find_copies(first / found)

    second = put_back(look_with_passphrase(again, made.passphrase), made.folder)

    assert first != second
    assert everything(first, made.passphrase)
    assert everything(second, made.passphrase)


def device_and_log(folder, made):
    vault = open_vault(folder, made.passphrase)
    rows = (
        raw.driver(vault)
        .execute("SELECT device_id, device_seq, action, detail FROM access_log ORDER BY hlc")
        .fetchall()
    )
    device = raw.device(vault)
    vault.close()
    return device, rows


def test_a_restored_vault_is_a_new_device_and_says_so(made, contents):
    before, _rows = device_and_log(made.folder, made)

    put_back(contents, made.folder)

    device, rows = device_and_log(made.folder, made)
    assert device != before
    (own,) = [row for row in rows if row[0] == device]
    assert own[1:3] == (1, "RESTORED")
    assert rows[-1] == own
    told = Restored.read(own[3])
    assert told.made_at == contents.made_at.replace(microsecond=0)
    assert told.seen == {before: 14}  # the founder, the centre and twelve people


def test_what_was_seen_at_a_restore_stands_signed_in_the_chain(made, contents):
    put_back(contents, made.folder)

    vault = open_vault(made.folder, made.passphrase)
    row = "UPDATE access_log SET detail = replace(detail, '14', '15') WHERE action = 'RESTORED'"
    assert raw.driver(vault).execute(row).rowcount == 1
    assert not vault.verify_chain().ok
    vault.close()


def test_the_journal_goes_on_in_order_though_the_clock_was_set_back(made, monkeypatch):
    """A new device must not begin before what the old one wrote when its clock was ahead."""
    vault = made.open()
    with monkeypatch.context() as ahead:
        ahead.setattr(clock, "wall_millis", lambda: 4_000_000_000_000)
        with vault.work() as work:
            work.access.log("OPENED")
    copied = vault.copy()
    vault.close()
    (found,) = find_copies(copied.path)

    put_back(look_with_passphrase(found, made.passphrase), made.folder)

    device, rows = device_and_log(made.folder, made)
    assert rows[-1][0] == device


def test_what_was_remembered_of_another_computers_copies_is_forgotten(made):
    vault = made.open()
    with vault.work() as work:
        work.vault_memory.put("copies", "{}")
        work.memory.put("place", "clients")
    copied = vault.copy()
    vault.close()
    (found,) = find_copies(copied.path)

    put_back(look_with_passphrase(found, made.passphrase), made.folder)

    vault = made.open()
    with vault.work() as work:
        assert work.vault_memory.get("copies") is None
        assert work.memory.get("place") == "clients"
    vault.close()


def test_a_copy_damaged_since_it_was_looked_into_is_never_put_in_place(made, contents):
    before = state_of(made.folder)
    file = contents.copy.path / "vault.db"
    for page in range(0, file.stat().st_size // PAGE_SIZE, 3):
        flip(file, page * PAGE_SIZE + 200)
        with pytest.raises(VaultDamaged):
            put_back(contents, made.folder)
        flip(file, page * PAGE_SIZE + 200)

    assert state_of(made.folder) == before
    assert [path.name for path in made.folder.parent.iterdir()] == ["vault"]


def test_an_older_database_in_a_newer_copy_is_not_put_in_place(made, contents):
    older = (contents.copy.path / "vault.db").read_bytes()
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Ny"))
    newer = vault.copy()
    vault.close()
    (newer.path / "vault.db").write_bytes(older)
    (found,) = find_copies(newer.path)
    assert found.is_whole is False

    with pytest.raises(VaultDamaged):
        put_back(look_with_passphrase(found, made.passphrase), made.folder)


def test_an_old_copy_without_a_description_can_be_restored(made, contents, copy):
    (copy.path / "copy.json").unlink()
    (found,) = find_copies(copy.path)

    put_back(look_with_passphrase(found, made.passphrase), made.folder)

    assert len(everything(made.folder, made.passphrase)["client"]) == 12


@pytest.mark.parametrize("after", [0.0, 0.2, 0.45, 0.5, 0.6, 0.9])
def test_a_stopped_restore_changes_nothing(made, contents, after):
    before = state_of(made.folder)

    with pytest.raises(Cancelled):
        put_back(contents, made.folder, lambda done: done <= after)

    assert state_of(made.folder) == before
    assert [path.name for path in made.folder.parent.iterdir()] == ["vault"]


def test_a_vault_that_is_open_is_not_replaced(made, contents):
    vault = made.open()

    with pytest.raises(VaultInUse):
        put_back(contents, made.folder)
    vault.close()
    put_back(contents, made.folder)


def test_other_peoples_files_are_not_pushed_aside(made, contents, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text("x")

    with pytest.raises(PlaceRefused):
        put_back(contents, folder)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_as_good_as_none(made, contents, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()

    assert put_back(contents, folder) is None
    assert everything(folder, made.passphrase)


def test_a_vault_may_not_be_restored_to_a_synchronised_folder(contents, tmp_path):
    with pytest.raises(PlaceRefused):
        put_back(contents, tmp_path / "OneDrive" / "vault")


@pytest.mark.parametrize("failing", ["building", "aside", "in place"])
def test_when_the_disk_refuses_a_step_the_present_vault_stays(made, contents, monkeypatch, failing):
    before, really = state_of(made.folder), files.put_folder
    wanted = {
        "building": lambda _old, new: new.name == "vault.restored",
        "aside": lambda _old, new: "set-aside" in new.name,
        "in place": lambda old, new: old.name == "vault.restored" and new.name == "vault",
    }[failing]

    def refusing(old, new):
        if wanted(old, new):
            raise OSError("refused")
        really(old, new)

    monkeypatch.setattr(files, "put_folder", refusing)
    with pytest.raises(NotSaved, match="as it was"):
        put_back(contents, made.folder)

    assert state_of(made.folder) == before
    assert [path.name for path in made.folder.parent.iterdir()] == ["vault"]
