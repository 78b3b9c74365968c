import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.errors import Cancelled, NotSaved, VaultDamaged
from app.storage import database
from app.storage.connection import PAGE_SIZE, PRAGMAS, connect, connect_to_read
from app.storage.copies import making as copies
from app.storage.copies import shelves
from app.storage.copies.copy_checks import check_new, summarize
from app.storage.progress import watched
from app.storage.vault import open_vault
from tests import raw
from tests.storage.damaging import flip


@pytest.fixture
def client(vault):
    client = Client(name="Kari")
    with vault.work() as work:
        work.save(client)
        for number in range(200):
            work.save(Client(name=f"Person {number}", phone="x" * 200))
    return client


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


def pages(file):
    return range(1, file.stat().st_size // PAGE_SIZE)


def test_no_damaged_page_ever_gives_a_verified_copy(made, vault, client):
    vault.close()
    whole = (made.folder / "vault.db").read_bytes()
    for page in pages(made.folder / "vault.db"):
        (made.folder / "vault.db").write_bytes(whole)
        flip(made.folder / "vault.db", page * PAGE_SIZE + 2000)
        opened = None
        try:
            opened = made_open(made)
            copy = opened.copy()
        except VaultDamaged:
            continue
        finally:
            if opened:
                opened.close()
        assert_good(copy, made, client)  # the page held nothing


def made_open(made, key=[]):  # noqa: B006 - one key derivation for all the pages
    from app.storage.keys.unlocking import unlock
    from app.storage.vault import Vault

    if not key or key[0] != made.folder:
        key[:] = [made.folder, unlock(made.folder, made.passphrase)]
    opened, material = key[1]
    return Vault(made.folder, material, opened)


def assert_good(copy, made, client):
    again = open_vault(copy.path, made.passphrase)
    again.full_check()
    with again.work() as work:
        assert work.get(Client, client.id) == client
    again.close()


@pytest.fixture
def unverified(vault, client):
    folder = vault.folder / "elsewhere"
    folder.mkdir()
    copies.write_database(raw.source(vault), folder / "vault.db")
    return folder / "vault.db"


def verify(vault, file):
    expected = raw.database(vault).alone(summarize)
    check_new(file, raw.material(vault), expected)


def test_a_whole_copy_is_verified(vault, unverified):
    verify(vault, unverified)


def test_a_copy_with_a_damaged_page_is_never_verified(vault, unverified):
    flip(unverified, 3 * PAGE_SIZE + 7)

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


def test_a_copy_with_a_damaged_page_that_holds_nothing_is_never_verified(vault, unverified):
    """Only SQLCipher's own check sees it; nothing reads such a page."""
    connection = connect(unverified, raw.material(vault))
    connection.execute("CREATE TABLE filler AS SELECT hex(randomblob(20000)) AS x")
    connection.execute("DROP TABLE filler")
    last = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.close()
    verify(vault, unverified)

    flip(unverified, (last - 1) * PAGE_SIZE + 99)

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


def test_a_cut_copy_is_never_verified(vault, unverified):
    unverified.write_bytes(unverified.read_bytes()[:-PAGE_SIZE])

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


def test_a_copy_whose_tables_do_not_fit_is_never_verified(vault, unverified):
    connection = connect(unverified, raw.material(vault))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
        "WHERE name = 'ix_meeting_day') WHERE name LIKE 'ix_activity_due_on%'"
    )
    connection.close()

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


@pytest.mark.parametrize("part", ["vault.age", "key"])
def test_damaged_keys_are_never_copied(vault, made, part):
    (key,) = (made.folder / "keys").glob("*.key")
    flip(key if part == "key" else made.folder / "vault.age", 150)

    with pytest.raises(VaultDamaged):
        vault.copy()
    assert vault.last_copy() is None


def test_a_place_that_cannot_be_written_is_said(vault, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(NotSaved, match="earlier copies are safe"):
        vault.copy(tmp_path / "file" / "deeper")


def test_a_copy_that_lacks_what_was_saved_since_is_never_verified(vault, unverified):
    with vault.work() as work:
        work.save(Client(name="Ola"))

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


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


def with_search_tables(vault):
    driver = raw.driver(vault)
    driver.set_authorizer(None)
    driver.execute("CREATE VIRTUAL TABLE own_search USING fts5(body)")
    driver.execute(
        "CREATE VIRTUAL TABLE name_search USING fts5(name, content='client', content_rowid='rowid')"
    )
    driver.execute("INSERT INTO own_search SELECT name FROM client")
    driver.execute("INSERT INTO name_search(name_search) VALUES ('rebuild')")
    return driver


def test_search_tables_are_copied_and_checked(vault, client):
    with_search_tables(vault)

    copy = vault.copy()

    connection = connect_to_read(copy.path / "vault.db", raw.material(vault))
    found = connection.execute("SELECT count(*) FROM name_search WHERE name_search MATCH 'kari'")
    assert found.fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM own_search_data WHERE id = (SELECT max(id) FROM own_search_data)",
        "UPDATE client SET name = 'Somebody else' WHERE name = 'Kari'",
    ],
)
def test_a_search_table_that_does_not_fit_stops_the_copy(vault, client, spoil):
    with_search_tables(vault).execute(spoil)

    with pytest.raises(VaultDamaged):
        vault.copy()
    assert vault.last_copy() is None


def test_a_torn_page_without_data_is_not_copied_along(made, vault, client):
    """After a power cut such a page is damage to every thorough check, and holds nothing."""
    with vault.work() as work:
        for each in work.all(Client):
            work.remove(each)
    driver = raw.driver(vault)
    driver.set_authorizer(None)
    driver.execute("CREATE TABLE filler AS SELECT hex(randomblob(200000)) AS x")
    driver.execute("DROP TABLE filler")
    free = driver.execute("PRAGMA freelist_count").fetchone()[0]
    assert free > 20
    last = driver.execute("PRAGMA page_count").fetchone()[0]
    flip(made.folder / "vault.db", (last - 1) * PAGE_SIZE + 99)

    copy = vault.copy()

    assert vault.upkeep.check() == 1
    vault.close()
    assert_sound(copy, made)


def assert_sound(copy, made):
    again = open_vault(copy.path, made.passphrase)
    assert again.upkeep.check() == 0
    again.close()


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
