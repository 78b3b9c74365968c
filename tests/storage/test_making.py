import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.errors import Cancelled, NotSaved
from app.storage import database
from app.storage.connection import PAGE_SIZE, PRAGMAS
from app.storage.copies import making as copies
from app.storage.copies import shelves
from app.storage.progress import watched
from app.storage.vault import open_vault
from tests import raw
from tests.storage.damaging import flip
from tests.storage.many_pages import fill


@pytest.fixture
def client(vault):
    return fill(vault)


def test_a_copy_opens_like_the_vault_and_holds_the_same(vault, made, client, tmp_path):
    copy = vault.copy()

    assert vault.last_copy() == copy
    assert copy.path.parent == made.folder / "backups"
    restored = tmp_path / "restored"
    shutil.copytree(copy.path, restored)
    again = open_vault(restored, made.passphrase)
    with again.work() as work:
        assert work.get(Client, client.id) == client
    assert again.verify_chain() == vault.verify_chain()
    assert again.vault_id == vault.vault_id
    again.close()


def test_a_copy_is_private_and_complete(vault, client):
    copy = vault.copy()

    names = {p.name for p in copy.path.iterdir()}
    assert names == {"vault.db", "vault.age", "keys", "copy.json"}
    for path in (copy.path, *copy.path.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


def test_a_copy_may_go_somewhere_else(vault, client, tmp_path):
    copy = vault.copy(tmp_path / "minnepinne")

    assert copy.path.parent == tmp_path / "minnepinne"
    assert vault.last_copy() is None


def test_only_the_newest_copy_of_a_day_is_kept(vault, client, made):
    made_copies = [vault.copy() for _ in range(4)]

    kept = copies.copies_in(made.folder / "backups")

    assert kept == made_copies[-1:]
    assert len(list((made.folder / "backups").iterdir())) == 1


def test_what_is_not_a_finished_copy_is_not_counted(vault, made):
    folder = made.folder / "backups"
    (folder / ".new-1234-2026-01-01T000000.000000Z").mkdir(parents=True)
    (folder / "2026-01-01T000000.000000Z").mkdir()
    (folder / "NotesZ").mkdir()

    assert vault.last_copy() is None
    vault.copy()
    assert not list(folder.glob(".new-*"))
    assert (folder / "NotesZ").exists()


def test_saves_go_on_while_a_copy_is_made(vault, client):
    thread = Thread(target=vault.copy)
    thread.start()
    for number in range(30):
        with vault.work() as work:
            work.save(replace(client, phone=str(number)))
    thread.join()

    assert vault.last_copy() is not None
    assert vault.verify_chain().ok


def test_a_save_waits_for_the_disk_again_after_a_copy(vault, client):
    vault.copy()

    driver = raw.driver(vault)
    assert driver.execute("PRAGMA synchronous").fetchone()[0] == PRAGMAS["synchronous"]
    assert driver.execute("PRAGMA cache_size").fetchone()[0] == PRAGMAS["cache_size"]


def test_should_that_fail_the_next_save_sees_to_it_or_is_refused(vault, client, monkeypatch):
    """A save that does not wait for the disk would be a promise nobody keeps."""
    with monkeypatch.context() as failing:
        failing.setattr(database, "steady", refuse)
        vault.copy()
        with pytest.raises(NotSaved), vault.work() as work:
            work.save(Client(name="Refused"))

    with vault.work() as work:
        work.save(Client(name="Kept"))
    driver = raw.driver(vault)
    assert driver.execute("PRAGMA synchronous").fetchone()[0] == PRAGMAS["synchronous"]


def refuse(_connection):
    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorcode = 10
    raise error


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2, 0.31, 0.5, 0.7, 0.9, 0.99])
def test_a_copy_that_is_stopped_leaves_nothing_behind(vault, client, after):
    before = vault.copy()
    told = []

    def progress(done):
        told.append(done)
        return done <= after

    with pytest.raises(Cancelled):
        vault.copy(progress=progress)

    assert told == sorted(told)
    assert [path.name for path in (vault.folder / "backups").iterdir()] == [before.path.name]
    with vault.work() as work:
        work.save(replace(client, phone="22"))
    vault.copy()


def test_the_progress_of_a_copy_ends_at_the_whole(vault, client):
    told = []
    vault.copy(progress=lambda done: told.append(done) is None)

    assert told == sorted(told)
    assert told[0] < 0.2
    assert told[-1] == 1.0


def test_stopping_in_the_middle_of_the_writing_interrupts_it(vault, client):
    """The driver is asked while its one long statement runs."""
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    driver = raw.driver(vault)

    with pytest.raises(Cancelled), watched(driver, lambda _done: False, None):
        driver.execute(endless).fetchall()


def test_copies_of_the_same_moment_get_names_of_their_own(vault, client, monkeypatch):
    """As when the clock was set back to where it has been."""
    patch_clock(monkeypatch, StoppedClock)

    first, second = vault.copy(), vault.copy()

    assert first.path != second.path
    assert second.made_at > first.made_at
    assert copies.copies_in(vault.folder / "backups") == [second]


def patch_clock(monkeypatch, clock):
    for module in (copies, shelves):
        monkeypatch.setattr(module, "datetime", clock)


class StoppedClock(datetime):
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.moment


def test_a_clock_set_back_loses_no_copy(vault, client, monkeypatch):
    """Copies of a clock that was wrong stay; the right ones are kept and thinned beside them."""
    patch_clock(monkeypatch, StoppedClock)
    ahead = []
    for day in range(1, 10):
        monkeypatch.setattr(StoppedClock, "moment", datetime(2031, 5, day, 12, tzinfo=UTC))
        ahead.append(vault.copy())
    kept_ahead = copies.copies_in(vault.folder / "backups")

    monkeypatch.setattr(StoppedClock, "moment", datetime(2026, 3, 1, 12, tzinfo=UTC))
    right = vault.copy()

    assert copies.copies_in(vault.folder / "backups") == [*kept_ahead, right]


def test_a_damaged_copy_is_never_why_a_whole_one_goes(vault, client, monkeypatch):
    patch_clock(monkeypatch, StoppedClock)
    made = {}
    for day in range(2, 9):  # Monday to Sunday
        monkeypatch.setattr(StoppedClock, "moment", datetime(2026, 3, day, 12, tzinfo=UTC))
        made[day] = vault.copy()
    for day in (4, 6, 8):
        flip(made[day].path / "vault.db", 3 * PAGE_SIZE + 7)

    for day in (9, 10):
        monkeypatch.setattr(StoppedClock, "moment", datetime(2026, 3, day, 12, tzinfo=UTC))
        made[day] = vault.copy()

    kept = copies.copies_in(vault.folder / "backups")
    assert {made[day] for day in (2, 3, 5, 7, 9, 10)} <= set(kept)


def test_before_an_update_a_copy_is_kept_out_of_the_rotation(vault, client, monkeypatch):
    patch_clock(monkeypatch, StoppedClock)
    before = copies.make_copy_before_update(raw.source(vault), 3)
    again = copies.make_copy_before_update(raw.source(vault), 3)
    folder = vault.folder / "backups" / "before-3"
    assert copies.copies_in(folder) == [again]
    assert not before.path.exists()

    monkeypatch.setattr(StoppedClock, "moment", StoppedClock.moment + timedelta(days=180))
    vault.copy()
    assert copies.copies_in(folder) == [again]

    monkeypatch.setattr(StoppedClock, "moment", StoppedClock.moment + timedelta(days=10))
    vault.copy()
    assert not folder.exists()
