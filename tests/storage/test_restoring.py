"""From a copy to a vault in its place: everything or nothing, and nothing written to the copy."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from app.domain.clients import Client
from app.domain.restores import Restored
from app.errors import (
    Cancelled,
    NotSaved,
    PlaceRefused,
    UserError,
    VaultDamaged,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from app.storage import clock, files, restoring
from app.storage.connection import PAGE_SIZE, connect
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase, look_with_recovery
from app.storage.keys.sealing import new_recovery_identity
from app.storage.restoring import restore
from app.storage.vault import open_vault
from tests import raw
from tests.storage.damaging import dump, ends_killed, flip, state_of


@pytest.fixture
def copy(made):
    """A copy of a vault with people in it, and the vault gone on since."""
    vault = made.open()
    with vault.work() as work:
        for number in range(12):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    copied = vault.copy()
    vault.close()
    (found,) = find_copies(copied.path)
    return found


@pytest.fixture
def contents(made, copy):
    return look_with_passphrase(copy, made.passphrase)


def as_opened(contents):
    return lambda _building: (contents.opened, contents.material)


def put_back(contents, folder, progress=None):
    return restore(contents, folder, as_opened(contents), progress)


def everything(folder, passphrase):
    vault = open_vault(folder, passphrase)
    try:
        vault.full_check()
        assert vault.verify_chain().ok
        return dump(vault)
    finally:
        vault.close()


# --- looking


def test_a_copy_is_looked_into_before_anything_is_done(made, copy, contents):
    assert contents.clients == 12
    assert contents.made_at == copy.made_at
    assert (datetime.now(UTC) - contents.last_change).total_seconds() < 600
    assert [each.name for each in contents.counsellors] == ["Marit Hætta"]


def test_a_recovery_key_looks_into_a_copy_too(made, copy, contents):
    looked = look_with_recovery(copy, made.recovery)

    assert looked.clients == contents.clients
    assert looked.counsellors == contents.counsellors
    assert looked.material.dek == contents.material.dek
    assert looked.opened is None


def test_neither_key_can_be_read_off_what_was_seen(contents, made, copy):
    looked = look_with_recovery(copy, made.recovery)

    for each in (contents, looked):
        assert made.recovery not in repr(each)
        assert contents.material.vmk.hex() not in repr(each)


def test_looking_writes_nothing_into_the_copy(made, copy):
    before = state_of(copy.path)
    (copy.path / ".new-left-by-somebody").write_text("x")

    look_with_passphrase(copy, made.passphrase)
    look_with_recovery(copy, made.recovery)

    (copy.path / ".new-left-by-somebody").unlink()  # not ours to clear away
    assert state_of(copy.path) == before


def test_a_copy_that_may_only_be_read_can_be_looked_into(made, copy):
    for path in (copy.path / "keys", copy.path):
        path.chmod(0o500)
    try:
        assert look_with_passphrase(copy, made.passphrase).clients == 12
    finally:
        for path in (copy.path, copy.path / "keys"):
            path.chmod(0o700)


def test_a_wrong_key_is_told(made, copy):
    with pytest.raises(WrongPassphrase):
        look_with_passphrase(copy, "something else")
    with pytest.raises(UserError):
        look_with_recovery(copy, "AGE-SECRET-KEY-1")
    with pytest.raises(VaultDamaged):
        look_with_recovery(copy, new_recovery_identity()[0])


def test_a_copy_of_a_later_leia_is_refused(made, copy, contents):
    connection = connect(copy.path / "vault.db", contents.material)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(VaultTooNew):
        look_with_passphrase(copy, made.passphrase)


def test_a_vault_cut_off_while_saving_is_looked_into_as_it_was_before(made, contents):
    """Its folder was carried here on a stick: the journal in it is still to be played back."""
    vault = made.open()
    file, journal = made.folder / "vault.db", made.folder / "vault.db-journal"
    raw.driver(vault).execute("PRAGMA cache_size = 10")
    with raw.database(vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE client SET phone = hex(randomblob(9000))")
        left = file.read_bytes(), journal.read_bytes()
    vault.close()
    file.write_bytes(left[0])
    journal.write_bytes(left[1])
    found = find_copies(made.folder)
    (cut_off,) = [each for each in found if each.path == made.folder]
    before = state_of(made.folder)

    looked = look_with_passphrase(cut_off, made.passphrase)

    assert looked.clients == 12
    assert state_of(made.folder) == before
    folder = made.folder.parent / "elsewhere" / "vault"
    put_back(looked, folder)
    assert everything(folder, made.passphrase)


# --- restoring


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


# --- cut off

STEPS = (
    "make_folder",
    "copy_file",
    "sync_file",
    "sync_folder",
    "put_folder",
    "write_whole",
    "forget_cached",
)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")
def test_killed_at_every_step_it_is_the_old_vault_or_the_new(made, copy, tmp_path):
    """Before all is verified the old one, afterwards the new one; the old one is never lost."""
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Since then"))
    vault.close()
    old, place = state_of(made.folder), tmp_path / "place"
    contents = look_with_passphrase(copy, made.passphrase)
    found, step, is_killed = [], 0, True
    while is_killed:
        step += 1
        shutil.copytree(made.folder, place / "vault")
        is_killed = ends_killed(lambda: put_back(contents, place / "vault"), files, STEPS, step)

        restoring.finish(place / "vault")

        names = sorted(path.name for path in place.iterdir())
        found.append(len(names) == 2)
        if found[-1]:
            assert state_of(place / names[1]) == old
            assert step % 4 or len(everything(place / "vault", made.passphrase)["client"]) == 12
        else:
            assert names == ["vault"]
            assert state_of(place / "vault") == old
        shutil.rmtree(place)
    assert found == sorted(found)
    assert step > 20


def test_where_nothing_was_cut_off_nothing_is_done(made):
    before = state_of(made.folder)

    restoring.finish(made.folder)
    restoring.finish(made.folder.parent / "nowhere" / "vault")

    assert state_of(made.folder) == before


def test_a_restore_that_cannot_be_completed_is_given_up(made, monkeypatch):
    """Somebody may go on working in the present vault, so it is not pushed aside days later."""
    ready = made.folder.with_name("vault.restored")
    shutil.copytree(made.folder, ready)
    before = state_of(made.folder)
    really = files.put_folder

    def refusing(old, new):
        if new == made.folder or "set-aside" in new.name:
            raise OSError("refused")
        really(old, new)

    monkeypatch.setattr(files, "put_folder", refusing)
    restoring.finish(made.folder)

    assert state_of(made.folder) == before
    assert not ready.exists()


FULL = """
import json, resource, sys
from pathlib import Path
from app.i18n import use_language
from app.errors import NotSaved
from app.storage import restoring
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase
use_language("en")
copy, folder, passphrase, room = sys.argv[1:]
(found,) = find_copies(Path(copy))
contents = look_with_passphrase(found, passphrase)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), hard))
try:
    restoring.restore(contents, Path(folder), lambda _b: (contents.opened, contents.material))
    print("restored")
except NotSaved as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
@pytest.mark.parametrize("part", [0.0, 0.4, 0.99, 1.0, 3.0])
def test_a_full_disk_at_any_point_leaves_the_present_vault(made, copy, part):
    before = state_of(made.folder)
    room = int((copy.path / "vault.db").stat().st_size * part)
    arguments = [str(copy.path), str(made.folder), made.passphrase, str(room)]

    said = subprocess.run(
        [sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, check=True
    ).stdout

    if said == "restored\n":
        assert part >= 1
        assert everything(made.folder, made.passphrase)
    else:
        assert "disk" in said
        assert state_of(made.folder) == before
        assert [path.name for path in made.folder.parent.iterdir()] == ["vault"]
