"""Only a whole copy is verified: with nothing damaged, cut off or left out."""

import pytest

from app.domain.clients import Client
from app.errors import NotSaved, VaultDamaged
from app.storage.connection import PAGE_SIZE, connect, connect_to_read
from app.storage.copies import making as copies
from app.storage.copies.copy_checks import check_new, summarize
from app.storage.vault import open_vault
from tests import raw
from tests.storage.damaging import flip
from tests.storage.many_pages import fill


@pytest.fixture
def client(vault):
    return fill(vault)


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
