"""The seals of pages, as we check them and as SQLCipher does."""

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.errors import Cancelled
from app.storage.connection import PAGE_SIZE, connect
from app.storage.pages import PageSeals, count_bad
from tests import raw


@pytest.fixture
def filled(vault):
    with vault.work() as work:
        for number in range(60):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    return vault


def bad_by_sqlcipher(vault):
    try:
        connection = connect(vault.folder / "vault.db", raw.material(vault))
    except dbapi2.DatabaseError:
        return 1  # a page of the schema: it says so at once
    try:
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def bad_by_us(file, material):
    content, seals = file.read_bytes(), PageSeals(material)
    pages = range(len(content) // PAGE_SIZE)
    return sum(
        not seals.fits(number + 1, content[number * PAGE_SIZE : (number + 1) * PAGE_SIZE])
        for number in pages
    )


def test_both_find_the_same_pages(filled):
    file = filled.folder / "vault.db"
    assert count_bad(raw.database(filled), raw.material(filled)) == 0
    filled.close()
    whole = file.read_bytes()
    assert bad_by_sqlcipher(filled) == 0

    for page in range(len(whole) // PAGE_SIZE):
        changed = bytearray(whole)
        changed[page * PAGE_SIZE + 17 * page % 4000 + 20] ^= 1
        file.write_bytes(changed)
        assert bad_by_us(file, raw.material(filled)) == 1
        assert bad_by_sqlcipher(filled) == 1


def test_a_page_in_another_ones_place_is_found(filled):
    file = filled.folder / "vault.db"
    content = bytearray(file.read_bytes())
    page = content[3 * PAGE_SIZE : 4 * PAGE_SIZE]
    content[4 * PAGE_SIZE : 5 * PAGE_SIZE] = page
    filled.close()
    file.write_bytes(content)

    assert bad_by_us(file, raw.material(filled)) == 1


def test_a_page_cut_short_is_found(filled):
    assert not PageSeals(raw.material(filled)).fits(2, b"too short")


def test_the_page_sqlite_locks_is_no_page(filled):
    number = 0x40000000 // PAGE_SIZE + 1

    assert PageSeals(raw.material(filled)).fits(number, bytes(PAGE_SIZE))


def test_damage_behind_an_open_vault_is_seen(filled):
    with (filled.folder / "vault.db").open("r+b") as stream:
        stream.seek(5 * PAGE_SIZE)
        stream.write(bytes(PAGE_SIZE))

    assert count_bad(raw.database(filled), raw.material(filled)) == 1


def test_counting_can_be_stopped(filled):
    with pytest.raises(Cancelled):
        count_bad(raw.database(filled), raw.material(filled), lambda _done: False)
