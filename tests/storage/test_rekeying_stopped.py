"""When the key cannot be changed to the end: nothing is spoilt, and the next unlock goes on."""

from contextlib import contextmanager

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.errors import NotAllowed, NotSaved, WrongPassphrase
from app.storage import database
from app.storage.files import DATABASE
from app.storage.holders import rekeying
from app.storage.keys.sealing import NEXT
from app.storage.keys.unlocking import unlock
from app.storage.vault import open_vault
from tests import raw
from tests.storage.shared_vault import (
    KARI,
    OLA,
    PER,
    check_data,
    person,
)

pytestmark = pytest.mark.usefixtures("quickly")


def test_on_a_full_disk_the_one_who_left_is_out_and_the_next_unlock_goes_on(shared, monkeypatch):
    change_key = database.change_key

    def fail(connection, material):
        raise dbapi2.OperationalError("no room")

    monkeypatch.setattr(database, "change_key", fail)
    with shared.opened() as vault:
        with pytest.raises(NotSaved, match="goes on by itself"):
            vault.colleagues.remove(person(vault, "Per"), KARI)
        check_data(vault)
    with pytest.raises(NotAllowed, match="no longer work"):
        open_vault(shared.folder, PER)
    with shared.opened(OLA) as vault:  # still no room, and that keeps nobody out
        check_data(vault)
    assert unlock(shared.folder, OLA)[1].generation == 1

    monkeypatch.setattr(database, "change_key", change_key)
    with shared.opened(OLA) as vault:
        check_data(vault)
    assert unlock(shared.folder, KARI)[1].generation == 2
    assert not (shared.folder / NEXT).exists()
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)


@contextmanager
def room_for(size):
    """Let no file grow beyond a size, as on a disk that is nearly full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_really_fills_up_meanwhile_spoils_nothing(shared):
    with shared.opened() as vault:
        with vault.work() as work:
            for number in range(20):
                work.save(Client(name=f"Person {number}", phone="x" * 50_000))
        driver = raw.driver(vault)
        driver.execute("CREATE TABLE filling AS SELECT zeroblob(100000) AS empty")
        driver.execute("DROP TABLE filling")  # so that the file need not grow
        size = (shared.folder / DATABASE).stat().st_size

        with room_for(size + 2000), pytest.raises(NotSaved, match="goes on by itself"):
            vault.colleagues.remove(person(vault, "Per"), KARI)

        assert unlock(shared.folder, KARI)[1].generation == 1
        with vault.work() as work:
            work.save(Client(name="Etterpå"))
        check_data(vault)
        vault.copy()
    with shared.opened(OLA) as vault:
        check_data(vault)
        with vault.work() as work:
            assert len(work.all(Client)) == 22
    assert unlock(shared.folder, KARI)[1].generation == 2


def test_an_error_after_all_was_done_is_none(shared, monkeypatch):
    change_key = database.change_key

    def fail_late(connection, material):
        change_key(connection, material)
        raise dbapi2.OperationalError

    monkeypatch.setattr(database, "change_key", fail_late)
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
        check_data(vault)

    with shared.opened(OLA) as vault:
        check_data(vault)


def test_a_success_that_never_reached_the_disk_is_not_believed(shared, monkeypatch):
    """SQLCipher says nothing when the last step of a rekey fails; the file then has its old key."""
    monkeypatch.setattr(database, "change_key", lambda connection, material: None)
    with shared.opened() as vault, pytest.raises(NotSaved, match="goes on by itself"):
        vault.colleagues.remove(person(vault, "Per"), KARI)
    monkeypatch.undo()

    with shared.opened(OLA) as vault:
        check_data(vault)
    assert unlock(shared.folder, KARI)[1].generation == 2


@pytest.mark.parametrize("spoilt", [None, b"", b"garbage"])
def test_a_lost_coming_key_is_made_again(shared, monkeypatch, spoilt):
    def fail(_connection, _material):
        raise dbapi2.OperationalError("no room")

    with monkeypatch.context() as patched, shared.opened() as vault:
        patched.setattr(database, "change_key", fail)
        with pytest.raises(NotSaved):
            vault.colleagues.remove(person(vault, "Per"), KARI)
    (shared.folder / NEXT).unlink()
    if spoilt is not None:
        (shared.folder / NEXT).write_bytes(spoilt)

    with shared.opened(OLA) as vault:  # whom nobody would believe another key
        check_data(vault)
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)
    assert unlock(shared.folder, OLA)[1].generation == 1
    with shared.opened(KARI) as vault:
        check_data(vault)

    assert unlock(shared.folder, OLA)[1].generation == 2
    assert not (shared.folder / NEXT).exists()


def test_a_coming_key_nobody_decided_upon_is_cleared_away(shared):
    with shared.opened() as vault:
        keyring = raw.keyring(vault)
        rekeying.prepare(keyring, [each.sealing_key for each in keyring.staff()])

    with shared.opened(OLA) as vault:
        check_data(vault)

    assert not (shared.folder / NEXT).exists()
    assert unlock(shared.folder, PER)[1].generation == 1
