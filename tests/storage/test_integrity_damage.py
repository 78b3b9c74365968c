"""Every kind of damage is told for what it is; nothing damaged opens in silence."""

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.errors import UserError, VaultDamaged, VaultTooNew
from app.storage.connection import PAGE_SIZE, connect
from app.storage.keys.unlocking import unlock
from app.storage.vault import Vault, open_vault
from tests import raw


@pytest.fixture
def filled(made):
    vault = made.open()
    with vault.work() as work:
        for number in range(60):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    vault.close()
    return made


@pytest.fixture
def key(filled):
    """The vault's key, derived once for tests that open it many times."""
    return unlock(filled.folder, filled.passphrase)


def flip(file, place, bit=4):
    content = bytearray(file.read_bytes())
    content[place] ^= 1 << bit
    file.write_bytes(content)


def look_through(folder, key):
    """Open a vault, read everything in it and check it, as the program would in a day."""
    vault = Vault(folder, key[1], key[0])
    try:
        with vault.work() as work:
            people = work.all(Client)
        assert len(people) == 60
        vault.full_check()
        assert vault.verify_chain().ok
    finally:
        vault.close()


@pytest.mark.parametrize("place", range(0, 112, 5))
def test_a_flipped_bit_at_the_head_of_the_database_is_damage(filled, key, place):
    flip(filled.folder / "vault.db", place)

    with pytest.raises(VaultDamaged):
        look_through(filled.folder, key)


def test_a_flipped_bit_in_any_page_is_found_by_reading_or_by_the_check(filled, key):
    file = filled.folder / "vault.db"
    whole = file.read_bytes()
    for page in range(len(whole) // PAGE_SIZE):
        file.write_bytes(whole)
        flip(file, page * PAGE_SIZE + 1234)

        with pytest.raises(VaultDamaged):
            look_through(filled.folder, key)


def test_the_quick_check_finds_a_damaged_page_while_the_vault_is_open(filled, key):
    vault = Vault(filled.folder, key[1], key[0])
    with vault.work() as work:
        work.all(Client)  # now the pages are in memory, whole
    with (filled.folder / "vault.db").open("r+b") as stream:
        stream.seek(20 * PAGE_SIZE)
        stream.write(bytes(PAGE_SIZE))

    with pytest.raises(VaultDamaged):
        vault.quick_check()
    vault.close()


def test_after_damage_was_met_no_save_pretends_to_work(filled, key):
    vault = Vault(filled.folder, key[1], key[0])
    flip(filled.folder / "vault.db", 20 * PAGE_SIZE + 99)
    with pytest.raises(VaultDamaged):
        vault.quick_check()

    with pytest.raises(UserError):
        save_many(vault, 200)
    vault.close()


def save_many(vault, count):
    with vault.work() as work:
        for number in range(count):
            work.save(Client(name=f"Ny {number}", phone="y" * 900))


@pytest.mark.parametrize("kept", [0, 15, 16, 1000, PAGE_SIZE, 5 * PAGE_SIZE, -PAGE_SIZE, -1])
def test_a_cut_database_is_damage(filled, key, kept):
    file = filled.folder / "vault.db"
    file.write_bytes(file.read_bytes()[:kept])

    with pytest.raises(VaultDamaged):
        look_through(filled.folder, key)


@pytest.mark.parametrize("part", ["vault.db", "vault.age", "keys"])
def test_a_missing_part_is_damage(filled, part):
    if part == "keys":
        for file in (filled.folder / "keys").iterdir():
            file.unlink()
    else:
        (filled.folder / part).unlink()

    with pytest.raises(VaultDamaged):
        filled.open()


def test_a_damaged_vault_age_is_damage(filled):
    flip(filled.folder / "vault.age", 200)

    with pytest.raises(VaultDamaged, match=r"vault\.age"):
        filled.open()


def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(filled):
    (file,) = (filled.folder / "keys").iterdir()
    flip(file, 200)

    with pytest.raises(VaultDamaged, match="key file"):
        filled.open()


def test_a_database_of_another_vault_is_damage(filled, key, tmp_path):
    other = filled.folder / "vault.db"
    flip(other, 3)  # its salt is another one now

    with pytest.raises(VaultDamaged, match=r"vault\.db"):
        filled.open()


def inside(filled, key, *statements):
    """Change the database with its key, past the program."""
    connection = connect(filled.folder / "vault.db", key[1])
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_vault_of_a_later_leia_is_refused_untouched(filled, key):
    inside(filled, key, "PRAGMA user_version = 99", "DROP TABLE draft")
    before = (filled.folder / "vault.db").read_bytes()

    with pytest.raises(VaultTooNew, match="newer version"):
        open_vault(filled.folder, filled.passphrase)

    assert (filled.folder / "vault.db").read_bytes() == before
    assert not (filled.folder / "backups").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id = 1",
        "UPDATE meta SET value = 'other' WHERE key = 'vault_id'",
        "UPDATE counsellor SET signing_key = ''",
        "DELETE FROM counsellor",
    ],
)
def test_a_database_that_does_not_fit_its_keys_is_refused(filled, key, statement):
    inside(filled, key, statement)

    with pytest.raises(VaultDamaged):
        look_through(filled.folder, key)


def test_a_database_put_in_place_with_another_key_is_damage(filled, key):
    file = filled.folder / "vault.db"
    salt = file.read_bytes()[:16]
    file.unlink()
    connection = dbapi2.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}{salt.hex()}'\"")
    connection.execute("CREATE TABLE t (x)")
    connection.close()

    with pytest.raises(VaultDamaged):
        look_through(filled.folder, key)


@pytest.fixture
def half_written(filled, key):
    """A database and its journal as a crash in the middle of a transaction leaves them."""
    file, journal = filled.folder / "vault.db", filled.folder / "vault.db-journal"
    whole = file.read_bytes()
    vault = Vault(filled.folder, key[1], key[0])
    raw.driver(vault).execute("PRAGMA cache_size = 10")  # so that pages reach the file
    with raw.database(vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE client SET phone = hex(randomblob(900))")
        left = file.read_bytes(), journal.read_bytes()
    vault.close()
    assert left[0] != whole
    file.write_bytes(left[0])
    journal.write_bytes(left[1])
    return filled


def test_a_crash_in_the_middle_is_rolled_back_at_the_next_opening(half_written, key):
    look_through(half_written.folder, key)


def test_a_damaged_journal_after_a_crash_is_never_silent(half_written, key):
    flip(half_written.folder / "vault.db-journal", 512 + 4 + 2000)

    with pytest.raises(VaultDamaged):
        look_through(half_written.folder, key)


def test_without_its_journal_a_crashed_vault_is_damage(half_written, key):
    (half_written.folder / "vault.db-journal").unlink()

    with pytest.raises(VaultDamaged):
        look_through(half_written.folder, key)


def test_a_key_file_that_cannot_be_read_is_damage(filled):
    (file,) = (filled.folder / "keys").iterdir()
    file.unlink()
    file.mkdir()

    with pytest.raises(VaultDamaged, match="key file"):
        filled.open()
